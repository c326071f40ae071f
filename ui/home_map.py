"""The map in small: the selected area by the amounts of its parts; a press opens the map itself."""

from __future__ import annotations

from html import escape

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.selection import Selection
from domain.area import NATION, label_of
from domain.partial_date import format_ja
from geo.boundaries import BoundarySet
from geo.small_map import NOTE_JA
from geo.stills.island_groups import groups_of
from ui import markup
from ui.home_ways import Ways
from ui.legend_items import legend_items
from ui.map_drawing import small_picture
from ui.map_view import map_view


@kept(512)
def html(allocation: Allocation, boundaries: BoundarySet | None, selection: Selection, ways: Ways) -> str:
    """Picture and legend; without boundaries only the way to the map."""
    address = escape(ways.map, quote=True)
    way = f'<p class="more"><span></span><a data-go href="{address}">投資マップを開く</a></p>'
    if boundaries is None:
        return f'<section class="box map"><h3>投資マップ</h3>{way}</section>'
    view = map_view(selection, {})
    picture, legend = small_picture(allocation, boundaries, view)
    area = label_of(view.frame_area, full=True)
    note = f'<p class="remark">{left_out}</p>' if (left_out := _left_out(view.frame_area)) else ""
    name = f"{view.parts.label_ja}別 {view.measure.label_ja}"
    when = f"{format_ja(allocation.records.as_of[:7])}時点" if allocation.records.as_of else ""
    shown = markup.picture(picture, f"{area}の地図。{name}")
    return (
        f'<section class="box map"><h3>{escape(name)}<small>{when}</small></h3><a data-go class="picture" href="{address}">{shown}</a>'
        f'<ul class="legend-line">{legend_items(view, legend)}</ul>{note}{way}</section>'
    )


def _left_out(area: str) -> str:
    """Which islands the small map does not show, in a sentence."""
    if area == NATION:
        return NOTE_JA
    names = "、".join(group.name for group in groups_of(area))
    return f"小さな地図では、{names}を省いています。" if names else ""
