"""Colour classes of areas by a measure: the same for the map, its picture and the small maps."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analysis.lines import Lines
from analysis.measure import Measure, format_class, measured
from geo.colour_class import ColourClasses, classify
from ui.uncounted_amounts import class_without_amount


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
