"""The switch between the registry in use and the fictional one that ships with the product."""

from __future__ import annotations

from functools import lru_cache
from html import escape

import streamlit as st

from registry.facts import DEMO_LABEL
from ui import link, period_switch, to_sheets
from ui.shared_records import Shared, label_in_use


def show(shared: Shared) -> None:
    """Links above the filters: the same page of the other registry, with nothing selected there, and
    as of another half.

    What was selected in one registry need not be in the other; only the way of drawing stays. Links,
    not a widget: an element that stays the same costs next to nothing.
    """
    offered = ((link.PUBLIC, label_in_use()), (link.DEMO, DEMO_LABEL))
    registries = _html(link.view("registry"), tuple((*one, link.fresh_address(one[0])) for one in offered))
    st.html(registries + period_switch.html(shared.allocation.records, shared.halves) + to_sheets.html())


@lru_cache(maxsize=256)
def _html(chosen: str, offered: tuple[tuple[str, str, str], ...]) -> str:
    items = "".join(
        f'<a data-go href="{escape(address, quote=True)}"{" aria-current=true" if name == chosen else ""}>'
        f"{escape(words)}</a>"
        for name, words, address in offered
    )
    return f'<nav class="registry" aria-label="登録簿"><b>登録簿</b><div>{items}</div></nav>'
