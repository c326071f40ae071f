"""All KPIs of the records judged for one half: values, expected values, grades, marks, freshness."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.allocation import Allocation
from analysis.freshness import Freshness, due_of, freshness_of
from analysis.grading import GRADE, Codes, Judged
from analysis.half import judging_day
from analysis.judgement import judge
from analysis.kept_answers import kept_with_each
from analysis.kpi_terms import EXECUTION_EACH_TIME, KEEP, REGULAR, Terms, day_number, terms_of
from analysis.kpi_values import ValueGrid, value_grid
from analysis.plan_dates import asked_since
from analysis.portions import Flags, Floats, Ints
from domain.reporting_period import reporting_periods


@dataclass(frozen=True, eq=False)
class JudgedKpis:
    """KPIs in the order of the records: their terms, ``grid`` and ``judged`` by half (the last row is the
    half looked at), ``plan`` (position, -1 if unknown) and freshness.
    """

    half: str
    terms: Terms
    grid: ValueGrid
    judged: Judged
    plan: Ints
    freshness: Freshness

    @property
    def grade(self) -> Codes:
        """Grades in the half looked at, as positions in ``kpi_grade``."""
        return self.judged.grade[-1]

    @property
    def previous_grade(self) -> Codes:
        """Grades in the half before, by the same targets and values."""
        return self.judged.grade[-2]

    @cached_property
    def rate(self) -> Floats:
        """達成率, actual / expected, as in 茨城県's 調書 (domain reference 8.2, 8.4); a secondary figure.

        NaN where it would mislead: for what is to fall or to be kept, and where a number is not positive.
        """
        terms, actual, expected = self.terms, self.grid.actual[-1], self.judged.expected[-1]
        makes_sense = ~terms.is_falling & (terms.rule != KEEP) & (expected > 0) & (actual >= 0)
        makes_sense &= ~(terms.baseline < 0)
        rate = np.full(len(terms), np.nan)
        return np.divide(actual, expected, out=rate, where=makes_sense)

    @cached_property
    def outlook(self) -> Floats:
        """The value at the target's day if the average pace since the baseline goes on; never a grade.

        NaN where there is no pace: for other rules than the regular one, and once the day has come.
        """
        terms, day = self.terms, self.grid.day[-1]
        gone, whole = day - terms.baseline_day, terms.target_day - terms.baseline_day
        has_pace = (terms.rule == REGULAR) & self.grid.has_value[-1] & (gone > 0) & (gone < whole)
        times = np.divide(whole, gone, out=np.full(len(terms), np.nan), where=has_pace)
        return terms.baseline + (self.grid.actual[-1] - terms.baseline) * times

    @cached_property
    def marks(self) -> dict[str, Flags]:
        """By code of ``progress_case`` (kind ``mark``) the KPIs of which it tells something besides."""
        terms, actual = self.terms, self.grid.actual[-1]
        start, end = _days_of(self.half)
        known = np.stack([terms.baseline, terms.target, actual])
        moves = (terms.rule != KEEP) & (terms.rule != EXECUTION_EACH_TIME)
        return {
            "withheld_value": self.grid.withheld > self.grid.period[-1],
            "older_value": self.grid.has_value[-1] & (self.grid.day[-1] < start),
            "preliminary": self.grid.is_preliminary[-1],
            "past_target": terms.target_day <= end,
            "overshoot": terms.reached(actual) & (actual != terms.target) & moves & self.grid.has_value[-1],
            "below_baseline": (terms.sign * (actual - terms.baseline) < 0) & moves,
            "sign_change": (known < 0).any(axis=0) & (known > 0).any(axis=0),
        }

    def has_grade(self, codes: tuple[str, ...]) -> Flags:
        """True for KPIs that have one of these grades."""
        return np.isin(self.grade, [GRADE[code] for code in codes])


@kept_with_each(4)
def judged_kpis(allocation: Allocation, half: str) -> JudgedKpis:
    """All KPIs of the records judged for ``half``; "" for the first reporting period."""
    records, half = allocation.records, half or next(iter(reporting_periods()))
    kpis, plans = records["kpis"], records["plans"]
    terms, grid = terms_of(records), value_grid(records, half)
    plan = pd.Index(plans["plan_id"]).get_indexer(pd.Index(kpis["plan_id"])).astype(np.int64)
    asked = np.append(asked_since(plans), np.inf)[plan]
    # A value that this audience may not see has come all the same.
    last_value = np.maximum(grid.period[-1], grid.withheld)
    has_value = last_value >= 0
    due = due_of(kpis, asked, np.where(has_value, last_value, np.nan))
    has_last_value = has_value & ((grid.day[-1] >= terms.target_day) | np.isinf(due.step))
    freshness = freshness_of(due, has_last_value, has_value, half, judging_day(half, allocation.today))
    return JudgedKpis(half, terms, grid, judge(terms, grid.actual, grid.day), plan, freshness)


def _days_of(half: str) -> tuple[float, float]:
    period = reporting_periods().get(half)
    return (day_number(period.start), day_number(period.end)) if period else (np.nan, np.nan)
