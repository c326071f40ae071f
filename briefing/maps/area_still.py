"""Areas filled by a measure as a still map, the largest with name and value."""

from __future__ import annotations

import numpy as np

from analysis.allocation import Allocation
from analysis.lines import Line, Lines
from analysis.measure import Measure
from analysis.totals import Breakdown
from briefing import answers
from briefing.maps.area_classes import area_classes, legend_title
from briefing.maps.still_frame import chosen_outline, filled, legend_lines, map_credits
from briefing.maps.view import MapView
from briefing.uncounted_amounts import value_words
from domain.area import NATION, Level, label_of
from geo.boundaries import BoundarySet
from geo.colour_class import DIGIT_COLOURS
from geo.stills.still import Label, Legend, StillMap

_MOST_LABELS = {Level.NATION: 12, Level.BLOCK: 14, Level.PREFECTURE: 24, Level.MUNICIPALITY: 24}
_MOST_VALUES = {Level.NATION: 8, Level.BLOCK: 14, Level.PREFECTURE: 10, Level.MUNICIPALITY: 10}


def area_lines(allocation: Allocation, view: MapView) -> Lines:
    """Totals of the areas that the view shows; what counts in none of them is left to tables."""
    return answers.lines_by(allocation, view.frame_selection, Breakdown(view.parts.value)).areas()


def area_still(allocation: Allocation, boundaries: BoundarySet, view: MapView) -> StillMap:
    """The view's areas in the classes of its measure."""
    lines, area = area_lines(allocation, view), view.frame_area
    _, classes = area_classes(lines, view.measure)
    drawn = [code for code in lines.codes if boundaries.has_area(code)]
    colour_of = dict(zip(lines.codes, (DIGIT_COLOURS[digit] for digit in classes.digits), strict=True))
    return StillMap(
        area=area,
        parts=view.parts,
        fills=filled({code: colour_of[code] for code in drawn}, area),
        legend=Legend(legend_title(view), legend_lines(classes.legend, area)),
        outlines=chosen_outline(view),
        labels=_labels(boundaries, view, ranked(lines, view.measure)),
        credits=map_credits(boundaries, area),
    )


def ranked(lines: Lines, measure: Measure) -> list[tuple[Line, float]]:
    """Lines with projects and their values, the largest first; those without a value last."""
    values, _ = area_classes(lines, measure)
    found = [pair for pair in zip(lines, values.tolist(), strict=True) if pair[0].projects]
    return sorted(found, key=lambda pair: -1.0 if np.isnan(pair[1]) else pair[1], reverse=True)


def _labels(
    boundaries: BoundarySet, view: MapView, largest_first: list[tuple[Line, float]]
) -> tuple[Label, ...]:
    """Names with values of the largest, and names alone of some more; in a block every name."""
    most, valued = _MOST_LABELS[view.selection.level], _MOST_VALUES[view.selection.level]
    if view.parts is Level.MUNICIPALITY and view.frame_area == NATION:
        most = valued = _MOST_VALUES[Level.NATION]
    shown = [(line, value) for line, value in largest_first if boundaries.has_area(line.code)][:most]
    return tuple(
        Label(
            label_of(line.code),
            value_words(line, value, view.measure) if at < valued else "",
            float(len(shown) - at),
            line.code,
        )
        for at, (line, value) in enumerate(shown)
    )
