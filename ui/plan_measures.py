"""The measures of a plan along time, by their due dates: how far each is, its check of the half, its 5W1H."""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import Any

import pandas as pd

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.plan_measures import item_columns, missing_items
from analysis.reviews import measures_of_plan
from briefing.plan_facts import item_words, measures_line
from briefing.review_words import execution_words
from domain.codelist import codelist
from domain.fiscal_half import format_ja as half_ja
from domain.money import format_yen
from domain.partial_date import format_ja
from domain.reporting_period import reporting_periods
from ui import measure_review

_CLOSED = ("done", "stopped")
_MISSING = '<dd class="missing">欠け</dd>'


@kept(512)
def line(allocation: Allocation, plan_id: str) -> str:
    """How many measures lack an item of 5W1H."""
    return measures_line(allocation, plan_id)


@kept(256)
def html(allocation: Allocation, plan_id: str, half: str) -> str:
    """The measures as a list along time, with the half's end and today marked in it."""
    rows = measures_of_plan(allocation, plan_id, half)
    if rows.empty:
        return '<p class="remark">この計画の施策はありません。</p>'
    missing, names = missing_items(rows), _names(allocation, plan_id)
    end = reporting_periods()[half].end
    items = [
        (measure.due, 0, _measure(measure, missing.loc[measure.Index], half, end, names))
        for measure in rows.itertuples()
    ]
    marks = [(end, 1, _mark(end, f"{half_ja(half)}の末"))]
    if allocation.today != end:
        marks.append((allocation.today, 2, _mark(allocation.today, "今日")))
    drawn = [item[2] for item in sorted([*items, *marks], key=lambda item: item[:2])]
    return f'<ol class="timeline" aria-label="施策を期限の順に並べたもの">{"".join(drawn)}</ol>'


def _names(allocation: Allocation, plan_id: str) -> dict[str, str]:
    """Names of the plan's KPIs and projects, which a measure may be linked to, by their ids."""
    found: dict[str, str] = {}
    for table, key in (("kpis", "kpi_id"), ("projects", "project_id")):
        rows = allocation.records[table]
        rows = rows[rows["plan_id"] == plan_id]
        found |= dict(zip(rows[key], rows["name"], strict=True))
    return found


def _mark(day: dt.date, words: str) -> str:
    return f'<li class="mark"><b>{format_ja(day.isoformat())}</b><span>{escape(words)}</span></li>'


def _measure(measure: Any, missing: pd.Series, half: str, end: dt.date, names: dict[str, str]) -> str:
    due = format_ja(measure.due_date) or "期限の日付なし"
    is_late = bool(measure.due_date) and measure.due <= end and measure.execution not in _CLOSED
    late = '<em class="late">期限を過ぎています</em>' if is_late else ""
    state = f'<em class="{measure.execution or "none"}">{escape(execution_words(measure))}</em>'
    category = codelist("measure_category").label(measure.category)
    return (
        f'<li class="{"poor" if measure.is_poor or is_late else ""}"><b>{escape(due)}</b><section>'
        f"<h3>{state}{late}{_escalation(measure)}{escape(measure.name)}<small>{escape(category)}</small></h3>"
        f"{measure_review.html(measure, half)}{_items(measure, missing)}{_further(measure, names)}</section></li>"
    )


def _escalation(measure: Any) -> str:
    if measure.is_escalated:
        return '<em class="escalated">‼ 2回続けて芳しくない</em>'
    carried = codelist("alert").label("carried_over_twice")
    return f'<em class="escalated">‼ {escape(carried)}</em>' if measure.is_carried_over else ""


def _items(measure: Any, missing: pd.Series) -> str:
    """The six items of 5W1H, also those that nobody has said."""
    said = "".join(
        f"<div><dt>{escape(column.label_ja)}</dt>"
        + (_MISSING if missing[column.name] else f"<dd>{escape(item_words(measure, column.name))}</dd>")
        + "</div>"
        for column in item_columns()
    )
    return f'<dl class="items">{said}</dl>'


def _further(measure: Any, names: dict[str, str]) -> str:
    """Budget, programme, and the KPI and project that the measure is for."""
    amount = format_yen(int(measure.budget_yen)) if pd.notna(measure.budget_yen) else ""
    note = f"（{measure.budget_note}）" if measure.budget_note and amount else measure.budget_note
    parts = [
        ("予算", f"{amount}{note}"),
        ("支援策", measure.programme),
        ("KPI", names.get(measure.kpi_id, measure.kpi_id)),
        ("案件", names.get(measure.project_id, measure.project_id)),
    ]
    words = "　".join(f"{name}: {said}" for name, said in parts if said)
    return f'<p class="remark">{escape(words)}</p>' if words else ""
