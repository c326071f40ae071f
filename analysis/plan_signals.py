"""The three signals of one plan, apart: computed progress, a person's judgement, and the data's freshness."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.allocation import Allocation
from analysis.grading import GRADE
from analysis.half import judging_day
from analysis.judged_kpis import judged_kpis
from analysis.kept_answers import kept
from analysis.kpi_progress import progress_table, worst_grades
from analysis.report_status import report_states
from domain.fiscal_half import half_of_number, number_of
from domain.reporting_period import reporting_periods


@dataclass(frozen=True)
class Report:
    """What a person judged: ``status`` is a code of ``judged_status``."""

    status: str
    comment: str
    reporter: str
    reported_date: str


@dataclass(frozen=True)
class HalfOfPlan:
    """One half: the plan's KPIs by grade in the order of ``kpi_grade``, the ``worst`` grade (as in
    ``plan_grades``), and the report, None where there is none.
    """

    half: str
    by_grade: tuple[int, ...]
    worst: str
    report: Report | None


@dataclass(frozen=True)
class PlanSignals:
    """``halves`` from the half looked at back to the first that was reported on; KPIs by code of
    ``freshness``; ``missed`` values that are overdue; ``report_state``, a code of that list. ``ahead`` has
    the halves after it on which reports have come that are not public yet, with the state of this plan's.
    """

    halves: tuple[HalfOfPlan, ...]
    by_freshness: dict[str, int]
    missed: int
    report_state: str
    ahead: tuple[tuple[str, str], ...]

    @property
    def now(self) -> HalfOfPlan:
        return self.halves[0]


@kept(256)
def plan_signals(allocation: Allocation, plan_id: str, half: str) -> PlanSignals:
    """The signals of a plan for ``half`` and the halves before it.

    Earlier grades are by the present targets and values, as ``previous_grade`` of ``progress_table``.
    """
    table, judged = progress_table(allocation, half), judged_kpis(allocation, half)
    kpis = np.flatnonzero((table["plan_id"] == plan_id).to_numpy(dtype=bool))
    reports, grades = _reports(allocation, plan_id), judged.judged.grade[:, kpis]
    halves = []
    for back, by_kpi in enumerate(reversed(grades)):
        name = half_of_number(number_of(half) - back)
        counts = np.bincount(by_kpi, minlength=len(GRADE))
        halves.append(
            HalfOfPlan(name, tuple(counts.tolist()), str(worst_grades(counts[None, :])[0]), reports.get(name))
        )
    last = max((back for back, each in enumerate(halves) if each.report), default=0)
    own = table.iloc[kpis]
    return PlanSignals(
        tuple(halves[: last + 1]),
        {str(code): int(number) for code, number in own["freshness"].value_counts().items()},
        int(own["missed"].sum()),
        _report_state(allocation, plan_id, half),
        tuple(
            (held, _report_state(allocation, plan_id, held))
            for held in allocation.records.unpublished
            if held in reporting_periods()
        ),
    )


def _reports(allocation: Allocation, plan_id: str) -> dict[str, Report]:
    rows = allocation.records["progress_reports"]
    rows = rows[rows["plan_id"] == plan_id]
    return {
        row.period: Report(row.status, row.comment, row.reporter, row.reported_date)
        for row in rows.itertuples()
    }


def _report_state(allocation: Allocation, plan_id: str, half: str) -> str:
    states = report_states(allocation, reporting_periods()[half], judging_day(half, allocation.today))
    return str(states[allocation.records["plans"]["plan_id"] == plan_id].iloc[0])
