"""The seventeen strategic fields as small maps in one set of classes, so that they can be compared."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.lines import Lines, joined
from analysis.measure import Measure, measured
from analysis.portions import UNIT_CODES
from analysis.selection import Selection
from analysis.totals import Breakdown, units_within
from briefing import answers
from briefing.maps.area_classes import area_classes
from briefing.tables import parts_of
from briefing.uncounted_amounts import value_words
from domain.area import NATION, NORTHERN, Level, level_of
from domain.codelist import codelist
from geo import palette
from geo.area_picture import area_svg
from geo.boundaries import BoundarySet
from geo.colour_class import DIGIT_COLOURS, NO_PROJECT, ColourClasses
from geo.small_map import small_map


class FieldMap(NamedTuple):
    """A field with its picture (SVG), total in words, number of projects, and rank (None without an amount)."""

    code: str
    label: str
    svg: str
    value: str
    projects: int
    rank: int | None


@kept(256)
def field_maps(
    allocation: Allocation,
    boundaries: BoundarySet | None,
    selection: Selection,
    measure: Measure,
    area: str = NATION,
) -> tuple[FieldMap, ...]:
    """The fields in their official order; without boundaries the pictures are "".

    The pictures are of ``area``, which holds the selected one: of the nation or a block by prefecture, of
    a prefecture by municipality.
    """
    classes, codes = field_classes(allocation, selection, measure, area), _parts(area)
    lines = answers.lines_by(allocation, selection, Breakdown.FIELD).areas()
    values = measured(lines, measure)
    found = []
    for at, line in enumerate(lines):
        value = values[at]
        digits = classes.digits[at * len(codes) : (at + 1) * len(codes)].tolist()
        colours = {code: DIGIT_COLOURS[digit] for code, digit in zip(codes, digits, strict=True)}
        found.append(
            FieldMap(
                line.code,
                line.label,
                _picture(boundaries, area, colours),
                value_words(line, value, measure) if line.projects else "案件なし",
                line.projects,
                1 + int((values > value).sum()) if value > 0 else None,
            )
        )
    return tuple(found)


@kept(256)
def field_classes(
    allocation: Allocation,
    selection: Selection,
    measure: Measure,
    area: str = NATION,
) -> ColourClasses:
    """One set of classes for all fields and parts of ``area``, fields first."""
    codes, by = _parts(area), parts_of(level_of(area))
    by_field: list[Lines] = [
        answers.lines_by(allocation, selection.with_fields((code,)), by).spread_over(codes)
        for code in codelist("strategic_field").codes
    ]
    return area_classes(joined(by_field), measure)[1]


@cache
def _parts(area: str) -> tuple[str, ...]:
    """Codes of the areas that are coloured."""
    level = Level(parts_of(level_of(area)).value)
    return tuple(UNIT_CODES[level][unit] for unit in sorted(units_within(level, area)))


def _picture(boundaries: BoundarySet | None, area: str, colours: dict[str, str]) -> str:
    if boundaries is None:
        return ""
    if area != NATION:
        drawn = {code: colour for code, colour in colours.items() if boundaries.has_area(code)}
        return area_svg(boundaries, area, drawn)
    coloured = {code: colour for code, colour in colours.items() if colour != DIGIT_COLOURS[NO_PROJECT]}
    coloured[NORTHERN] = palette.NOT_COVERED
    return small_map(boundaries).svg(coloured, palette.NO_PROJECT)
