"""Names and values on a drawn map: which areas bear them, and in what words."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analysis.lines import Lines
from analysis.measure import Measure
from briefing.maps.view import MapView
from briefing.uncounted_amounts import known_amounts, value_words
from domain.area import NATION, Level, label_of
from geo.boundaries import BoundarySet
from geo.layers.area_labels import AreaLabel, without_overlaps

_MOST_NAMES = {Level.NATION: 10, Level.BLOCK: 14, Level.PREFECTURE: 24, Level.MUNICIPALITY: 24}
_MOST_VALUES, _MOST_VALUES_IF_TINY = 60, 5


def labels_of(
    boundaries: BoundarySet,
    view: MapView,
    lines: Lines,
    values: npt.NDArray[np.float64],
    zoom: float,
) -> tuple[list[AreaLabel], list[AreaLabel]]:
    """Areas that show the pointer their value, and those whose name is written at ``zoom``.

    Both start with the largest value. The nation's municipalities are smaller than a pointer can
    meet, so that few have a value before the map is opened further; the message stays small.
    """
    labels = _labels(boundaries, lines, values, view.measure)
    are_tiny = view.frame_area == NATION and view.parts is Level.MUNICIPALITY
    named = without_overlaps(labels[: _MOST_NAMES[view.selection.level]], zoom)
    return labels[: _MOST_VALUES_IF_TINY if are_tiny else _MOST_VALUES], named


def _labels(
    boundaries: BoundarySet, lines: Lines, values: npt.NDArray[np.float64], measure: Measure
) -> list[AreaLabel]:
    """Areas with projects, the largest value first."""
    found = []
    for line, value in zip(lines, values.tolist(), strict=True):
        if not line.projects or not boundaries.has_area(line.code):
            continue
        words = value_words(line, value, measure)
        text = (
            f"{words}（{known_amounts(line)}）"
            if line.projects_with_amount or measure is Measure.PROJECTS
            else words
        )
        weight = 0.0 if np.isnan(value) else value
        found.append(
            (weight, AreaLabel(boundaries.label_spot(line.code), label_of(line.code), text, line.code))
        )
    found.sort(key=lambda weighted: -weighted[0])
    return [label for _, label in found]
