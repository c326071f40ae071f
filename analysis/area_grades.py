"""KPI grades rolled up by counts and worst: by part of the selected area, and by field. Never by averages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.kpi_progress import grade_counts, selected_kpis, worst_grades
from analysis.plan_areas import plan_areas
from analysis.portions import UNIT_CODES, Ints
from analysis.selection import Selection
from analysis.totals import units_within
from domain.area import Level, label_of


class GradeLine(NamedTuple):
    """KPIs of one area or field: ``by_grade`` in the order of ``kpi_grade``; they add up to ``kpis``.

    ``plans`` have at least one of them; ``worst`` is a code as in ``plan_grades``.
    """

    code: str
    label: str
    plans: int
    kpis: int
    by_grade: tuple[int, ...]
    worst: str


@dataclass(frozen=True, eq=False)
class GradeLines:
    """Lines by area or field, in the order of their code list: ``by_grade`` is lines × grades."""

    codes: tuple[str, ...]
    labels: tuple[str, ...]
    plans: Ints
    by_grade: Ints
    worst: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[GradeLine]:
        rows = zip(
            self.codes, self.labels, self.plans.tolist(), self.by_grade.tolist(), self.worst, strict=True
        )
        for code, label, plans, counts, worst in rows:
            yield GradeLine(code, label, plans, sum(counts), tuple(counts), worst)


@kept(256)
def area_grades(allocation: Allocation, selection: Selection, half: str, level: Level) -> GradeLines:
    """The selected KPIs by the parts of the selected area at ``level``.

    A KPI counts once in every part where its plan has a municipality, and once in the nation, where
    KPIs of plans without any area count as well.
    """
    counts = _selected_counts(allocation, selection, half)
    units = np.array(sorted(units_within(level, selection.area)), dtype=np.int64)
    codes = tuple(UNIT_CODES[level][unit] for unit in units)
    if level is Level.NATION:
        plan = np.arange(len(counts))
        return _lines(codes, tuple(map(label_of, codes)), counts, plan, np.zeros_like(plan))
    areas, width = plan_areas(allocation), len(UNIT_CODES[level])
    pairs = np.unique(areas.plan * width + areas.units[level])
    line = np.full(width, -1)
    line[units] = np.arange(len(units))
    return _lines(codes, tuple(map(label_of, codes)), counts, pairs // width, line[pairs % width])


def _selected_counts(allocation: Allocation, selection: Selection, half: str) -> Ints:
    return grade_counts(allocation, half, selected_kpis(allocation, selection, half))


def _lines(
    codes: tuple[str, ...], labels: tuple[str, ...], counts: Ints, plan: Ints, line: Ints
) -> GradeLines:
    """Counts by plan and grade added up by line; pairs of a plan and the line -1 are left out."""
    plan, line = plan[line >= 0], line[line >= 0]
    by_grade = np.zeros((len(codes), counts.shape[1]), dtype=np.int64)
    np.add.at(by_grade, line, counts[plan])
    plans = np.bincount(line[counts[plan].any(axis=1)], minlength=len(codes))
    return GradeLines(codes, labels, plans, by_grade, tuple(worst_grades(by_grade).tolist()))
