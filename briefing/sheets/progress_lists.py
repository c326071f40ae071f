"""The lists of KPI進捗と要対応: poor KPIs and measures with cause and action, what has not come, promises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.allocation import Allocation
from analysis.attention import Attention, attention
from analysis.half import half_of
from analysis.plan_list import plans_in_words
from briefing import kpi_words, review_words
from briefing.contents import Column, Sheet, Table
from briefing.sheets.grade_cells import grade_cell, grade_marks
from briefing.sheets.long_lists import as_list
from briefing.sheets.request import SheetRequest, SheetSource
from domain.codelist import codelist
from domain.fiscal_half import short_ja

_MOST_LINES = 4


def sheets(source: SheetSource, request: SheetRequest, first: Sheet) -> tuple[Sheet, ...]:
    """Sheets after the ``first``, with its head and foot: 要対応, then what has not come and promises."""
    allocation = source.allocation
    half = half_of(allocation.records)
    found = attention(allocation, request.selection, half)
    names = plans_in_words(allocation).set_index("plan_id")["title"]
    made = []
    if len(found.poor_kpis) or len(found.poor_measures):
        made.append(_poor_sheet(found, names, first))
    if any(len(rows) for rows in (found.overdue_kpis, found.overdue_reports, found.promises, found.reached)):
        made.append(_due_sheet(allocation, found, names, first, half))
    return tuple(made)


def _poor_sheet(found: Attention, names: pd.Series, first: Sheet) -> Sheet:
    kpis, measures = found.poor_kpis, found.poor_measures
    new, bare = int(kpis["is_newly_poor"].sum()), int((~kpis["is_explained"]).sum())
    title = f"要対応のKPIは{len(kpis):,}件、点検が芳しくない施策は{len(measures):,}件"
    escalated = int(measures["is_escalated"].sum())
    without = int(((measures["cause"] == "") | (measures["action"] == "")).sum())
    messages = (
        f"KPI: 新たに要対応となったものは{new:,}件。原因か対応の記載がないものは{bare:,}件。",
        f"施策: 点検が2回続けて芳しくないものは{escalated:,}件。原因か対応の記載がないものは{without:,}件。",
    )
    blocks = (_poor_kpis(kpis, names), _poor_measures(measures, names))
    return replace(first, title=title, messages=messages, blocks=blocks)


def _due_sheet(allocation: Allocation, found: Attention, names: pd.Series, first: Sheet, half: str) -> Sheet:
    promises, state = found.promises, found.promises["promise"].value_counts()
    title = (
        f"未報告・遅延のKPIは{len(found.overdue_kpis):,}件、"
        f"約束{len(promises):,}件のうち履行は{int(state.get('kept', 0)):,}件、目標到達は{len(found.reached):,}件"
    )
    told = "、".join(
        f"{entry.label_ja}{int(state[entry.code]):,}件"
        for entry in codelist("promise_state")
        if entry.code in state.index
    )
    new = int(found.reached["is_new"].sum())
    messages = (
        f"実績の新しさ: 未報告・遅延{len(found.overdue_kpis):,}件、進捗報告の期限超過{len(found.overdue_reports):,}計画。",
        f"前の点検の約束: {told or 'なし'}。",
        f"目標到達: {len(found.reached):,}件、うち{short_ja(half)}に到達したもの{new:,}件。",
    )
    blocks = (
        _overdue(found.overdue_kpis, names),
        _reports(found.overdue_reports, allocation),
        _reached(found.reached, names),
        _promises(promises, names),
    )
    return replace(first, title=title, messages=messages, blocks=blocks)


def _table(
    title: str,
    columns: tuple[Column, ...],
    rows: pd.DataFrame,
    cells: Callable[[Any], tuple[str, ...]],
    graded: int | None = None,
) -> Table:
    table = Table(
        f"{title} {len(rows):,}件",
        columns,
        tuple(cells(row) for row in rows.itertuples()),
        marks={} if graded is None else grade_marks(rows["grade"], graded),
        lines=_MOST_LINES,
    )
    return as_list(table)


def _poor_kpis(rows: pd.DataFrame, names: pd.Series) -> Table:
    columns = (
        Column("計画"), Column("KPI"), Column("評価", weight=0.9), Column("実績（時点）"), Column("期待値", "right"),
        Column("進捗率", "right"), Column("原因", weight=1.3), Column("対応", weight=1.3),
    )  # fmt: skip

    def cells(kpi: Any) -> tuple[str, ...]:
        return (
            names.get(kpi.plan_id, kpi.plan_id),
            kpi.name,
            grade_cell(kpi.grade) + ("（新たに）" if kpi.is_newly_poor else ""),
            kpi_words.dated_actual(kpi),
            kpi_words.reckoned(kpi.expected, kpi, kpi.unit),
            kpi_words.part(kpi.progress),
            review_words.cause(kpi) or (review_words.NO_CAUSE if kpi.measures else "結び付いた施策なし"),
            review_words.action(kpi) or (review_words.NO_ACTION if kpi.measures else kpi_words.NONE),
        )

    return _table("評価がやや遅れ・遅れのKPI", columns, rows, cells, graded=2)


def _poor_measures(rows: pd.DataFrame, names: pd.Series) -> Table:
    columns = (
        Column("計画"), Column("施策"), Column("状況・結果"), Column("2回続けて"),
        Column("原因", weight=1.3), Column("対応", weight=1.3),
    )  # fmt: skip

    def cells(row: Any) -> tuple[str, ...]:
        return (
            names.get(row.plan_id, row.plan_id),
            row.name,
            review_words.state(row),
            "はい" if row.is_escalated else "—",
            review_words.cause(row) or review_words.NO_CAUSE,
            review_words.action(row) or review_words.NO_ACTION,
        )

    return _table("点検が芳しくない施策", columns, rows, cells)


def _overdue(rows: pd.DataFrame, names: pd.Series) -> Table:
    columns = (
        Column("計画"), Column("KPI"), Column("更新"), Column("最後の実績"), Column("届いていない値", "right"),
    )  # fmt: skip

    def cells(kpi: Any) -> tuple[str, ...]:
        last = f"{kpi_words.value(kpi.actual, kpi.unit)}（{short_ja(kpi.actual_period)}）"
        return (
            names.get(kpi.plan_id, kpi.plan_id),
            kpi.name,
            codelist("periodicity").label(kpi.periodicity) or "記載なし",
            last if kpi.actual_date else "一度も報告なし",
            f"{kpi.missed:,}回分",
        )

    return _table("実績が未報告・遅延のKPI", columns, rows, cells)


def _reports(rows: pd.DataFrame, allocation: Allocation) -> Table:
    plans = plans_in_words(allocation).loc[rows.index]
    columns = (Column("計画", weight=2), Column("策定主体"), Column("段階"))
    return _table(
        "進捗報告が期限を過ぎた計画",
        columns,
        plans,
        lambda plan: (f"{plan.letter} {plan.title}", plan.author_words, plan.stage),
    )


def _promises(rows: pd.DataFrame, names: pd.Series) -> Table:
    columns = (
        Column("前の点検の約束", weight=1.4), Column("履行"), Column("計画・施策"), Column("この半期の点検"),
    )  # fmt: skip

    def cells(row: Any) -> tuple[str, ...]:
        return (
            review_words.promise(row),
            review_words.promise_state(row),
            f"{names.get(row.plan_id, row.plan_id)}・{row.name}",
            review_words.state(row),
        )

    return _table("前の点検で約束したこと", columns, rows, cells)


def _reached(rows: pd.DataFrame, names: pd.Series) -> Table:
    columns = (
        Column("計画"),
        Column("KPI"),
        Column("評価"),
        Column("目標値（時点）"),
        Column("実績（時点）"),
        Column("新たに"),
    )

    def cells(kpi: Any) -> tuple[str, ...]:
        return (
            names.get(kpi.plan_id, kpi.plan_id),
            kpi.name,
            grade_cell(kpi.grade),
            kpi_words.dated(kpi.target, kpi.unit, kpi.target_date[:7]),
            kpi_words.dated_actual(kpi),
            "はい" if kpi.is_new else "—",
        )

    return _table("目標値に達したKPI", columns, rows, cells, graded=2)
