"""The legend of a map of clusters."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from briefing.maps.plan_classes import NUMBERS_TITLE, ROLES_TITLE, TYPES_TITLE
from briefing.maps.view import MapView
from domain.codelist import codelist
from geo import palette
from geo.layers.plan_areas import DASHES, WIDTHS
from ui.legend_items import legend_items
from ui.map_drawing import Drawing


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
    title = ROLES_TITLE if is_picked else NUMBERS_TITLE
    head = f"<b>{TYPES_TITLE}</b><ul>{lines}</ul>" if lines else ""
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
