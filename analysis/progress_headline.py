"""The headline numbers of a half's check, each beside the half before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.allocation import Allocation
from analysis.attention import attention, selected_measures
from analysis.grading import GRADE, NOT_ASSESSABLE
from analysis.kept_answers import kept
from analysis.kpi_progress import progress_table, selected_progress, worst_grades
from analysis.portions import Ints
from analysis.reviews import KEPT, NO_PROMISE, NOT_DUE, NOT_KEPT, NOT_REPORTED
from analysis.selection import Selection
from domain.codelist import codelist
from domain.fiscal_half import half_of_number, number_of
from domain.partial_date import last_day
from domain.reporting_period import reporting_periods

_POOR = [GRADE[entry.code] for entry in codelist("kpi_grade") if entry.more["is_poor"] == "yes"]


@dataclass(frozen=True)
class Promises:
    """Promises that were due: ``kept`` of ``due``; of the others ``not_kept`` and ``not_reported``."""

    due: int
    kept: int
    not_kept: int
    not_reported: int
    not_due: int


@dataclass(frozen=True)
class Headline:
    """Numbers of the selected KPIs and measures in a half.

    ``by_grade`` is in the order of ``kpi_grade``; ``worst`` is a code as in ``plan_grades``. What ends in
    ``_before`` is of the same KPIs and measures in the half ``before`` ("" if it is no reporting period),
    judged by the same targets; ``assessed_before`` tells how many KPIs had a grade then, ``better`` and
    ``worse`` how many of them have a better or worse one now.
    """

    plans: int
    kpis: int
    by_grade: tuple[int, ...]
    worst: str
    before: str
    assessed_before: int
    better: int
    worse: int
    poor: int
    newly_poor: int
    unexplained: int
    poor_before: int
    overdue: int
    overdue_reports: int
    overdue_before: int
    promises: Promises
    promises_before: Promises


@kept(64)
def headline(allocation: Allocation, selection: Selection, half: str) -> Headline:
    """What the cards of KPI進捗 say for ``half``, which is a half (not "")."""
    kpis = selected_progress(allocation, selection, half)
    found = attention(allocation, selection, half)
    before = _half_before(half)
    now, then = _positions(kpis["grade"]), _positions(kpis["previous_grade"])
    counts = np.bincount(now, minlength=len(GRADE))
    both = (now < NOT_ASSESSABLE) & (then < NOT_ASSESSABLE)
    state_before = progress_table(allocation, before)["freshness"].loc[kpis.index] if before else pd.Series()
    return Headline(
        plans=kpis["plan_id"].nunique(),
        kpis=len(kpis),
        by_grade=tuple(counts.tolist()),
        worst=str(worst_grades(counts[None, :])[0]),
        before=before,
        assessed_before=int((then < NOT_ASSESSABLE).sum()) if before else 0,
        better=int((both & (now < then)).sum()),
        worse=int((both & (now > then)).sum()),
        poor=len(found.poor_kpis),
        newly_poor=int(found.poor_kpis["is_newly_poor"].sum()),
        unexplained=int((~found.poor_kpis["is_explained"]).sum()),
        poor_before=int(np.isin(then, _POOR).sum()),
        overdue=len(found.overdue_kpis),
        overdue_reports=len(found.overdue_reports),
        overdue_before=int((state_before == "overdue").sum()),
        promises=_promises(selected_measures(allocation, selection, half), half),
        promises_before=_promises(selected_measures(allocation, selection, before), before),
    )


def _half_before(half: str) -> str:
    before = half_of_number(number_of(half) - 1)
    return before if before in reporting_periods() else ""


def _positions(grades: pd.Series) -> Ints:
    return grades.map(GRADE).to_numpy(dtype=np.int64)


def _promises(measures: pd.DataFrame, half: str) -> Promises:
    period = reporting_periods().get(half)
    promised = measures[measures["promise"] != NO_PROMISE]
    state = promised["promise"]
    is_open = state == NOT_DUE
    if period is not None:
        # Without a review nobody has said so, but the promise's own day may lie ahead all the same.
        later = promised["promised_due"].map(lambda text: bool(text) and last_day(text) > period.end)
        is_open |= (state == NOT_REPORTED) & later.astype(bool)
    due = state[~is_open]
    counts = due.value_counts()
    kept, not_kept, not_reported = (int(counts.get(code, 0)) for code in (KEPT, NOT_KEPT, NOT_REPORTED))
    return Promises(len(due), kept, not_kept, not_reported, int(is_open.sum()))
