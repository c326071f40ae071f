"""The measures of a plan with their 5W1H, and what of it is missing."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any

import pandas as pd

from analysis.allocation import Allocation
from analysis.plan_measures import item_columns, missing_items
from domain.codelist import codelist
from domain.money import format_yen
from domain.partial_date import format_ja

_MISSING = '<td class="text missing">欠け</td>'


def _of_plan(allocation: Allocation, plan_id: str) -> pd.DataFrame:
    rows = allocation.records["measures"]
    order = codelist("measure_category").position
    rows = rows[rows["plan_id"] == plan_id]
    return rows.sort_values(
        ["category", "measure_id"],
        key=lambda column: column.map(order).fillna(0) if column.name == "category" else column,
        kind="stable",
    )


@lru_cache(maxsize=512)
def line(allocation: Allocation, plan_id: str) -> str:
    """``施策 12件のうち3件に5W1Hの欠け（期限 1、検討の場 2）``."""
    rows = _of_plan(allocation, plan_id)
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


@lru_cache(maxsize=512)
def html(allocation: Allocation, plan_id: str) -> str:
    """One line a measure: name and category, the six items, budget and programme."""
    rows = _of_plan(allocation, plan_id)
    if rows.empty:
        return '<p class="remark">この計画の施策はありません。</p>'
    missing = missing_items(rows)
    names = ("施策", "区分", *(column.label_ja for column in item_columns()), "予算・支援策")
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    lines = "".join(_line(measure, missing.loc[measure.Index]) for measure in rows.itertuples())
    return (
        '<div class="scroll"><table class="plain words measures"><caption>施策と5W1H（意義・中身・期限・担当部署・検討の場・進め方）</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def _line(measure: Any, missing: pd.Series) -> str:
    said = "".join(
        _MISSING if missing[column.name] else f'<td class="text">{escape(_words(measure, column.name))}</td>'
        for column in item_columns()
    )
    return (
        f'<tr><th scope="row">{escape(measure.name)}</th>'
        f'<td class="text">{escape(codelist("measure_category").label(measure.category))}</td>{said}'
        f'<td class="text">{escape(_budget(measure))}</td></tr>'
    )


def _words(measure: Any, item: str) -> str:
    if item == "deadline":
        date = format_ja(measure.due_date)
        return f"{measure.deadline}（{date}）" if measure.deadline and date else measure.deadline or date
    if item == "who" and measure.lead_organisation and measure.lead_organisation not in measure.who:
        return f"{measure.lead_organisation} {measure.who}"
    return str(getattr(measure, item))


def _budget(measure: Any) -> str:
    amount = format_yen(int(measure.budget_yen)) if pd.notna(measure.budget_yen) else ""
    note = f"（{measure.budget_note}）" if measure.budget_note and amount else measure.budget_note
    return "、".join(filter(None, (f"{amount}{note}", measure.programme))) or "—"
