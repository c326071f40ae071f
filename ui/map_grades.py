"""KPI grades on a drawn map: every municipality in the colour of its plans' worst grade."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pydeck as pdk

from analysis.allocation import Allocation
from analysis.area_grades import GradeLine, GradeLines, area_grades
from analysis.grading import GRADE, NOT_ASSESSABLE
from analysis.half import half_of
from domain.area import NATION, Level, label_of
from domain.codelist import codelist
from geo import palette
from geo.boundaries import BoundarySet
from geo.colour_class import NOT_COVERED, OUTSIDE, LegendEntry
from geo.layers.area_labels import AreaLabel, area_labels, value_points, without_overlaps
from ui.grade_mark import grade_words
from ui.map_ground import camera, filled_areas, ground_lines
from ui.map_view import USUAL_FRAME, MapView

_NOTHING = 0  # class digit of areas without KPIs; the grades follow in their order
_COLOURS = (
    palette.NO_PROJECT, *(entry.more["colour"] for entry in codelist("kpi_grade")), palette.OUTSIDE, palette.NOT_COVERED
)  # fmt: skip
assert (_COLOURS[OUTSIDE], _COLOURS[NOT_COVERED]) == (palette.OUTSIDE, palette.NOT_COVERED)
_MOST_VALUES, _MOST_NAMES = 60, 24
WITHOUT_KPIS = "対象のKPIなし"


@dataclass(frozen=True)
class GradeDrawing:
    """Layers, and the legend of the fill with the number of municipalities of each grade."""

    layers: list[pdk.Layer]
    legend: tuple[LegendEntry, ...]


def shown_grades(allocation: Allocation, view: MapView, level: Level) -> GradeLines:
    """Grades of the parts of the view's frame at ``level``, in the half that the records are about."""
    return area_grades(allocation, view.frame_selection, half_of(allocation.records), level)


def grade_drawing(allocation: Allocation, boundaries: BoundarySet, view: MapView) -> GradeDrawing:
    """Municipalities by worst grade, with letters: of prefectures, within a prefecture of municipalities."""
    lines = shown_grades(allocation, view, Level.MUNICIPALITY)
    digits = np.array([GRADE[code] + 1 if code else _NOTHING for code in lines.worst], dtype=np.int64)
    by_prefecture = shown_grades(allocation, view, Level.PREFECTURE)
    # The nation's municipalities are smaller than a pointer can meet.
    told = by_prefecture if view.frame_area == NATION else lines
    named = by_prefecture if lettered_by_prefecture(view) else lines
    values = _values(boundaries, told)[:_MOST_VALUES]
    layers = [
        *filled_areas(boundaries, view, dict(zip(lines.codes, digits.tolist(), strict=True)), _COLOURS),
        *ground_lines(boundaries, view, palette.INK),
        value_points(values, view.selection.area),
        area_labels(_named(boundaries, view, named)),
    ]
    # The villages of 北方四島 are not drawn by themselves.
    is_drawn = np.array([boundaries.has_area(code) for code in lines.codes], dtype=bool)
    return GradeDrawing(layers, _legend(digits[is_drawn]))


def lettered_by_prefecture(view: MapView) -> bool:
    """True where the letters on the map are those of prefectures and not of what is filled."""
    return not view.frame_area.isdigit()


def _legend(digits: np.ndarray) -> tuple[LegendEntry, ...]:
    areas = np.bincount(digits, minlength=len(_COLOURS))
    entries = [
        LegendEntry(_COLOURS[at + 1], grade_words(code), int(areas[at + 1])) for code, at in GRADE.items()
    ]
    entries.append(LegendEntry(_COLOURS[_NOTHING], WITHOUT_KPIS, int(areas[_NOTHING])))
    return tuple(entry for entry in entries if entry.areas)


def by_need(lines: GradeLines) -> list[GradeLine]:
    """Lines with KPIs, the worst grade first, then by how many KPIs have a poor one; 評価困難 last."""

    def need(line: GradeLine) -> tuple[int, ...]:
        rank = -1 if line.worst == "not_assessable" else GRADE[line.worst]
        return -rank, *(-number for number in line.by_grade[NOT_ASSESSABLE - 1 :: -1])

    return sorted((line for line in lines if line.kpis), key=need)


def counts_in_words(line: GradeLine) -> str:
    """``遅れ 2・やや遅れ 3・順調 12``, the worst first and 評価困難 last; grades that none has are left out."""
    labels = [entry.label_ja for entry in codelist("kpi_grade")]
    order = [*range(NOT_ASSESSABLE - 1, -1, -1), int(NOT_ASSESSABLE)]
    return "・".join(f"{labels[at]} {line.by_grade[at]:,}" for at in order if line.by_grade[at])


def _values(boundaries: BoundarySet, lines: GradeLines) -> list[AreaLabel]:
    """What the pointer is told of areas."""
    return [
        AreaLabel(
            boundaries.label_spot(line.code),
            label_of(line.code),
            f"最も悪い {grade_words(line.worst)}（{counts_in_words(line)}、{line.plans:,}計画）",
            line.code,
        )
        for line in by_need(lines)
        if boundaries.has_area(line.code)
    ]


def _named(boundaries: BoundarySet, view: MapView, lines: GradeLines) -> list[AreaLabel]:
    """Letters and shapes on the map, with the area's name where there is room for it."""
    labels = []
    for line in by_need(lines):
        if boundaries.has_area(line.code):
            sign = grade_words(line.worst).partition(" ")[0]
            name = sign if view.frame_area == NATION else f"{label_of(line.code)} {sign}"
            labels.append(AreaLabel(boundaries.label_spot(line.code), name, "", line.code))
    if not lettered_by_prefecture(view):
        labels = labels[:_MOST_NAMES]
    return without_overlaps(labels, camera(boundaries, view, USUAL_FRAME).zoom)
