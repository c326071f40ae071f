"""Clusters on a drawn map: how many plans each area has, with their outlines and names over it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pydeck as pdk

from analysis.allocation import Allocation
from analysis.plan_areas import PlanLines, municipalities_by_plan, municipalities_of, smallest_area
from domain.area import NATION, Level, label_of
from domain.codelist import codelist
from geo import palette
from geo.boundaries import BoundarySet
from geo.camera import Camera, fit
from geo.colour_class import NOT_COVERED, OUTSIDE, LegendEntry
from geo.layers.area_labels import AreaLabel, value_points
from geo.plan_outline import union
from ui import answers
from ui.map_ground import filled_areas, ground_lines
from ui.map_view import MapView
from ui.plan_names import names
from ui.plan_outlines import outlines, picked_outline

_MOST_VALUES = 60
_FEW, _LINKED = 3, 4  # class digits: so many plans or more; areas that a picked plan works with
_COLOURS = (
    palette.NO_PROJECT, *palette.PLAN_GROUND, palette.PLAN_LINKED, *[palette.NO_PROJECT] * 2,
    palette.OUTSIDE, palette.NOT_COVERED,
)  # fmt: skip
assert (_COLOURS[OUTSIDE], _COLOURS[NOT_COVERED]) == (palette.OUTSIDE, palette.NOT_COVERED)


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
        digit_of, legend = _roles(allocation, view.plan)
        digit_of = {line.code: 0 for line in lines} | digit_of
        lines_around = picked_outline(allocation, boundaries, view, picked)
    else:
        digit_of, legend = _numbers(boundaries, lines)
        lines_around = outlines(allocation, boundaries, view, listed)
    layers = [
        *filled_areas(boundaries, view, digit_of, _COLOURS),
        *ground_lines(boundaries, view, palette.INK),
        *lines_around,
        value_points(_values(allocation, boundaries, view, lines), view.selection.area),
        names(allocation, boundaries, view, picked if len(picked) else listed),
    ]
    counts = listed["plan_type"].value_counts()
    types = tuple((code, int(counts.get(code, 0))) for code in codelist("plan_type").codes)
    return PlanDrawing(layers, legend, types)


def _numbers(boundaries: BoundarySet, lines: PlanLines) -> tuple[dict[str, int], tuple[LegendEntry, ...]]:
    """Class digits of the municipalities by the number of plans, and what the legend says of them."""
    digits = np.minimum(lines.plans, _FEW)
    words = {_FEW: f"{_FEW}計画以上", 2: "2計画", 1: "1計画", 0: "計画なし"}
    # The villages of 北方四島 are no areas that a plan can lie in, and are not drawn by themselves.
    is_drawn = np.array([boundaries.has_area(code) for code in lines.codes], dtype=bool)
    areas = np.bincount(digits[is_drawn], minlength=_FEW + 1)
    legend = tuple(
        LegendEntry(_COLOURS[digit], text, int(areas[digit])) for digit, text in words.items() if areas[digit]
    )
    return dict(zip(lines.codes, digits.tolist(), strict=True)), legend


def _roles(allocation: Allocation, plan_id: str) -> tuple[dict[str, int], tuple[LegendEntry, ...]]:
    """Class digits of a plan's municipalities by their role, and the legend of the roles."""
    found: dict[str, int] = {}
    legend = []
    # A municipality of two roles has the nearer one.
    for role, digit in (("linked", _LINKED), ("member", 1), ("lead", _FEW)):
        codes = municipalities_of(allocation.records, plan_id, (role,))
        found |= dict.fromkeys(codes, digit)
        if codes:
            legend.append(LegendEntry(_COLOURS[digit], codelist("area_role").label(role), len(codes)))
    return found, tuple(reversed(legend))


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
    plans = allocation.records["plans"]["plan_id"]
    found = plans.index[plans == view.plan]
    codes = municipalities_by_plan(allocation).get(int(found[0]), ()) if len(found) else ()
    if not view.shows_plans or not codes or smallest_area(codes) != view.selection.area:
        return None
    return fit(union(boundaries, "low", codes).bounds, *size, margin=60)
