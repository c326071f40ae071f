"""The map on the page: its controls, the deck, the legend on it, and taking over clicks."""

from __future__ import annotations

from html import escape

import streamlit as st

from analysis.allocation import Allocation
from analysis.half import half_of
from analysis.kept_answers import kept
from briefing.maps.area_classes import legend_title
from briefing.maps.project_circles import CIRCLES_TITLE, HOLLOW_WORDS, sample_amounts
from briefing.maps.shown import shown_words
from briefing.maps.view import MODES, MapView
from domain.area import NORTHERN, label_of, lineage
from domain.money import format_yen
from geo import palette
from geo.boundaries import BoundarySet
from geo.layers.project_bubbles import radius
from ui import browser_bridge, grade_legend, link, plan_legend, remote_islands, switch
from ui.area_links import breadcrumb
from ui.legend_items import legend_items
from ui.map_drawing import Drawing, draw

KEY = "investment_map"


def controls(allocation: Allocation, view: MapView) -> None:
    """Breadcrumb of the area, mode and measure, in one row; what needs plans is offered where they are."""
    records = allocation.records
    lacking = {"plan": records["plans"].empty, "kpi": records["kpis"].empty or not half_of(records)}
    modes = {mode: words for mode, words in MODES.items() if not lacking.get(mode) or mode == view.mode}
    chosen = view.mode
    if view.selection.prefecture:
        # Its parts are municipalities: the same map as by prefecture, offered once.
        del modes["prefecture"]
        chosen = "municipality" if chosen == "prefecture" else chosen
    with st.container(
        horizontal=True, wrap=False, vertical_alignment="center", gap="small", key="map_controls"
    ):
        st.html(breadcrumb(view.selection.area, link.MAP))
        switch.show("地図の表し方", modes, chosen, parameter="map", key="map_mode")
        if len(view.measures) > 1:
            measures = {measure.value: measure.label_ja for measure in view.measures}
            switch.show("指標", measures, view.measure.value, parameter="measure", key="map_measure")


def show(allocation: Allocation, boundaries: BoundarySet, view: MapView, names: float = 1.0) -> None:
    """The deck in its frame, with legend and counts lying on it; a click selects an area.

    ``names`` is how much larger than usual the names on the map are.
    """
    islands = remote_islands.looked_at(view)
    deck, drawing = draw(allocation, boundaries, view, browser_bridge.frame_size(), names, islands)
    with st.container(key="map_frame"):
        st.pydeck_chart(
            deck,
            key=KEY,
            height="stretch",
            on_select=_take_click,
            alt=_alternative(view),
        )
        words, legend = escape(shown_words(allocation, view)), _legend(allocation, view, drawing)
        words += remote_islands.words(view)
        st.html(f'<div class="map-overlay">{legend}<div class="map-count">{words}</div></div>')


def _take_click() -> None:
    """A click on a polygon, point or circle: its area is selected; one on the name of a plan picks the
    plan out; a click on the sea does nothing.
    """
    state = st.session_state.get(KEY)
    objects = state["selection"]["objects"] if state else {}
    for picked in objects.values():
        for feature in picked:
            if feature.get("plan"):
                link.set_view("cluster", str(feature["plan"]))
            code = feature.get("code") or feature.get("properties", {}).get("code")
            if code and code != NORTHERN:
                link.select(link.selection().within(_existing(code)))


def _existing(code: str) -> str:
    lineage(code)  # a code that is no area of ours is a fault, not a selection
    return code


def _alternative(view: MapView) -> str:
    if view.shows_grades:
        return f"{label_of(view.frame_area)}のKPIの評価の地図。区域ごとの数は地図の下の表にあります。"
    if view.shows_plans:
        return f"{label_of(view.frame_area)}の計画区域の地図。同じ計画は地図の下の表にあります。"
    return (
        f"{label_of(view.frame_area)}の{view.parts.label_ja}別{view.measure.label_ja}の地図。"
        "同じ数値は地図の下の表にあります。"
    )


@kept(2048)
def _legend(allocation: Allocation, view: MapView, drawing: Drawing) -> str:
    if view.shows_grades:
        return grade_legend.html(allocation, view, drawing)
    if view.shows_plans:
        return plan_legend.html(view, drawing)
    if view.mode == "bubble":
        return _circle_legend(drawing.largest_bubble_yen)
    items = legend_items(view, drawing.legend)
    return f'<div class="legend"><b>{escape(legend_title(view))}</b><ul>{items}</ul></div>'


def _circle_legend(largest: int) -> str:
    """Circles of round amounts, drawn at the size that the map gives them."""
    items = "".join(
        f'<li><i class="round" style="width:{2 * radius(amount, largest):.0f}px;height:{2 * radius(amount, largest):.0f}px;'
        f'background:rgba(0,23,193,.6)"></i><span>{escape(format_yen(amount))}</span></li>'
        for amount in sample_amounts(largest)
    )
    items += (
        f'<li><i class="round" style="width:10px;height:10px;border:1.5px solid {palette.BUBBLE_HOLLOW}"></i>'
        f"<span>{HOLLOW_WORDS}</span></li>"
    )
    return f'<div class="legend"><b>{CIRCLES_TITLE}</b><ul>{items}</ul></div>'
