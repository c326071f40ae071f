"""Which half: those that something can be handed in for, and the one that a page is about."""

from __future__ import annotations

import datetime as dt

from analysis.half import half_of
from domain.record import Records
from domain.reporting_period import reporting_periods


def begun_halves(today: dt.date | None = None) -> list[str]:
    """Names of the reporting periods that have begun, the newest first; never empty."""
    today = today or dt.date.today()
    known = reporting_periods()
    return [name for name, period in reversed(list(known.items())) if period.start <= today] or list(known)[
        :1
    ]


def half_to_report(today: dt.date) -> str:
    """The half that reports are handed in for now: the last one that ended, until it is published."""
    open_ = [name for name, period in reporting_periods().items() if period.end < today <= period.publish]
    return open_[-1] if open_ else begun_halves(today)[0]


def half_looked_at(records: Records) -> str:
    """The half that records are about; where nothing has been reported in any that we know, the present one."""
    half = half_of(records)
    return half if half in reporting_periods() else begun_halves()[0]
