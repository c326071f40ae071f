"""The legend of a map of KPI grades."""

from __future__ import annotations

from analysis.allocation import Allocation
from analysis.half import half_of
from analysis.kept_answers import kept
from briefing.maps.grade_classes import LEGEND_TITLE, LETTER_NOTE, lettered_by_prefecture
from briefing.maps.view import MapView
from domain.fiscal_half import short_ja
from ui.legend_items import legend_items
from ui.map_drawing import Drawing


@kept(512)
def html(allocation: Allocation, view: MapView, drawing: Drawing) -> str:
    """The grades that occur with their letters, words and numbers of municipalities."""
    when = short_ja(half_of(allocation.records))
    note = f"<p>{LETTER_NOTE}</p>" if lettered_by_prefecture(view) else ""
    return (
        f'<div class="legend"><b>{LEGEND_TITLE}</b>{when}'
        f"<ul>{legend_items(view, drawing.legend)}</ul>{note}</div>"
    )
