"""What falls due next: reports of a half, data of KPIs, measures and what was promised of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from analysis.allocation import Allocation
from analysis.attention import selected_measures
from analysis.half import asked_half, judging_day
from analysis.kept_answers import kept
from analysis.kpi_progress import selected_progress
from analysis.plan_list import chosen_plans
from analysis.report_status import NOT_ASKED, OPEN, report_states
from analysis.selection import Selection
from domain.partial_date import last_day
from domain.reporting_period import ReportingPeriod, reporting_periods

KPI_DATA, MEASURE, PROMISE = "kpi_data", "measure", "promise"
"""Kinds of dates: the publication of a KPI's data, a measure's due date, the day promised in a review."""

_CLOSED = ("done", "stopped")


class ReportsDue(NamedTuple):
    """The next day on which reports are due: of how many of the selected plans, and still to come."""

    period: ReportingPeriod
    asked: int
    open: int


class NextDate(NamedTuple):
    """A partial date on which ``number`` things of a kind of the selected plans fall due."""

    date: str
    kind: str
    number: int


def today_of(allocation: Allocation, half: str) -> dt.date:
    """The day that dates lie ahead of: today, or the day on which the half looked back at was published."""
    records = allocation.records
    # Reports that are not public yet hold back grades, not the calendar.
    return judging_day(asked_half(records) if records.unpublished else half, allocation.today)


@kept(256)
def reports_due(allocation: Allocation, selection: Selection, half: str) -> ReportsDue | None:
    """The first period, begun by :func:`today_of`, whose reports are not due yet; None beyond all periods."""
    today = today_of(allocation, half)
    ahead = (each for each in reporting_periods().values() if each.start <= today <= each.due)
    period = next(ahead, None)
    if period is None:
        return None
    states = report_states(allocation, period, today)[chosen_plans(allocation, selection)]
    return ReportsDue(period, int((states != NOT_ASKED).sum()), int((states == OPEN).sum()))


@kept(256)
def next_dates(allocation: Allocation, selection: Selection, half: str) -> tuple[NextDate, ...]:
    """Dates ahead of the selected plans, the soonest first, as seen in ``half``."""
    today = today_of(allocation, half)
    kpis = selected_progress(allocation, selection, half)
    measures = selected_measures(allocation, selection, half)
    is_open = ~measures["execution"].isin(_CLOSED)
    found = [
        *_counted(kpis["next_date"], KPI_DATA, today),
        *_counted(measures.loc[is_open, "due_date"], MEASURE, today),
        *_counted(measures.loc[is_open, "action_due"], PROMISE, today),
    ]
    return tuple(sorted(found, key=lambda each: (last_day(each.date), each.kind)))


def _counted(dates: pd.Series, kind: str, today: dt.date) -> Iterable[NextDate]:
    for date, number in Counter(dates).items():
        if date and last_day(date) >= today:
            yield NextDate(date, kind, number)
