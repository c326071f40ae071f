"""The halves that something can be handed in for: those that have begun, the present one first."""

from __future__ import annotations

import datetime as dt

from domain.reporting_period import reporting_periods


def begun_halves() -> list[str]:
    """Names of the reporting periods that have begun, the newest first; never empty."""
    today = dt.date.today()
    known = reporting_periods()
    return [name for name, period in reversed(list(known.items())) if period.start <= today] or list(known)[
        :1
    ]
