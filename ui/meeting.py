"""会議表示: the map as one 16:9 picture for those who only photograph the screen: title, key numbers, legend,
sources and nothing to operate, in large type.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from analysis.allocation import Allocation
from analysis.half import half_of
from briefing.answer_book import AUDIENCE_LABEL
from briefing.maps.view import MODES, MapView
from briefing.notes import FICTION_NOTE, TERRITORY_NOTE, coverage_note, source_sentence
from domain.area import label_of
from domain.partial_date import format_ja
from geo.boundaries import BoundarySet
from ui import cards, link, map_panel, plan_cards, progress_cards

_NAMES = 1.3
"""How much larger than usual the names on the map are: as its frame is."""


def show(allocation: Allocation, boundaries: BoundarySet | None, view: MapView) -> None:
    """The whole picture, which covers the window; a click on the map still selects an area."""
    with st.container(key="meeting"):
        st.html(_head(allocation, view))
        if boundaries is not None:
            map_panel.show(allocation, boundaries, view, _NAMES)
        st.html(f'<div class="cards">{"".join(_cards(allocation, view))}</div>')
        st.html(_foot(allocation, boundaries))


def _cards(allocation: Allocation, view: MapView) -> tuple[str, ...]:
    """The key numbers in the terms of the map's mode."""
    if view.shows_grades:
        return progress_cards.cards(allocation, view.selection, half_of(allocation.records))
    if view.shows_plans:
        return plan_cards.cards(allocation, view.selection)
    return cards.cards(allocation, view.selection)


def _title(view: MapView) -> str:
    """``熊本県　市区町村別の投資額``."""
    if view.shows_grades or view.shows_plans:
        what = MODES[view.mode]
    elif view.mode == "bubble":
        what = "投資案件の所在地と投資額"
    else:
        what = f"{view.parts.label_ja}別の{view.measure.label_ja}"
    return f"{label_of(view.selection.area)}　{what}"


def _head(allocation: Allocation, view: MapView) -> str:
    records = allocation.records
    fiction = f'<p class="fiction">{escape(FICTION_NOTE)}</p>' if records.is_fictional else ""
    return (
        f'<div class="meeting-head"><h1>{escape(_title(view))}</h1>'
        f"<p><b>{escape(format_ja(records.as_of))}時点</b>　{escape(AUDIENCE_LABEL[records.audience])}</p>"
        f"<p>{escape(view.selection.describe())}</p>{fiction}</div>"
    )


def _foot(allocation: Allocation, boundaries: BoundarySet | None) -> str:
    records = allocation.records
    lines = [source_sentence(records) + ("" if records.is_fictional else coverage_note(records))]
    if boundaries is not None:
        lines.append(f"境界: {boundaries.provenance['credit_ja']}。{TERRITORY_NOTE}")
    back = escape(link.address_here({"meeting": link.VIEW_PARAMETERS["meeting"].default}), quote=True)
    return (
        f'<div class="meeting-foot"><p>{"<br/>".join(escape(line) for line in lines)}</p>'
        f'<a data-go data-escape href="{back}">会議表示を終わる（Esc）</a></div>'
    )
