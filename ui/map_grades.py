"""KPI grades on a drawn map: every municipality in the colour of its plans' worst grade."""

from __future__ import annotations

from dataclasses import dataclass

import pydeck as pdk

from analysis.allocation import Allocation
from analysis.area_grades import GradeLines
from briefing.grade_words import grade_words
from briefing.maps.grade_classes import (
    COLOURS,
    by_need,
    counts_in_words,
    grade_classes,
    lettered,
    shown_grades,
)
from briefing.maps.view import MapView
from domain.area import NATION, Level, label_of
from geo import palette
from geo.boundaries import BoundarySet
from geo.colour_class import LegendEntry
from geo.layers.area_labels import AreaLabel, area_labels, value_points, without_overlaps
from ui.map_ground import camera, filled_areas, ground_lines
from ui.map_view import USUAL_FRAME

_MOST_VALUES = 60


@dataclass(frozen=True)
class GradeDrawing:
    """Layers, and the legend of the fill with the number of municipalities of each grade."""

    layers: list[pdk.Layer]
    legend: tuple[LegendEntry, ...]


def grade_drawing(allocation: Allocation, boundaries: BoundarySet, view: MapView) -> GradeDrawing:
    """Municipalities by worst grade, with letters: of prefectures, within a prefecture of municipalities."""
    lines = shown_grades(allocation, view, Level.MUNICIPALITY)
    classes = grade_classes(lines, boundaries)
    # The nation's municipalities are smaller than a pointer can meet.
    told = shown_grades(allocation, view, Level.PREFECTURE) if view.frame_area == NATION else lines
    values = _values(boundaries, told)[:_MOST_VALUES]
    layers = [
        *filled_areas(boundaries, view, classes.digit_of, COLOURS),
        *ground_lines(boundaries, view, palette.INK),
        value_points(values, view.selection.area),
        area_labels(_named(allocation, boundaries, view)),
    ]
    return GradeDrawing(layers, classes.legend)


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


def _named(allocation: Allocation, boundaries: BoundarySet, view: MapView) -> list[AreaLabel]:
    """Letters and shapes on the map, with the area's name where there is room for it."""
    labels = []
    for line in lettered(allocation, boundaries, view):
        sign = grade_words(line.worst).partition(" ")[0]
        name = sign if view.frame_area == NATION else f"{label_of(line.code)} {sign}"
        labels.append(AreaLabel(boundaries.label_spot(line.code), name, "", line.code))
    return without_overlaps(labels, camera(boundaries, view, USUAL_FRAME).zoom)
