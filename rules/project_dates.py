"""Rules on dates: announced, started and in operation follow one another."""

import datetime as dt
from collections.abc import Callable, Iterable

import pandas as pd

from domain.codelist import codelist
from domain.finding import Actor, Finding, Severity
from domain.partial_date import first_day, format_ja, last_day
from domain.record import Submitted
from rules.rule import check, rows_where, rule

FAMILY = "案件の日付"

OPERATION_BEFORE_ANNOUNCEMENT = rule(
    "operation_before_announcement",
    Severity.WARNING,
    Actor.SENDER,
    "稼働（{value}）が公表（{announced}）より前です。年を取り違えていないか確かめてください。",
    "公表 2024、稼働 2021",
)
ANNOUNCED_IN_FUTURE = rule(
    "announced_in_future",
    Severity.ERROR,
    Actor.SENDER,
    "公表（{value}）が今日より先です。公表した年月日を入れてください。",
    "公表 2099",
)
OPERATING_IN_FUTURE = rule(
    "operating_in_future",
    Severity.NOTICE,
    Actor.SENDER,
    "状況は「稼働」ですが、稼働の時期（{value}）が先です。一部の稼働でないか、時期を確かめてください。",
    "状況 稼働、稼働 2034",
)
OPERATION_BEFORE_START = rule(
    "operation_before_start",
    Severity.WARNING,
    Actor.SENDER,
    "稼働（{value}）が着工（{start}）より前です。年を取り違えていないか確かめてください。",
    "着工 2027-04、稼働 2026-10",
)
STARTED_IN_FUTURE = rule(
    "started_in_future",
    Severity.NOTICE,
    Actor.SENDER,
    "状況は「{status}」ですが、着工の時期（{value}）が先です。状況か時期を確かめてください。",
    "状況 着工、着工 2034",
)

_BUILT = ("under_construction", "completed", "operating")
"""Statuses that no project reaches before its start."""


@check
def check_dates(submitted: Submitted) -> Iterable[Finding]:
    if "projects" not in submitted:
        return
    projects, today = submitted["projects"], dt.date.today().toordinal()
    frame = projects.frame
    announced, operation = (
        _days(frame["announced_date"], first_day),
        _days(frame["operation_date"], first_day),
    )
    for _, row in rows_where(frame, announced > today):
        cell = projects.cell(row, "announced_date")
        yield ANNOUNCED_IN_FUTURE.at(cell, format_ja(row["announced_date"]))
    for _, row in rows_where(frame, _days(frame["operation_date"], last_day) < announced):
        cell, value = projects.cell(row, "operation_date"), format_ja(row["operation_date"])
        yield OPERATION_BEFORE_ANNOUNCEMENT.at(cell, value, announced=format_ja(row["announced_date"]))
    for _, row in rows_where(frame, (frame["status_code"] == "operating") & (operation > today)):
        yield OPERATING_IN_FUTURE.at(projects.cell(row, "operation_date"), format_ja(row["operation_date"]))


@check
def check_starts(submitted: Submitted) -> Iterable[Finding]:
    if "projects" not in submitted:
        return
    projects, today = submitted["projects"], dt.date.today().toordinal()
    frame = projects.frame
    start = _days(frame["start_date"], first_day)
    for _, row in rows_where(frame, _days(frame["operation_date"], last_day) < start):
        cell, value = projects.cell(row, "operation_date"), format_ja(row["operation_date"])
        yield OPERATION_BEFORE_START.at(cell, value, start=format_ja(row["start_date"]))
    for _, row in rows_where(frame, frame["status_code"].isin(_BUILT) & (start > today)):
        cell, value = projects.cell(row, "start_date"), format_ja(row["start_date"])
        status = codelist("project_status").label(row["status_code"])
        yield STARTED_IN_FUTURE.at(cell, value, status=status)


def _days(dates: pd.Series, day_of: Callable[[str], dt.date]) -> pd.Series:
    """Day numbers of partial dates; NaN, which compares with nothing, for empty ones."""
    days = {text: day_of(text).toordinal() for text in dates.unique() if text}
    return dates.map(days).astype(float)
