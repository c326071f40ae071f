"""Rules on projects in their plan: yearly amounts against the total, the plan's target, the ladder of statuses."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from domain.codelist import codelist
from domain.finding import Actor, Finding, Severity
from domain.money import format_yen
from domain.record import Submitted
from rules.amount import in_force, times_ja
from rules.membership import is_among
from rules.rule import Earlier, check, check_against_earlier, rows_where, rule
from rules.unit_slip import slipped

FAMILY = "計画の中の案件"

YEARS_ABOVE_AMOUNT = rule(
    "years_above_amount",
    Severity.ERROR,
    Actor.SENDER,
    "案件「{project_id}」の年度別投資額の合計（{value}）が、投資額（{amount}）を上回っています。年度別の額か投資額を直してください。",
    "投資額 200億円、年度別の合計 250億円",
)
YEARS_BELOW_AMOUNT = rule(
    "years_below_amount",
    Severity.WARNING,
    Actor.SENDER,
    "案件「{project_id}」の年度別投資額の合計（{value}）が、投資額（{amount}）より1割を超えて少なくなっています。抜けている年度がないか確かめてください。",
    "投資額 200億円、年度別の合計 120億円",
)
AMOUNT_ABOVE_PLAN = rule(
    "amount_above_plan",
    Severity.WARNING,
    Actor.SENDER,
    "投資額（{value}）が、計画「{plan_id}」の投資額の目標（{target}）を上回っています。単位（億円）を取り違えていないか確かめてください。",
    "計画の目標 300億円、案件 20,000億円",
)
TOTAL_SLIPPED_AGAINST_PLAN = rule(
    "total_slipped_against_plan",
    Severity.WARNING,
    Actor.SENDER,
    "案件の投資額の合計（{total}）が、投資額の目標（{value}）のおよそ{factor}です。どちらかの単位（億円）を取り違えていないか確かめてください。",
    "投資額の目標 3億円、案件の合計 300億円",
)
STATUS_WENT_BACK = rule(
    "status_went_back",
    Severity.WARNING,
    Actor.SENDER,
    "状況が「{before}」から「{value}」に戻ります。取り違えでないか確かめてください。止まった案件は「中断」にします。",
    "前の提出で「着工」、今回「構想」",
)
WITHDRAWN_PROJECT_IS_BACK = rule(
    "withdrawn_project_is_back",
    Severity.WARNING,
    Actor.SENDER,
    "「{before}」だった案件が「{value}」に変わります。同じ案件が再び動き出したのか、別の案件に同じIDを使っていないか確かめてください。",
    "前の提出で「取下げ」、今回「公表」",
)

_ROUNDING = 0.01
"""Yearly figures are rounded each by itself (四捨五入の結果、合計が一致しない場合がある)."""

_INCOMPLETE = 0.1
_COUNTS_WHOLE = ("single_site", "multi_site_total")
"""Scopes whose amount is all there is; a lower bound or a part may be passed."""


@check
def check_years(submitted: Submitted) -> Iterable[Finding]:
    if not {"projects", "project_years"} <= set(submitted):
        return
    projects, years = submitted["projects"], submitted["project_years"]
    # Keys that come twice are found by themselves; their sums would say nothing.
    single = projects.frame[~projects.frame["project_id"].duplicated(keep=False)]
    sums = years.frame.groupby("project_id")["amount_yen"].sum()
    is_gap = years.frame["amount_yen"].isna()
    total, amount = single["project_id"].map(sums).astype("Int64"), single["amount_yen"]
    is_whole = single["amount_scope"].isin(_COUNTS_WHOLE) & (amount > 0)
    is_complete = ~is_among(single["project_id"], years.frame.loc[is_gap, "project_id"])
    is_above = is_whole & (total > amount * (1 + _ROUNDING))
    is_below = is_whole & is_complete & (total < amount * (1 - _INCOMPLETE))
    for made, mask in ((YEARS_ABOVE_AMOUNT, is_above), (YEARS_BELOW_AMOUNT, is_below)):
        for index, row in rows_where(single, mask):
            yield made.at(
                projects.cell(row, "amount_yen"),
                format_yen(int(total[index])),
                project_id=row["project_id"],
                amount=format_yen(int(row["amount_yen"])),
            )


@check
def check_amounts_against_plan(submitted: Submitted) -> Iterable[Finding]:
    if not {"plans", "projects"} <= set(submitted):
        return
    projects, targets = submitted["projects"], _targets(submitted)
    target = projects.frame["plan_id"].map(targets).astype("Int64")
    is_above = (projects.frame["amount_yen"] > target).fillna(False)
    for index, row in rows_where(projects.frame, is_above):
        yield AMOUNT_ABOVE_PLAN.at(
            projects.cell(row, "amount_yen"),
            format_yen(int(row["amount_yen"])),
            plan_id=row["plan_id"],
            target=format_yen(int(target[index])),
        )


@check
def check_totals_against_plan(submitted: Submitted) -> Iterable[Finding]:
    if not {"plans", "projects"} <= set(submitted):
        return
    plans, projects = submitted["plans"], submitted["projects"].frame
    counting = [entry.code for entry in codelist("project_status") if entry.more["counts_in_total"] == "yes"]
    counted = projects[projects["status_code"].isin(counting) & (projects["plan_id"] != "")]
    total = plans.frame["plan_id"].map(counted.groupby("plan_id")["amount_yen"].sum()).astype("Int64")
    factors = slipped(total, plans.frame["investment_target_yen"])
    for index, row in rows_where(plans.frame, factors != 0):
        yield TOTAL_SLIPPED_AGAINST_PLAN.at(
            plans.cell(row, "investment_target_yen"),
            format_yen(int(row["investment_target_yen"])),
            total=format_yen(int(total[index])),
            factor=times_ja(factors[index]),
        )


@check_against_earlier
def check_statuses(submitted: Submitted, earlier: Earlier) -> Iterable[Finding]:
    if "projects" not in submitted or "projects" not in earlier:
        return
    projects, statuses = submitted["projects"], codelist("project_status")
    before = in_force(projects, earlier["projects"], "status_code").fillna("")
    now = projects.frame["status_code"]
    steps = {entry.code: float(entry.more["step"]) for entry in statuses if entry.more["step"]}
    is_back = now.map(steps) < before.map(steps)
    has_returned = (before == "withdrawn") & ~now.isin(["withdrawn", ""])
    for made, mask in ((STATUS_WENT_BACK, is_back), (WITHDRAWN_PROJECT_IS_BACK, has_returned)):
        for index, row in rows_where(projects.frame, mask):
            cell = projects.cell(row, "status_code")
            yield made.at(cell, statuses.label(row["status_code"]), before=statuses.label(before[index]))


def _targets(submitted: Submitted) -> pd.Series:
    """Investment targets by plan id, where there are any."""
    plans = submitted["plans"].frame
    known = plans[plans["investment_target_yen"].notna() & (plans["plan_id"] != "")]
    return known.drop_duplicates("plan_id").set_index("plan_id")["investment_target_yen"]
