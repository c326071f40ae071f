"""Tables of 計画カルテ: the plan's facts, its KPIs, its projects, and its measures with 5W1H and check."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.allocation import Allocation
from analysis.plan_measures import item_columns, missing_items
from analysis.project_list import in_words
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
    version_words,
    years_words,
)
from briefing.sheets.grade_cells import grade_cell, grade_marks
from domain.codelist import codelist
from domain.fiscal_half import short_ja
from domain.money import OKU
from domain.partial_date import format_ja
from domain.plan_tables import PLANS

_MISSING = "欠け"


def facts_table(allocation: Allocation, plan: Any) -> Table:
    """Author, stage, version, years, areas, fields, targets and requirement checks."""
    targets = [
        f"{PLANS[name].label_ja.partition('（')[0].removesuffix('の目標')} {words}"
        for name in TARGETS[1:]
        if (words := target_words(name, getattr(plan, name)))
    ]
    investment = target_words(TARGETS[0], plan.investment_target_yen)
    rows = (
        ("策定", f"{plan.author_words}・{plan.stage}・{version_words(plan)}"),
        ("期間", years_words(plan)),
        ("区域", plan.areas),
        ("分野", plan.fields),
        ("投資", f"目標 {investment}。{against_target(plan)}" if investment else f"目標の{NOT_SAID}"),
        ("目標", "、".join(targets) or NOT_SAID),
        ("要件", checks_line(allocation, plan.plan_id, plan.plan_type)),
    )
    return Table(
        "",
        (Column("計画の概要"), Column("", weight=2)),
        rows,
        rest="ほか{count:,}項目は Excel の表にあります",
    )


def kpi_table(kpis: pd.DataFrame, half: str, rest: str) -> Table:
    """KPIs with baseline, target, expected and actual value, progress, grade and freshness."""
    columns = (
        Column("KPI", weight=1.2), Column("基準値（時点）"), Column("目標値（時点）"), Column("期待値", "right"),
        Column("実績（時点）"), Column("進捗率", "right"), Column("評価"), Column("前の半期"), Column("鮮度"),
    )  # fmt: skip
    rows = tuple(_kpi(kpi) for kpi in kpis.itertuples())
    marks = grade_marks(kpis["grade"], 6) | grade_marks(kpis["previous_grade"], 7)
    title = f"KPI（{short_ja(half)}の評価、評価の低い順）" if half else "KPI"
    return Table(title, columns, rows, rest=rest, marks=marks, empty="KPIは登録されていません")


def _kpi(kpi: Any) -> tuple[str, ...]:
    fresh = kpi_words.overdue_words(kpi) or codelist("freshness").label(kpi.freshness)
    actual = f"{kpi_words.value(kpi.actual, kpi.unit)}（{kpi_words.known_as_of(kpi)}）"
    return (
        kpi.name,
        kpi_words.dated(kpi.baseline, kpi.unit, kpi.baseline_date[:7]),
        kpi_words.dated(kpi.target, kpi.unit, kpi.target_date[:7]),
        kpi_words.reckoned(kpi.expected, kpi, kpi.unit),
        actual if kpi.actual_date else kpi_words.known_as_of(kpi),
        kpi_words.part(kpi.progress),
        grade_cell(kpi.grade),
        grade_cell(kpi.previous_grade),
        fresh,
    )


def projects_table(allocation: Allocation, plan: Any) -> Table:
    """The plan's projects with amount and status, core ones first, then by amount."""
    plans = allocation.records["plans"]["plan_id"]
    at = int(plans.index[plans == plan.plan_id][0])
    listed = core_first(in_words(allocation)[np.asarray(allocation.plan == at)])
    rows = tuple(
        (
            f"【核】{project.name}" if project.core else project.name,
            _oku(project.amount_yen) or "非公表",
            project.scope,
            project.status,
            project.places,
            format_ja(project.operation_date) or "—",
        )
        for project in listed.itertuples()
    )
    core = int(listed["core"].sum())
    return Table(
        f"投資案件 {len(rows):,}件（うち核となる案件 {core:,}件）",
        (
            Column("案件名", weight=1.5), Column("投資額", "right"), Column("金額の範囲"), Column("状況"),
            Column("所在地"), Column("稼働（予定を含む）"),
        ),
        rows,
        unit="単位：億円",
        rest="ほか{count:,}件は Excel の表にあります",
        empty="案件は登録されていません",
        lines=1,
    )  # fmt: skip


def core_first(listed: pd.DataFrame) -> pd.DataFrame:
    """Projects with ``core``: core ones first, then by amount; amounts that are not known last."""
    listed = listed.assign(
        core=listed["is_core"].fillna(False).astype(bool), rank=listed["amount_yen"].fillna(-1)
    )
    return listed.sort_values(["core", "rank"], ascending=False, kind="stable")


def _oku(value: Any) -> str:
    return f"{int(value) / OKU:,.1f}".removesuffix(".0") if pd.notna(value) else ""


def measures_table(measures: pd.DataFrame, half: str) -> Table:
    """Measures with 5W1H, what was promised, the check of the half, cause and action."""
    missing = missing_items(measures)
    rows = tuple(_measure(measure, missing.loc[measure.Index]) for measure in measures.itertuples())
    columns = (
        Column("施策", weight=1.1),
        *(Column(column.label_ja) for column in item_columns()),
        Column("前の点検の約束"),
        Column("点検の結果"),
        Column("原因・対応", weight=1.3),
    )
    return Table(
        f"施策の5W1Hと点検（{short_ja(half) or '点検の報告なし'}、期限の順）",
        columns,
        rows,
        rest="ほか{count:,}件は Excel の表にあります",
        empty="施策は登録されていません",
        lines=_lines(len(rows)),
    )


def _lines(measures: int) -> int:
    """How many lines a measure may take on a page of this many of them."""
    return 2 if measures <= 3 or measures > 9 else 5 if measures <= 5 else 3


def _measure(measure: Any, missing: pd.Series) -> tuple[str, ...]:
    items = (
        _MISSING if missing[column.name] else item_words(measure, column.name) for column in item_columns()
    )
    promised = measure.promise != NO_PROMISE
    return (
        measure.name,
        *items,
        f"{review_words.promise_state(measure)}。{review_words.promise(measure)}" if promised else "なし",
        f"{review_words.execution_words(measure)}{_result(measure)}",
        _why(measure),
    )


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
    return "。".join(filter(None, (cause, action))) or "—"
