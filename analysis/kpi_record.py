"""Everything that the records know of one KPI as of a half, value by value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.allocation import Allocation
from analysis.grading import GRADE
from analysis.judged_kpis import JudgedKpis, judged_kpis
from analysis.kept_answers import kept
from analysis.kpi_progress import progress_table
from analysis.kpi_terms import CASE
from analysis.kpi_values import iso_days


class HalfOfKpi(NamedTuple):
    """One half of a KPI: what was reported for it and how the value known then compares.

    ``reported``, ``expected`` and ``progress`` are NaN where there is none; ``value_date`` is the day
    that was reported (a partial date) or "", ``status`` a code of ``value_status`` or "" without a row.
    ``judged_date`` is the day as of which the compared value is known.
    """

    half: str
    reported: float
    status: str
    value_date: str
    note: str
    judged_date: str
    expected: float
    progress: float
    grade: str
    case: str


@dataclass(frozen=True, eq=False)
class KpiRecord:
    """``row`` is its row of ``progress_table``; ``interim`` are dates and values of its interim targets
    in order; ``halves`` run from the first that tells anything to the half looked at.
    """

    row: Any
    interim: tuple[tuple[str, float], ...]
    halves: tuple[HalfOfKpi, ...]


@kept(512)
def kpi_record(allocation: Allocation, half: str, kpi_id: str) -> KpiRecord | None:
    """The record of a KPI judged for ``half``; None if the records have no such KPI."""
    records = allocation.records
    found = np.flatnonzero(records["kpis"]["kpi_id"] == kpi_id)
    if not found.size:
        return None
    at = int(found[0])
    (row,) = progress_table(allocation, half).iloc[[at]].itertuples()
    targets = records["kpi_targets"]
    targets = targets[targets["kpi_id"] == kpi_id].sort_values("due_date")
    interim = tuple(
        (date, float(value))
        for date, value in zip(targets["due_date"], targets["target"], strict=True)
        if pd.notna(value)
    )
    return KpiRecord(row, interim, _halves(allocation, judged_kpis(allocation, half), at, kpi_id))


def _halves(allocation: Allocation, judged: JudgedKpis, at: int, kpi_id: str) -> tuple[HalfOfKpi, ...]:
    values = allocation.records["kpi_values"]
    rows = {row.period: row for row in values[values["kpi_id"] == kpi_id].itertuples()}
    grid, found = judged.grid, judged.judged
    grades, cases, days = list(GRADE), list(CASE), iso_days(grid.day[:, at])
    halves = []
    for line, half in enumerate(grid.halves):
        row = rows.get(half)
        halves.append(
            HalfOfKpi(
                half,
                float(grid.reported[line, at]),
                row.value_status if row else "",
                row.value_date if row else "",
                row.note if row else "",
                str(days[line]),
                float(found.expected[line, at]),
                float(found.progress[line, at]),
                grades[found.grade[line, at]],
                cases[found.case[line, at]],
            )
        )
    first = next((line for line, half in enumerate(halves) if half.status), len(halves) - 1)
    return tuple(halves[first:])
