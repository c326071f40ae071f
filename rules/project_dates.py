"""Rules on dates: announced, started and in operation follow one another."""

import datetime as dt
from collections.abc import Iterable

from domain.finding import Actor, Finding, Severity
from domain.partial_date import first_day, format_ja, last_day
from domain.record import Submitted
from rules.rule import check, rule

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


@check
def check_dates(submitted: Submitted) -> Iterable[Finding]:
    if "projects" not in submitted:
        return
    projects, today = submitted["projects"], dt.date.today()
    dated = projects.frame[
        (projects.frame["announced_date"] != "") | (projects.frame["operation_date"] != "")
    ]
    for row in (row for _, row in dated.iterrows()):
        announced, operation = row["announced_date"], row["operation_date"]
        if announced and first_day(announced) > today:
            yield ANNOUNCED_IN_FUTURE.at(projects.cell(row, "announced_date"), format_ja(announced))
        if not operation:
            continue
        cell = projects.cell(row, "operation_date")
        if announced and last_day(operation) < first_day(announced):
            yield OPERATION_BEFORE_ANNOUNCEMENT.at(cell, format_ja(operation), announced=format_ja(announced))
        if row["status_code"] == "operating" and first_day(operation) > today:
            yield OPERATING_IN_FUTURE.at(cell, format_ja(operation))
