"""Progress of the selected plans, one a line: KPIs by grade, what is overdue, and what a person judged."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.allocation import Allocation
from analysis.grading import GRADE, NOT_ASSESSABLE
from analysis.half import judging_day
from analysis.kept_answers import kept
from analysis.kpi_progress import grade_counts, selected_kpis, selected_progress, worst_grades
from analysis.plan_list import chosen_plans, plans_in_words
from analysis.report_status import report_states
from analysis.selection import Selection
from domain.reporting_period import reporting_periods

_OF_PLAN = ("plan_id", "plan_type", "letter", "title", "author_words", "stage")


@kept(64)
def plan_progress(allocation: Allocation, selection: Selection, half: str) -> pd.DataFrame:
    """The selected plans, first those that need a talk most: by worst grade, then by how many KPIs are
    遅れ, やや遅れ and overdue. Never mutate it.

    ``plan_id``, ``plan_type``, ``letter``, ``title``, ``author_words``, ``stage``; of the selected KPIs
    their number ``kpis``, a column for each code of ``kpi_grade``, ``worst`` (as in ``plan_grades``) and
    ``overdue``; apart from these the person's judgement of this half: ``judged`` (a code of
    ``judged_status``, "" without a report) with ``comment``, and ``report``, a code of ``report_state``.
    Row labels are positions in ``records["plans"]``.
    """
    at = np.flatnonzero(chosen_plans(allocation, selection))
    counts = grade_counts(allocation, half, selected_kpis(allocation, selection, half))[at]
    plans = plans_in_words(allocation)[list(_OF_PLAN)].iloc[at]
    kpis = selected_progress(allocation, selection, half)
    overdue = kpis.loc[kpis["freshness"] == "overdue", "plan_id"].value_counts()
    found = plans.assign(
        kpis=counts.sum(axis=1),
        **{code: counts[:, position] for code, position in GRADE.items()},
        worst=worst_grades(counts),
        overdue=plans["plan_id"].map(overdue).fillna(0).astype("int64"),
        **_judged(allocation, half, plans),
        report=_reports(allocation, half, plans),
    )
    return found.iloc[_by_need(found)]


def _by_need(plans: pd.DataFrame) -> np.ndarray:
    # What cannot be assessed comes after all grades, and plans without KPIs at the end.
    ranks = {code: -position if position < NOT_ASSESSABLE else 1 for code, position in GRADE.items()}
    worst = plans["worst"].map(ranks | {"": 2})
    poor = (-plans[code] for code in ("overdue", "slightly_behind", "behind"))
    return np.lexsort((*poor, worst))


def kpis_by_need(kpis: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``progress_table`` with the worst grade first, the least progress first; 評価困難 last."""
    grade = kpis["grade"].map(GRADE).to_numpy(dtype=np.int64)
    rank = np.where(grade == NOT_ASSESSABLE, 1, -grade)
    return kpis.iloc[np.lexsort((kpis["progress"], rank))]


def _judged(allocation: Allocation, half: str, plans: pd.DataFrame) -> dict[str, np.ndarray]:
    reports = allocation.records["progress_reports"]
    reports = reports[reports["period"] == half].set_index("plan_id")
    found = reports[["status", "comment"]].reindex(plans["plan_id"]).fillna("")
    return {"judged": found["status"].to_numpy(), "comment": found["comment"].to_numpy()}


def _reports(allocation: Allocation, half: str, plans: pd.DataFrame) -> pd.Series | str:
    period = reporting_periods().get(half)
    if period is None:
        return "not_asked"
    return report_states(allocation, period, judging_day(half, allocation.today))[plans.index]
