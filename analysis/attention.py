"""What needs attention in a half: poor KPIs and measures, what has not come, promises, targets reached."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.allocation import Allocation
from analysis.half import judging_day
from analysis.kept_answers import kept
from analysis.kpi_progress import selected_progress
from analysis.plan_list import chosen_plans
from analysis.report_status import OVERDUE, report_states
from analysis.reviews import NO_PROMISE, measure_table
from analysis.selection import Selection
from domain.codelist import codelist
from domain.reporting_period import reporting_periods

_POOR = tuple(entry.code for entry in codelist("kpi_grade") if entry.more["is_poor"] == "yes")
_EXPLAINED = ("measure_id", "cause_kind", "cause", "action", "action_text", "action_due")


@dataclass(frozen=True, eq=False)
class Attention:
    """Lists of one half and selection; frames that are never mutated.

    ``poor_kpis`` (要対応): rows of ``progress_table`` graded poor, the worst first, with ``measure_id``,
    ``cause_kind``, ``cause``, ``action``, ``action_text`` and ``action_due`` of the review of a measure that
    is linked to the KPI, ``measures`` (how many are linked) and ``is_explained``; ``is_newly_poor`` tells
    that the half before was not poor. ``poor_measures``: rows of ``measure_table`` with a poor review,
    escalated ones first. ``overdue_kpis`` (未報告・遅延): rows whose value is overdue;
    ``overdue_reports``: plans (rows of ``plans``) whose report is. ``promises`` (約束の履行): measures with
    a promise of the review before, those not kept first. ``reached`` (目標到達): KPIs graded 達成, with
    ``is_new``.
    """

    poor_kpis: pd.DataFrame
    poor_measures: pd.DataFrame
    overdue_kpis: pd.DataFrame
    overdue_reports: pd.DataFrame
    promises: pd.DataFrame
    reached: pd.DataFrame


@kept(64)
def attention(allocation: Allocation, selection: Selection, half: str) -> Attention:
    """Everything that asks for a talk in ``half``, for the selected plans and KPIs."""
    kpis = selected_progress(allocation, selection, half)
    measures = selected_measures(allocation, selection, half)
    poor = measures[measures["is_poor"]]
    reached = kpis[kpis["grade"] == "achieved"]
    return Attention(
        _poor_kpis(kpis, measure_table(allocation, half)),
        poor.sort_values(["is_escalated", "is_carried_over"], ascending=False, kind="stable"),
        kpis[kpis["freshness"] == "overdue"].sort_values("missed", ascending=False, kind="stable"),
        _overdue_reports(allocation, selection, half),
        _promises(measures),
        reached.assign(is_new=reached["previous_grade"] != "achieved"),
    )


def selected_measures(allocation: Allocation, selection: Selection, half: str) -> pd.DataFrame:
    """The rows of :func:`analysis.reviews.measure_table` that belong to the selected plans."""
    plans = allocation.records["plans"]["plan_id"][chosen_plans(allocation, selection)]
    measures = measure_table(allocation, half)
    return measures[measures["plan_id"].isin(plans)]


def _poor_kpis(kpis: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    poor = kpis[kpis["grade"].isin(_POOR)]
    linked = measures[measures["kpi_id"].isin(poor["kpi_id"])]
    # Of several measures the one with a cause and an action says most.
    says = (linked["cause"] != "").astype(int) + (linked["action"] != "").astype(int)
    best = linked.assign(says=says).sort_values("says", ascending=False, kind="stable")
    best = best.drop_duplicates("kpi_id").set_index("kpi_id").reindex(poor["kpi_id"])
    words = {name: best[name].fillna("").to_numpy() for name in _EXPLAINED}
    grade = poor["grade"].map(codelist("kpi_grade").position).to_numpy(dtype=np.int64)
    order = np.lexsort((poor["progress"], -grade))
    return poor.assign(
        **words,
        measures=poor["kpi_id"].map(linked["kpi_id"].value_counts()).fillna(0).astype("int64"),
        is_explained=(words["cause"] != "") & (words["action"] != ""),
        is_newly_poor=~poor["previous_grade"].isin(_POOR),
    ).iloc[order]


def _overdue_reports(allocation: Allocation, selection: Selection, half: str) -> pd.DataFrame:
    plans = allocation.records["plans"]
    period = reporting_periods().get(half)
    if period is None:
        return plans.iloc[:0]
    states = report_states(allocation, period, judging_day(half, allocation.today))
    return plans[chosen_plans(allocation, selection) & (states == OVERDUE).to_numpy()]


def _promises(measures: pd.DataFrame) -> pd.DataFrame:
    order = {
        code: at for at, code in enumerate(("not_kept", "not_reported", "not_assessable", "not_due", "kept"))
    }
    promised = measures[measures["promise"] != NO_PROMISE]
    return promised.iloc[np.argsort(promised["promise"].map(order).to_numpy(dtype=np.int64), kind="stable")]
