"""Clusters on a drawn map: how many plans each area has, with their outlines and names over it."""

from __future__ import annotations

from dataclasses import dataclass

import pydeck as pdk

from analysis.allocation import Allocation
from analysis.plan_areas import PlanLines, municipalities_by_plan, smallest_area
from briefing import answers
from briefing.maps.plan_classes import COLOURS, numbers_by_type, plan_classes, role_classes
from briefing.maps.view import MapView
from domain.area import NATION, Level, label_of
from domain.codelist import codelist
from geo import palette
from geo.boundaries import BoundarySet
from geo.camera import Camera, fit
from geo.colour_class import LegendEntry
from geo.layers.area_labels import AreaLabel, value_points
from geo.plan_outline import union
from ui.map_ground import filled_areas, ground_lines
from ui.plan_names import names
from ui.plan_outlines import outlines, picked_outline

_MOST_VALUES = 60


@dataclass(frozen=True)
class PlanDrawing:
    """Layers, the legend of the fill, and the number of plans of each type."""

    layers: list[pdk.Layer]
    legend: tuple[LegendEntry, ...]
    types: tuple[tuple[str, int], ...]


def plan_drawing(allocation: Allocation, boundaries: BoundarySet, view: MapView) -> PlanDrawing:
    """The clusters of a view; a plan that is picked out is outlined alone, with its areas' roles."""
    listed = answers.plans(allocation, view.frame_selection)
    picked = listed[listed["plan_id"] == view.plan]
    lines = answers.plan_lines(allocation, view.frame_selection, Level.MUNICIPALITY)
    if len(picked):
        classes = role_classes(allocation, view.plan)
        digit_of = {line.code: 0 for line in lines} | classes.digit_of
        lines_around = picked_outline(allocation, boundaries, view, picked)
    else:
        classes = plan_classes(boundaries, lines)
        digit_of = classes.digit_of
        lines_around = outlines(allocation, boundaries, view, listed)
    layers = [
        *filled_areas(boundaries, view, digit_of, COLOURS),
        *ground_lines(boundaries, view, palette.INK),
        *lines_around,
        value_points(_values(allocation, boundaries, view, lines), view.selection.area),
        names(allocation, boundaries, view, picked if len(picked) else listed),
    ]
    types = numbers_by_type(listed)
    return PlanDrawing(layers, classes.legend, types)


def _values(
    allocation: Allocation, boundaries: BoundarySet, view: MapView, lines: PlanLines
) -> list[AreaLabel]:
    """What the pointer is told of areas: of prefectures in the nation, whose municipalities are tiny."""
    if view.frame_area == NATION:
        lines = answers.plan_lines(allocation, view.frame_selection, Level.PREFECTURE)
    letters = [kind.more["letter"] for kind in codelist("plan_type")]
    found = []
    for line in sorted(lines, key=lambda line: -line.plans)[:_MOST_VALUES]:
        if line.plans and boundaries.has_area(line.code):
            kinds = zip(letters, line.by_type, strict=True)
            words = "、".join(f"{letter} {number}" for letter, number in kinds if number)
            spot = boundaries.label_spot(line.code)
            found.append(AreaLabel(spot, label_of(line.code), f"{line.plans}計画（{words}）", line.code))
    return found


def picked_camera(
    allocation: Allocation, boundaries: BoundarySet, view: MapView, size: tuple[int, int]
) -> Camera | None:
    """Where a view looks that was opened to show one plan: at that plan. None for any other view.

    It is such a view as long as the smallest area that holds the plan is selected.
    """
    if not view.shows_plans or not view.plan:
        return None
    plans = allocation.records["plans"]["plan_id"]
    found = plans.index[plans == view.plan]
    codes = municipalities_by_plan(allocation).get(int(found[0]), ()) if len(found) else ()
    if not codes or smallest_area(codes) != view.selection.area:
        return None
    return fit(union(boundaries, "low", codes).bounds, *size, margin=60)
