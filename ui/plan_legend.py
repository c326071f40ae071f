"""The legend of a map of clusters, and the words that say how many plans it shows."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from analysis.allocation import Allocation
from analysis.plan_areas import municipalities_by_plan
from domain.codelist import codelist
from geo import palette
from geo.layers.plan_areas import DASHES, WIDTHS
from ui import answers
from ui.legend_items import legend_items
from ui.map_drawing import Drawing
from ui.map_view import MapView


@lru_cache(maxsize=512)
def html(view: MapView, drawing: Drawing) -> str:
    """Plan types with their lines and numbers, then what the fill says."""
    kinds = codelist("plan_type")
    lines = "".join(
        f"<li>{line_sample(code)}<span>{escape(kinds[code].more['letter'])} {escape(kinds.label(code))}</span>"
        f"<span>{plans:,}</span></li>"
        for code, plans in drawing.types
        if plans
    )
    fills = legend_items(view, drawing.legend)
    is_picked = not any("計画" in entry.label for entry in drawing.legend)
    title = "選んだ計画の区域（市区町村）" if is_picked else "計画の数（市区町村）"
    head = f"<b>計画の種類（計画数）</b><ul>{lines}</ul>" if lines else ""
    return f'<div class="legend">{head}<b>{title}</b><ul>{fills}</ul></div>'


def line_sample(plan_type: str) -> str:
    """A short line as the map draws it: colour, width and dashes of the type."""
    style = "dashed" if plan_type in DASHES else "solid"
    width = max(2, round(WIDTHS[plan_type]))
    return f'<i class="line" style="border-top:{width}px {style} {palette.PLAN_TYPES[plan_type]}"></i>'


def letter_chip(plan_type: str) -> str:
    """The type's letter in a frame of its colour."""
    entry = codelist("plan_type")[plan_type]
    return (
        f'<i class="letter" style="border-color:{palette.PLAN_TYPES[plan_type]}" '
        f'title="{escape(entry.label_ja, quote=True)}">{escape(entry.more["letter"])}</i>'
    )


def shown_words(allocation: Allocation, view: MapView) -> str:
    """``地図に示した 356／357計画``: a plan without areas is in the table only."""
    listed = answers.plans(allocation, view.frame_selection)
    places = municipalities_by_plan(allocation)
    placed = sum(int(at) in places for at in listed.index)
    return f"地図に示した {placed:,}／{len(listed):,}計画"
