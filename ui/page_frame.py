"""What every page has around it: style, messages, filters, sources at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st
from streamlit.navigation.page import Page
from streamlit.runtime.pages_manager import PagesManager

from briefing.notes import FICTION_NOTE, TERRITORY_NOTE, coverage_note, source_sentence
from briefing.unpublished_words import unpublished_sentences
from ui import (
    browser_bridge,
    filter_bar,
    handling_mark,
    link,
    login,
    markup,
    period_switch,
    registry_switch,
)
from ui.shared_records import Shared, shared

_SHARED, _BEGUN, _GO_TO = "page_shared", "page_begun", "page_go_to"


def begin(page: Page, pages: Sequence[Page]) -> None:
    """Before the page's own script: link, style, filters and messages."""
    target = st.session_state.pop(_GO_TO, None)
    if target is not None and target != page.url_path:
        wanted = next((other for other in pages if other.url_path == target), None)
        if wanted is not None:
            st.switch_page(wanted, query_params=link.parameters_for(target))
    markup.style()
    login.begin()
    link.follow(page.url_path)
    everything = shared(link.view("registry"), link.view("period"), link.view("known"))
    st.session_state[_SHARED] = everything
    st.session_state[_BEGUN] = True
    browser_bridge.mount(go)
    with st.sidebar:
        handling_mark.show(everything.allocation.records)
        login.show()
        registry_switch.show(everything)
        filter_bar.show(everything.allocation)
    link.write()
    if everything.allocation.records.is_fictional:
        markup.sentences("fiction", [FICTION_NOTE])
    markup.sentences("trouble", (*login.troubles(), *everything.troubles))
    markup.sentences("notice", (finding.sentence for finding in link.findings()))


def current() -> Shared:
    """The records and boundaries of this run; every page asks once, first of all."""
    if not st.session_state.pop(_BEGUN, False):
        _run_through_app()
    return _shared()


def _shared() -> Shared:
    found: Shared = st.session_state[_SHARED]
    return found


def _run_through_app() -> None:
    """Start over by way of ``app.py``.

    Because there is a folder ``pages/``, Streamlit runs the very first page of a process by itself
    when that is not the start page; ``st.navigation`` ends this, but has not been called yet.
    """
    PagesManager.uses_pages_directory = False
    st.rerun()


def foot(*, with_map: bool) -> None:
    """Sources, territory note and counting rule at the foot of a page."""
    everything = _shared()
    records = everything.allocation.records
    # Last, though it lies along the window's edge: before the map it would make the browser set it up anew.
    markup.sentences("period", filter(None, [period_switch.sentence(records)]))
    lines = [
        source_sentence(records) + coverage_note(records),
        *unpublished_sentences(everything.allocation, link.selection()),
    ]
    if with_map and everything.boundaries is not None:
        lines.append(f"境界: {everything.boundaries.provenance['credit_ja']}。{TERRITORY_NOTE}")
    lines.append(
        f"{handling_mark.words(records)} ／ 登録簿: 第{records.version}版。"
        "金額の数え方と用語は「出典とデータ」にあります。"
    )
    st.html('<div class="foot">' + "<br/>".join(escape(line) for line in lines) + "</div>")


def go(address: str) -> None:
    """A link of ours was clicked: its selection and view are taken over, then its page shown."""
    path, _, query = address.partition("?")
    link.take_over_query(query)
    st.session_state[_GO_TO] = path.strip("./")
