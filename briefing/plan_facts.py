"""What stands in a plan's record in one line each: its version, its years, its targets, its requirements, 5W1H."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from analysis.allocation import Allocation
from analysis.plan_checks import NO_ANSWER, checks_of
from analysis.plan_measures import item_columns, missing_items
from analysis.selection import Selection
from briefing import answers
from domain.codelist import codelist
from domain.money import format_yen
from domain.partial_date import format_ja

NOT_SAID = "記載なし"

TARGETS = (
    "investment_target_yen", "sales_target_yen", "value_added_target_yen", "trade_target_yen",
    "jobs_target", "wage_target",
)  # fmt: skip
"""The columns of ``plans`` that say what the plan as a whole is to reach."""


def find_plan(allocation: Allocation, plan_id: str) -> Any | None:
    """The plan as a line of :func:`analysis.plan_list.selected_plans` with all its projects; or None."""
    listed = answers.plans(allocation, Selection())
    found = listed[listed["plan_id"] == plan_id]
    return None if found.empty else next(found.itertuples())


def version_words(plan: Any) -> str:
    """``第2版（2025年7月10日策定、2026年8月2日改訂）``."""
    dates = (("策定", plan.formulated), ("公表", plan.published), ("改訂", plan.revised))
    words = "、".join(f"{date}{name}" for name, date in dates if date)
    return f"第{int(plan.revision)}版" + (f"（{words}）" if words else "")


def years_words(plan: Any) -> str:
    """``2025〜2029年度（実現を目指す年度: 2034年度）``."""
    horizon = f"（実現を目指す年度: {plan.horizon_year}年度）" if plan.horizon_year else ""
    return (plan.years or NOT_SAID) + horizon


def target_words(name: str, value: Any) -> str:
    """``300億円``, ``400人``, or the words themselves; "" where the plan does not say."""
    if pd.isna(value) or value == "":
        return ""
    if name.endswith("_yen"):
        return format_yen(int(value))
    return f"{float(value):,.10g}人" if name == "jobs_target" else str(value)


def share_of_target(plan: Any) -> float:
    """What the plan's projects come to so far as a part of its target for investment; 0 for a target of 0."""
    target = int(plan.investment_target_yen)
    return int(plan.amount_yen) / target if target else 0.0


def against_target(plan: Any) -> str:
    """``いまの案件の投資額 300億円（目標の75.0％）``, or why there is no such amount."""
    if not plan.projects_with_amount:
        return "金額が公表された案件はありません" if plan.projects else "案件はありません"
    share = f"（目標の{share_of_target(plan) * 100:.1f}％）"
    return f"いまの案件の投資額 {format_yen(int(plan.amount_yen))}{share}"


def check_answer(code: str) -> str:
    """The answer to a requirement; also that the plan gives none."""
    return codelist("check_answer").label(code) if code else NOT_SAID


def checks_line(allocation: Allocation, plan_id: str, plan_type: str) -> str:
    """``16項目: 満たす 12、該当なし 2、未確認 1、記載なし 1``."""
    lines = checks_of(allocation.records, plan_id, plan_type)
    counts = Counter(check.answer for check in lines)
    words = "、".join(
        f"{check_answer(code)} {counts[code]:,}"
        for code in (*codelist("check_answer").codes, NO_ANSWER)
        if counts[code]
    )
    return f"{len(lines):,}項目: {words}"


def measures_line(allocation: Allocation, plan_id: str) -> str:
    """``施策 12件のうち3件で、5W1Hが欠けています（期限 1、検討の場 2）。``."""
    rows = allocation.records["measures"]
    rows = rows[rows["plan_id"] == plan_id]
    if rows.empty:
        return "施策は登録されていません。"
    missing = missing_items(rows)
    lacking = int(missing.any(axis=1).sum())
    if not lacking:
        return f"施策 {len(rows):,}件のすべてで、5W1Hがそろっています。"
    counts = "、".join(
        f"{column.label_ja} {count:,}"
        for column in item_columns()
        if (count := int(missing[column.name].sum()))
    )
    return f"施策 {len(rows):,}件のうち{lacking:,}件で、5W1Hが欠けています（{counts}）。"


def item_words(measure: Any, item: str) -> str:
    """What a measure says of an item of 5W1H (see :func:`missing_items`)."""
    if item == "deadline":
        date = format_ja(measure.due_date)
        return f"{measure.deadline}（{date}）" if measure.deadline and date else measure.deadline or date
    if item == "who" and measure.lead_organisation and measure.lead_organisation not in measure.who:
        return f"{measure.lead_organisation} {measure.who}"
    return str(getattr(measure, item))
