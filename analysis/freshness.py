"""Freshness: which values of KPIs were due by now and have not come. Computed from dates, never declared."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.grading import Codes
from analysis.kpi_terms import day_number, days
from analysis.portions import Flags, Floats, Ints
from domain.codelist import codelist
from domain.fiscal_half import fiscal_half_of, number_of
from domain.partial_date import last_day
from domain.reporting_period import reporting_periods

FRESHNESS = codelist("freshness").position
"""Positions of the states of freshness."""

_EVERY_HALF = "half"
"""The policy has numbers checked about every half year: what states no periodicity is asked so often."""


@dataclass(frozen=True, eq=False)
class Freshness:
    """One element a KPI: its ``state`` (position in ``freshness``), and how many values are ``missed``."""

    state: Codes
    missed: Ints


@dataclass(frozen=True, eq=False)
class Due:
    """When values of each KPI are due: ``first + n * step`` halves (numbers) from ``asked`` on.

    ``next_half`` is the half of the next publication, ``next_day`` its day (NaN where not told).
    """

    first: Floats
    step: Floats
    asked: Floats
    next_half: Floats
    next_day: Floats


def due_of(kpis: pd.DataFrame, asked: Floats, last_value: Floats) -> Due:
    """When values are due after the last one, whose half is ``last_value`` (NaN for none).

    They are due every so many halves (``periodicity``) counted from the last value, before any value
    from the baseline; of what is measured once, in the half of the target.
    """
    asked = np.maximum(asked, number_of(next(iter(reporting_periods()))))
    steps = {entry.code: float(entry.more["halves"] or np.inf) for entry in codelist("periodicity")}
    step = kpis["periodicity"].map(steps | {"": steps[_EVERY_HALF]}).to_numpy(dtype=np.float64)
    origin = np.where(np.isnan(last_value), _halves(kpis["baseline_date"]), last_value)
    first = np.where(np.isnan(origin), asked, origin + step)
    is_once = np.isinf(step)
    first = np.where(is_once, np.nan_to_num(_halves(kpis["target_date"]), nan=np.inf), first)
    # A date of the next publication is believed for one more turn: it must not hide silence for ever.
    next_half, next_day = _halves(kpis["next_date"]), days(kpis["next_date"])
    believed = next_half <= first + np.where(is_once, 1.0, step)
    return Due(
        first, step, asked, np.where(believed, next_half, np.nan), np.where(believed, next_day, np.nan)
    )


def freshness_of(due: Due, is_complete: Flags, has_value: Flags, half: str, today: dt.date) -> Freshness:
    """The state of each KPI at ``half`` on the day ``today``; ``is_complete`` where no value is due any more.

    A value is missed when the day on which its half's reports are due has passed without it, and
    its announced day of publication as well.
    """
    now = number_of(half)
    until = min(now, _last_closed_half(today))
    is_awaited = due.next_day >= day_number(today)
    missed = np.where(is_complete | is_awaited, 0, _turns(due, until))
    open_ = np.where(is_complete, 0, _turns(due, now)) - missed
    state = np.full(len(missed), FRESHNESS["latest"], dtype=np.int8)
    state[(open_ > 0) | ~has_value] = FRESHNESS["not_due"]
    state[missed > 0] = FRESHNESS["overdue"]
    state[due.asked > now] = FRESHNESS["not_asked"]
    return Freshness(state, np.where(due.asked > now, 0, missed).astype(np.int64))


def _turns(due: Due, until: float) -> Ints:
    """How many values were due by the half numbered ``until``."""
    with np.errstate(invalid="ignore"):
        step = np.where(np.isinf(due.step), 1.0, due.step)
        last = np.floor((until - due.first) / step)
        # Turns before anything was asked of the plan do not count.
        before = np.ceil((due.asked - due.first) / step)
        count = last - np.maximum(before, 0.0) + 1
    count = np.where(np.isinf(due.step), (due.first <= until) & (until >= due.asked), count)
    return np.maximum(np.nan_to_num(count, nan=0.0, posinf=0.0, neginf=0.0), 0).astype(np.int64)


def _last_closed_half(today: dt.date) -> float:
    """Number of the last half whose reports were due before ``today``."""
    closed = [number_of(name) for name, period in reporting_periods().items() if period.due < today]
    return max(closed, default=-np.inf)


def _halves(dates: pd.Series) -> Floats:
    """Numbers of the halves that dates fall in; NaN for the empty text."""
    known = {
        text: float(number_of(fiscal_half_of(last_day(text)))) if text else np.nan for text in dates.unique()
    }
    return dates.map(known).to_numpy(dtype=np.float64)
