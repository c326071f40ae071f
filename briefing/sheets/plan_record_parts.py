"""Tables of 計画カルテ: the plan's facts, its KPIs, its projects, and its measures with 5W1H and check."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.allocation import Allocation
from analysis.plan_measures import item_columns, missing_items
from analysis.project_list import core_first, in_words
from analysis.reviews import NO_PROMISE
from briefing import kpi_words, review_words
from briefing.contents import Column, Table
from briefing.plan_facts import (
    NOT_SAID,
    TARGETS,
    against_target,
    checks_line,
    item_words,
    target_words,
)
from briefing.sheets.grade_cells import grade_cell, grade_marks
from briefing.sheets.long_lists import excerpt
from briefing.sheets.project_tables import amounts
from domain.codelist import codelist
from domain.fiscal_half import short_ja
from domain.partial_date import format_ja
from domain.plan_tables import PLANS

_MISSING = "欠け"
_MOST_LINES = 8
_WIDE = {"what": 1.3, "how": 1.1}
"""Items of 5W1H that take more words than the others."""


def facts_table(allocation: Allocation, plan: Any) -> Table:
    """Author, stage, version, years, areas, fields, targets and requirement checks."""
    targets = [
        f"{PLANS[name].label_ja.partition('（')[0].removesuffix('の目標')} {words}"
        for name in TARGETS[1:]
        if (words := target_words(name, getattr(plan, name)))
    ]
    investment = target_words(TARGETS[0], plan.investment_target_yen)
    rows = (
        (
            "策定",
            f"{plan.author_words}。{_version(plan)}。段階 {plan.stage}。計画期間 {plan.years or NOT_SAID}",
        ),
        ("投資", f"目標 {investment}。{against_target(plan)}" if investment else f"目標の{NOT_SAID}"),
        ("分野・要件", f"{plan.fields}。要件の確認 {checks_line(allocation, plan.plan_id, plan.plan_type)}"),
        ("目標", "、".join(targets) or NOT_SAID),
        ("区域", plan.areas),
    )
    return Table(
        "",
        (Column("計画の概要"), Column("", weight=2)),
        rows,
        lines=4,
    )


def _version(plan: Any) -> str:
    """``第2版（2026年8月2日改訂）``: the version and its own day."""
    dates = (("改訂", plan.revised), ("公表", plan.published), ("策定", plan.formulated))
    words = next((f"（{date}{name}）" for name, date in dates if date), "")
    return f"第{int(plan.revision)}版{words}"


def kpi_table(kpis: pd.DataFrame, half: str) -> Table:
    """KPIs with baseline, target, expected and actual value, progress, grade and freshness."""
    (baseline, baselines), (target, targets) = (
        _dated(kpis, label, name) for label, name in (("基準値", "baseline"), ("目標値", "target"))
    )
    columns = (
        Column("KPI", weight=1.2), baseline, target, Column("実績（時点）"),
        Column("期待値", "right"), Column("進捗率", "right"), Column("評価"), Column("前の半期"), Column("鮮度"),
    )  # fmt: skip
    rows = tuple(map(_kpi, kpis.itertuples(), baselines, targets))
    marks = grade_marks(kpis["grade"], 6) | grade_marks(kpis["previous_grade"], 7)
    title = f"KPI（{short_ja(half)}の評価、評価の低い順）" if half else "KPI"
    return Table(title, columns, rows, marks=marks, continued="件", empty="KPIは登録されていません")


def _dated(kpis: pd.DataFrame, label: str, name: str) -> tuple[Column, list[str]]:
    """A column of values with their dates; a date that all have in common stands in the heading alone."""
    dates = kpis[f"{name}_date"].str[:7]
    common = set(dates[kpis[name].notna()])
    if len(common) == 1 and "" not in common:
        values = [kpi_words.value(value, unit) for value, unit in zip(kpis[name], kpis["unit"], strict=True)]
        return Column(f"{label}（{format_ja(common.pop())}）"), values
    return Column(f"{label}（時点）"), list(map(kpi_words.dated, kpis[name], kpis["unit"], dates))


def _kpi(kpi: Any, baseline: str, target: str) -> tuple[str, ...]:
    return (
        kpi.name,
        baseline,
        target,
        kpi_words.dated_actual(kpi),
        kpi_words.reckoned(kpi.expected, kpi, kpi.unit),
        kpi_words.part(kpi.progress),
        grade_cell(kpi.grade),
        grade_cell(kpi.previous_grade),
        codelist("freshness").label(kpi.freshness),
    )


def projects_table(allocation: Allocation, plan: Any, *, is_short: bool = False) -> Table:
    """The plan's projects with amount and status, core ones first, then by amount; ``is_short`` without their
    places and days.
    """
    plans = allocation.records["plans"]["plan_id"]
    at = int(plans.index[plans == plan.plan_id][0])
    listed = core_first(in_words(allocation)[np.asarray(allocation.plan == at)])
    names = [f"【核】{project.name}" if project.core else project.name for project in listed.itertuples()]
    columns = [
        (Column("案件名", weight=1.5), names),
        (Column("投資額", "right"), amounts(listed)),
        (Column("状況"), list(listed["status"])),
    ]
    if not is_short:
        days = [format_ja(day) or "—" for day in listed["operation_date"]]
        columns[2:2] = [
            (Column("金額の範囲"), list(listed["scope"])),
            (Column("所在地"), list(listed["places"])),
        ]
        columns.append((Column("稼働（予定）"), days))
    core = int(listed["core"].sum())
    table = Table(
        f"投資案件 {len(names):,}件（うち核 {core:,}件）",
        tuple(column for column, _ in columns),
        tuple(zip(*(map(str, values) for _, values in columns), strict=True)),
        unit="単位：億円",
        least=2,
        empty="案件は登録されていません",
    )
    return excerpt(table)


def measures_table(measures: pd.DataFrame, half: str) -> Table:
    """Measures with 5W1H, what was promised, the check of the half, cause and action."""
    missing = missing_items(measures)
    rows = tuple(_measure(measure, missing.loc[measure.Index]) for measure in measures.itertuples())
    columns = (
        Column("施策", weight=1.1),
        *(Column(column.label_ja, weight=_WIDE.get(column.name, 1.0)) for column in item_columns()),
        Column("前の点検の約束", weight=1.5),
        Column("点検の結果"),
        Column("原因・対応", weight=2.4),
    )
    return Table(
        f"施策の5W1Hと点検（{short_ja(half) or '点検の報告なし'}、期限の順）",
        columns,
        rows,
        continued="件",
        least=2,
        empty="施策は登録されていません",
        lines=_MOST_LINES,
    )


def _measure(measure: Any, missing: pd.Series) -> tuple[str, ...]:
    items = (_MISSING if missing[column.name] else _item(measure, column.name) for column in item_columns())
    promised = measure.promise != NO_PROMISE
    return (
        measure.name,
        *items,
        f"{review_words.promise_state(measure)}。{review_words.promise(measure)}" if promised else "なし",
        f"{review_words.execution_words(measure)}{_result(measure)}",
        _why(measure),
    )


def _item(measure: Any, item: str) -> str:
    """The words of an item, of the deadline its day where there is one."""
    is_dated = item == "deadline" and measure.due_date
    return format_ja(measure.due_date) if is_dated else item_words(measure, item)


def _result(measure: Any) -> str:
    label = codelist("review_result").label(measure.result)
    again = "（2回続けて芳しくない）" if measure.is_escalated else ""
    return f"・{label}{again}" if label else ""


def _why(measure: Any) -> str:
    """Cause and action; that they are missing where the check is poor."""
    if not measure.has_review:
        return "—"
    cause = review_words.cause(measure) or (review_words.NO_CAUSE if measure.is_poor else "")
    action = review_words.action(measure) or (review_words.NO_ACTION if measure.is_poor else "")
    return "。".join(each.rstrip("。") for each in (cause, action) if each) or "—"
