"""KPI grades as a still map: municipalities by the worst grade of their plans, with letters."""

from __future__ import annotations

from analysis.allocation import Allocation
from briefing.maps.grade_classes import (
    COLOURS,
    LEGEND_TITLE,
    LETTER_NOTE,
    grade_classes,
    lettered,
    lettered_by_prefecture,
    shown_grades,
)
from briefing.maps.still_frame import chosen_outline, filled, legend_lines, map_credits
from briefing.maps.view import MapView
from domain.area import NATION, Level, label_of
from domain.codelist import codelist
from geo import palette
from geo.boundaries import BoundarySet
from geo.stills.still import Label, Legend, Mark, StillMap


def grade_still(allocation: Allocation, boundaries: BoundarySet, view: MapView) -> StillMap:
    """The grades of a view in the half that the records are about."""
    classes, area = (
        grade_classes(shown_grades(allocation, view, Level.MUNICIPALITY), boundaries),
        view.frame_area,
    )
    drawn = {code: COLOURS[digit] for code, digit in classes.digit_of.items() if boundaries.has_area(code)}
    lines, grades = lettered(allocation, boundaries, view), codelist("kpi_grade")
    return StillMap(
        area=area,
        parts=Level.MUNICIPALITY,
        fills=filled(drawn, area),
        legend=Legend(
            LEGEND_TITLE,
            legend_lines(classes.legend, area),
            note=LETTER_NOTE if lettered_by_prefecture(view) else "",
        ),
        outlines=chosen_outline(view, palette.INK),
        marks=tuple(
            Mark(
                line.code,
                grades[line.worst].more["letter"],
                grades[line.worst].more["colour"],
                grades[line.worst].more["text_colour"],
                float(len(lines) - at),
            )
            for at, line in enumerate(lines)
        ),
        labels=()
        if area == NATION
        else tuple(Label(label_of(line.code), "", 0.0, line.code) for line in lines),
        credits=map_credits(boundaries, area),
    )
