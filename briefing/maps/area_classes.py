"""Colour classes of areas by a measure: the same for the map, its picture, the small maps and stills."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analysis.lines import Lines
from analysis.measure import Measure, format_class, measured
from briefing.maps.view import MapView
from briefing.uncounted_amounts import class_without_amount
from geo.colour_class import ColourClasses, classify


def area_classes(lines: Lines, measure: Measure) -> tuple[npt.NDArray[np.float64], ColourClasses]:
    """The values of lines of totals by the measure, and the classes that they fall into."""
    values = measured(lines, measure)
    classes = classify(
        values,
        lines["projects"] > 0,
        lambda lower, upper: format_class(measure, lower, upper),
        without_value=class_without_amount(lines),
        whole_numbers=measure is Measure.PROJECTS,
    )
    return values, classes


def legend_title(view: MapView) -> str:
    """``都道府県別 投資額（円）``."""
    return f"{view.parts.label_ja}別 {view.measure.label_ja}（{view.measure.unit_ja}）"
