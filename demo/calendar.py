"""The halves that the demo nation has lived through, and the days in them on which things happen."""

from __future__ import annotations

import datetime as dt

from demo.chance import Chance
from domain.fiscal_half import format_ja
from domain.reporting_period import reporting_periods

HALVES = ("2024H1", "2024H2", "2025H1", "2025H2", "2026H1")

_OFFICE_HOURS = (9, 16)
_SATURDAY = 5
_NEW_YEAR_ENDS = (1, 4)


def start_of(half: str) -> dt.date:
    return reporting_periods()[half].start


def end_of(half: str) -> dt.date:
    return reporting_periods()[half].end


def due_of(half: str) -> dt.date:
    return reporting_periods()[half].due


def fiscal_year_of(day: dt.date) -> int:
    return day.year - (day.month < 4)


def end_of_year(fiscal_year: int) -> dt.date:
    return dt.date(fiscal_year + 1, 3, 31)


def later(day: dt.date, months: int) -> dt.date:
    """The first of the month that is ``months`` after the month of ``day``."""
    count = day.year * 12 + day.month - 1 + months
    return dt.date(count // 12, count % 12 + 1, 1)


def month(day: dt.date) -> str:
    return day.isoformat()[:7]


def era_year(fiscal_year: int) -> str:
    """``令和9年度``."""
    return half_words(f"{fiscal_year}H1").removesuffix("上期")


def half_words(half: str) -> str:
    """``令和9年度上期``."""
    return format_ja(half).split("（")[0]


def workday(day: dt.date) -> dt.date:
    """The day itself, or the Monday after a weekend; the first days of a year are no workdays."""
    if (day.month, day.day) < _NEW_YEAR_ENDS:
        day = day.replace(day=_NEW_YEAR_ENDS[1])
    return day + dt.timedelta(days=7 - day.weekday() if day.weekday() >= _SATURDAY else 0)


def received(chance: Chance, day: dt.date) -> str:
    """A moment of that day, in office hours, as a registry writes it down."""
    return f"{day}T{chance.whole(*_OFFICE_HOURS):02}:{chance.whole(0, 59):02}:{chance.whole(0, 59):02}+09:00"
