"""Rules on measures: the category is one of the plan's type, and the due date fits plan and words.

That 5W1H is complete is told by :mod:`rules.plan_content`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pandas as pd

from domain.codelist import codelist
from domain.finding import Actor, Finding, Severity
from domain.japanese_date import DateReading, read_date
from domain.partial_date import first_day, format_ja, last_day
from domain.record import Submitted
from rules.plan_of_row import plan_of_row
from rules.rule import check, rows_where, rule

FAMILY = "施策"

MEASURE_OF_OTHER_TYPE = rule(
    "measure_of_other_type",
    Severity.ERROR,
    Actor.SENDER,
    "施策の区分「{value}」は、「{plan_type}」の区分ではありません。計画の種類に合う区分に直してください。",
    "地域産業クラスター計画の施策に「A① クラスターを構成する企業の設備投資促進」",
)
DUE_DATE_OUTSIDE_PERIOD = rule(
    "due_date_outside_period",
    Severity.WARNING,
    Actor.SENDER,
    "期限の日付（{value}）が、計画期間（{start}年度から{end}年度まで）の外です。期限か計画期間を確かめてください。",
    "2026年度から2030年度までの計画で、期限が 2032-03-31",
)
DEADLINE_AND_DATE_DISAGREE = rule(
    "deadline_and_date_disagree",
    Severity.WARNING,
    Actor.SENDER,
    "期限「{value}」と期限の日付（{due}）が合いません。どちらが正しいか確かめて直してください。",
    "期限「令和9年度上期」、期限の日付 2028-03-31",
)

_FROM_THEN_ON = "以降"


@check
def check_categories(submitted: Submitted) -> Iterable[Finding]:
    if "measures" not in submitted:
        return
    measures, plan_types = submitted["measures"], plan_of_row(submitted, "measures")["plan_type"]
    categories = measures.frame["category"]
    types = {entry.code: entry.more["plan_types"] for entry in codelist("measure_category")}
    is_foreign = [
        kind not in types.get(code, kind) for code, kind in zip(categories, plan_types, strict=True)
    ]
    for index, row in rows_where(measures.frame, pd.Series(is_foreign, index=categories.index, dtype=bool)):
        label = codelist("measure_category").label(row["category"])
        of_type = codelist("plan_type").label(plan_types[index])
        yield MEASURE_OF_OTHER_TYPE.at(measures.cell(row, "category"), label, plan_type=of_type)


@check
def check_due_dates(submitted: Submitted) -> Iterable[Finding]:
    if "measures" not in submitted:
        return
    measures, plans = submitted["measures"], plan_of_row(submitted, "measures")
    start, end = plans["start_year"], plans["end_year"]
    dated = (measures.frame["due_date"] != "") & (start != "") & (end != "") & (start <= end)
    for index, row in rows_where(measures.frame, dated):
        first, last = dt.date(int(start[index]), 4, 1), dt.date(int(end[index]) + 1, 3, 31)
        if first_day(row["due_date"]) > last or last_day(row["due_date"]) < first:
            cell, due = measures.cell(row, "due_date"), format_ja(row["due_date"])
            yield DUE_DATE_OUTSIDE_PERIOD.at(cell, due, start=start[index], end=end[index])


@check
def check_deadlines(submitted: Submitted) -> Iterable[Finding]:
    if "measures" not in submitted:
        return
    measures = submitted["measures"]
    both = (measures.frame["due_date"] != "") & (measures.frame["deadline"] != "")
    for _, row in rows_where(measures.frame, both):
        if not _is_within(row["due_date"], row["deadline"]):
            cell, due = measures.cell(row, "deadline"), format_ja(row["due_date"])
            yield DEADLINE_AND_DATE_DISAGREE.at(cell, row["deadline"], due=due)


def _is_within(due_date: str, deadline: str) -> bool:
    """False if the words surely mean another time; words that are no date agree with any."""
    reading = read_date(deadline)
    if reading is None:
        return True
    start, end = _span(reading)
    # 「遅くとも」, 「まで」 and 「頃」 leave earlier days open, 「以降」 later ones.
    is_late_enough = last_day(due_date) >= start or reading.is_vague
    is_early_enough = first_day(due_date) <= end or _FROM_THEN_ON in deadline
    return is_late_enough and is_early_enough


def _span(reading: DateReading) -> tuple[dt.date, dt.date]:
    """First and last day of what a text says."""
    if reading.iso:
        return first_day(reading.iso), last_day(reading.iso)
    year = int(reading.fiscal_year)
    start = dt.date(year, 10 if reading.half == 2 else 4, 1)
    end = dt.date(year, 9, 30) if reading.half == 1 else dt.date(year + 1, 3, 31)
    return start, end
