"""Municipalities by the worst KPI grade of their plans: classes, legend, letters and words."""

from __future__ import annotations

import numpy as np

from analysis.allocation import Allocation
from analysis.area_grades import GradeLine, GradeLines, area_grades
from analysis.grading import GRADE, NOT_ASSESSABLE
from analysis.half import half_of
from briefing.grade_words import grade_words
from briefing.maps.view import MapView
from domain.area import Level
from domain.codelist import codelist
from geo import palette
from geo.boundaries import BoundarySet
from geo.colour_class import NOT_COVERED, OUTSIDE, ClassesByCode, LegendEntry

_NOTHING = 0  # class digit of areas without KPIs; the grades follow in their order
COLOURS = (
    palette.NO_PROJECT, *(entry.more["colour"] for entry in codelist("kpi_grade")), palette.OUTSIDE, palette.NOT_COVERED
)  # fmt: skip
"""By class digit."""

assert (COLOURS[OUTSIDE], COLOURS[NOT_COVERED]) == (palette.OUTSIDE, palette.NOT_COVERED)
MOST_LETTERS = 24
"""Municipalities of a prefecture that bear a letter."""

LEGEND_TITLE = "計画のKPIの最も悪い評価（市区町村数）"
LETTER_NOTE = "文字は都道府県ごとの最も悪い評価"
WITHOUT_KPIS = "対象のKPIなし"


def shown_grades(allocation: Allocation, view: MapView, level: Level) -> GradeLines:
    """Grades of the parts of the view's frame at ``level``, in the half that the records are about."""
    return area_grades(allocation, view.frame_selection, half_of(allocation.records), level)


def grade_classes(lines: GradeLines, boundaries: BoundarySet) -> ClassesByCode:
    """Classes of municipalities by worst grade."""
    digits = np.array([GRADE[code] + 1 if code else _NOTHING for code in lines.worst], dtype=np.int64)
    # The villages of 北方四島 are not drawn by themselves.
    is_drawn = np.array([boundaries.has_area(code) for code in lines.codes], dtype=bool)
    return ClassesByCode(dict(zip(lines.codes, digits.tolist(), strict=True)), _legend(digits[is_drawn]))


def lettered_by_prefecture(view: MapView) -> bool:
    """True where the letters on the map are those of prefectures and not of what is filled."""
    return not view.frame_area.isdigit()


def lettered(allocation: Allocation, boundaries: BoundarySet, view: MapView) -> list[GradeLine]:
    """The areas that bear a letter, those that need a talk first."""
    by_prefecture = lettered_by_prefecture(view)
    lines = shown_grades(allocation, view, Level.PREFECTURE if by_prefecture else Level.MUNICIPALITY)
    drawn = [line for line in by_need(lines) if boundaries.has_area(line.code)]
    return drawn if by_prefecture else drawn[:MOST_LETTERS]


def _legend(digits: np.ndarray) -> tuple[LegendEntry, ...]:
    areas = np.bincount(digits, minlength=len(COLOURS))
    entries = [
        LegendEntry(COLOURS[at + 1], grade_words(code), int(areas[at + 1])) for code, at in GRADE.items()
    ]
    entries.append(LegendEntry(COLOURS[_NOTHING], WITHOUT_KPIS, int(areas[_NOTHING])))
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
