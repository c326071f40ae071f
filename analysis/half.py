"""The half that a question is about, and the day by which that half is judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from analysis.kept_answers import kept
from domain.fiscal_half import half_of_number, number_of
from domain.record import Records
from domain.reporting_period import reporting_periods

_REPORTED_IN = ("kpi_values", "measure_reviews", "progress_reports")


@kept(64)
def half_of(records: Records) -> str:
    """The half by whose reports the records are judged: that of :func:`asked_half`, or, as long as reports on
    it are not public yet for who looks, the last before them; "" if none.
    """
    asked, held = asked_half(records), min(records.unpublished, default="")
    if not held or asked < held:
        return asked
    before = half_of_number(number_of(held) - 1)
    return before if before in reporting_periods() else ""


def asked_half(records: Records) -> str:
    """The half that records were read for, or the latest that anything was reported about; "" if none."""
    reported = (str(records[name]["period"].max()) for name in _REPORTED_IN if len(records[name]))
    return records.period or max((*reported, *records.unpublished), default="")


def half_before(records: Records, halves: Sequence[str]) -> str:
    """The half that records are compared with; "" where nothing has been handed in for one.

    ``halves`` are those with submissions, the newest first.
    """
    if len(halves) < 2 or records.period == halves[-1]:
        return ""
    looked_at = asked_half(records)
    end = looked_at if looked_at in halves[:-1] else halves[0]
    return next(half for half in halves if half < end)


def half_compared(records: Records, halves: Sequence[str], asked: str) -> str:
    """The earlier half that records are asked to be compared with; the one before where ``asked`` is none of
    those that something was handed in for, or not earlier.
    """
    usual = half_before(records, halves)
    return asked if asked in halves and asked <= usual else usual


def judging_day(half: str, today: dt.date) -> dt.date:
    """The earlier of the day that the half's reports are published and today; today for an unknown half."""
    period = reporting_periods().get(half)
    return min(period.publish, today) if period else today
