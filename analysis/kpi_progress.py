"""Progress of KPIs as tables: one row a KPI, for all or for a selection, and grades counted by plan."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.alerts import kpi_alerts
from analysis.allocation import Allocation
from analysis.freshness import FRESHNESS
from analysis.grading import GRADE, NOT_ASSESSABLE
from analysis.judged_kpis import judged_kpis
from analysis.kept_answers import kept, kept_with_each
from analysis.kpi_terms import CASE
from analysis.kpi_values import iso_days
from analysis.plan_list import chosen_plans
from analysis.portions import Flags, Ints
from analysis.progress_filter import asked_kpis
from analysis.selection import Selection
from domain.codelist import codelist
from domain.fiscal_half import half_of_number

_OF_KPI = (
    "plan_id", "kpi_id", "name", "definition", "unit", "category", "direction", "level", "baseline",
    "baseline_date", "target", "target_date", "periodicity", "statistic", "next_date",
)  # fmt: skip

_STATUSES = ("preliminary", "final")


@kept_with_each(4)
def progress_table(allocation: Allocation, half: str) -> pd.DataFrame:
    """All KPIs judged for ``half``, in the order and with the row labels of ``records["kpis"]``.

    The columns of ``kpis`` (without ``note``) and:

    - ``actual``, ``actual_date`` (the day that it is known as of), ``actual_period`` (the half that it was
      reported for), ``value_status``: the value of this half, or the most recent one of an earlier half;
      NaN and "" where there never was one
    - ``expected``: the expected value on that day, or at the end of the half where there is no value
    - ``progress`` (1 is 100 %), ``rate`` (達成率, secondary) and ``outlook`` (the value at the target's day at
      the pace so far, never a grade); NaN where the case has none
    - ``grade``, ``previous_grade`` (the half before, by the same targets), ``case``, ``freshness``: codes of
      ``kpi_grade``, ``progress_case`` and ``freshness``; ``missed``: how many due values have not come
    - ``marks``, ``alerts``: tuples of codes of ``progress_case`` and ``alert``
    - ``values``: the values reported in each of the last halves (``analysis.kpi_values.SHOWN_HALVES``, NaN
      where none was), the last of them ``half``; ``expected_values`` likewise what was expected then

    Cached, so never mutate it.
    """
    judged, records = judged_kpis(allocation, half), allocation.records
    grid, found = judged.grid, judged.judged
    periods = {-1: ""} | {int(number): half_of_number(int(number)) for number in np.unique(grid.period[-1])}
    return records["kpis"][list(_OF_KPI)].assign(
        actual=grid.actual[-1],
        actual_date=np.where(grid.has_value[-1], iso_days(grid.day[-1]), ""),
        actual_period=[periods[number] if number >= 0 else "" for number in grid.period[-1].tolist()],
        value_status=np.where(grid.has_value[-1], np.where(grid.is_preliminary[-1], *_STATUSES), ""),
        expected=found.expected[-1],
        progress=found.progress[-1],
        rate=judged.rate,
        outlook=judged.outlook,
        grade=_words(GRADE)[judged.grade],
        previous_grade=_words(GRADE)[judged.previous_grade],
        case=_words(CASE)[found.case[-1]],
        freshness=_words(FRESHNESS)[judged.freshness.state],
        missed=judged.freshness.missed,
        marks=_codes_by_row(judged.marks),
        alerts=_codes_by_row(kpi_alerts(allocation, half)),
        values=list(map(tuple, grid.reported.T.tolist())),
        expected_values=list(map(tuple, found.expected.T.tolist())),
    )


@kept(64)
def selected_progress(allocation: Allocation, selection: Selection, half: str) -> pd.DataFrame:
    """The rows of :func:`progress_table` of the selected plans, as far as their grades, freshness and
    alerts are asked for; by plan type and plan, as plans are listed. Cached, so never mutate it.
    """
    return progress_table(allocation, half).iloc[selected_kpis(allocation, selection, half)]


def selected_kpis(allocation: Allocation, selection: Selection, half: str) -> Ints:
    """Positions of the selected KPIs in ``records["kpis"]``, by plan type, then as the records have them."""
    plan = judged_kpis(allocation, half).plan
    # Position -1, of a plan that is not known, finds the last element.
    is_chosen = np.append(chosen_plans(allocation, selection), False)[plan]
    is_chosen &= asked_kpis(allocation, selection.grades, selection.freshness, selection.alerts, half)
    at = np.flatnonzero(is_chosen)
    types = allocation.records["plans"]["plan_type"].map(codelist("plan_type").position)
    return at[np.argsort(types.to_numpy(dtype=np.int64)[plan[at]], kind="stable")]


@kept_with_each(4)
def plan_grades(allocation: Allocation, half: str) -> pd.DataFrame:
    """Every plan with its KPIs by grade: ``plan_id``, ``kpis``, a column for each code of ``kpi_grade`` with
    the number of KPIs, and ``worst``, the worst grade of any KPI that can be assessed.

    ``worst`` is ``not_assessable`` where none can, "" without KPIs. Row labels are positions in
    ``records["plans"]``. Percentages are never averaged.
    """
    counts = grade_counts(allocation, half)
    columns = {code: counts[:, at] for code, at in GRADE.items()}
    plans = allocation.records["plans"]
    return plans[["plan_id"]].assign(kpis=counts.sum(axis=1), **columns, worst=worst_grades(counts))


def grade_counts(allocation: Allocation, half: str, kpis: Ints | None = None) -> Ints:
    """Plans × grades: how many KPIs (all, or those at the positions ``kpis``) have each grade."""
    judged, plans = judged_kpis(allocation, half), len(allocation.records["plans"])
    plan, grade = judged.plan, judged.grade.astype(np.int64)
    if kpis is not None:
        plan, grade = plan[kpis], grade[kpis]
    cells = (plan * len(GRADE) + grade)[plan >= 0]
    return np.bincount(cells, minlength=plans * len(GRADE)).reshape(plans, len(GRADE))


def worst_grades(counts: Ints) -> np.ndarray:
    """For each row of counts by grade the worst grade among those that assess something."""
    assessed = counts[:, :NOT_ASSESSABLE] > 0
    worst = NOT_ASSESSABLE - 1 - np.argmax(assessed[:, ::-1], axis=1)
    worst = np.where(assessed.any(axis=1), worst, NOT_ASSESSABLE)
    return np.where(counts.any(axis=1), _words(GRADE)[worst], "")


def _words(position: dict[str, int]) -> np.ndarray:
    """Codes of a vocabulary by their positions."""
    return np.array(list(position), dtype=object)


def _codes_by_row(flags: dict[str, Flags]) -> list[tuple[str, ...]]:
    """For each row the codes whose flag is set, in their order; equal rows share one tuple."""
    codes = list(flags)
    packed = sum((flags[code].astype(np.int64) << at for at, code in enumerate(codes)), np.int64(0))
    words = {
        number: tuple(code for at, code in enumerate(codes) if number >> at & 1)
        for number in np.unique(packed).tolist()
    }
    return [words[number] for number in np.asarray(packed).tolist()]
