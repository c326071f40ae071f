"""Reported values of KPIs laid out by half: which value is the actual one of each half, and as of which day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.kpi_terms import day_number, days, floats
from analysis.portions import Flags, Floats, Ints
from domain.fiscal_half import half_of_number, number_of
from domain.record import Records
from domain.reporting_period import reporting_periods

SHOWN_HALVES = 8
"""Halves of a small line of values: four years, most of a plan's time."""


_NONE = "missing"
"""The status of a row that says that there is no value yet."""


@dataclass(frozen=True, eq=False)
class ValueGrid:
    """Halves × KPIs, the last row being the half that is looked at.

    ``reported`` has the value that was reported for just that half, NaN where none was. ``actual`` is
    the value to judge by: that one, or the most recent of an earlier half, with its own ``day``;
    ``period`` is the number of the half that it was reported for (see ``number_of``; -1 for none).
    Without a value the day is the end of the half, so that what is expected can be told.
    """

    halves: tuple[str, ...]
    reported: Floats
    actual: Floats
    day: Floats
    period: Ints
    is_preliminary: Flags
    withheld: Ints
    """Number of the last half whose value is registered and not shown to this audience; -1 for none."""

    @property
    def has_value(self) -> Flags:
        return self.period >= 0


def value_grid(records: Records, half: str) -> ValueGrid:
    """The values of all KPIs, in their order, in ``SHOWN_HALVES`` halves up to ``half``.

    A yearly figure in a 上期 is that of the year before: it is compared with what was expected on its own
    day, and freshness tells whether a newer one was due.
    """
    count, last = len(records["kpis"]), number_of(half)
    halves = tuple(half_of_number(last - back) for back in reversed(range(SHOWN_HALVES)))
    rows, kpi = known_values(records, last)
    period = rows["period"].map({text: number_of(text) for text in rows["period"].unique()})
    period = period.to_numpy(dtype=np.int64)
    # Earlier ones than the first half shown stand in it as the most recent value known then.
    at = np.maximum(period - (last - SHOWN_HALVES + 1), 0)
    row_of = np.full((SHOWN_HALVES, count), -1)
    row_of[at, kpi] = np.arange(len(rows))
    # Rows are in the order of their halves, so a later one of a KPI has the greater position.
    used = np.maximum.accumulate(row_of, axis=0)
    found = used >= 0
    values, dates = _with_none(floats(rows["value"])), _with_none(_days(rows))
    ends = np.array([_end(each) for each in halves])[:, None]
    in_half = np.append(period, -1)[row_of] == np.arange(last - SHOWN_HALVES + 1, last + 1)[:, None]
    return ValueGrid(
        halves,
        np.where(in_half, values[row_of], np.nan),
        values[used],
        np.where(found, dates[used], ends),
        np.append(period, -1)[used],
        np.append((rows["value_status"] == "preliminary").to_numpy(dtype=bool), False)[used],
        _withheld(records, last),
    )


def _withheld(records: Records, last: int) -> Ints:
    rows = records["kpi_values"]
    is_open = (
        rows["disclosure"].isin(["", "public"]) | rows["value"].notna() | (rows["value_status"] == _NONE)
    )
    rows = rows[~is_open]
    found = np.full(len(records["kpis"]) + 1, -1, dtype=np.int64)  # the last is of no known KPI
    kpi = pd.Index(records["kpis"]["kpi_id"]).get_indexer(pd.Index(rows["kpi_id"]))
    period = rows["period"].map(number_of).to_numpy(dtype=np.int64)
    known = period <= last
    np.maximum.at(found, kpi[known], period[known])
    return found[:-1]


def known_values(records: Records, last: int) -> tuple[pd.DataFrame, Ints]:
    """Rows with a value of the half numbered ``last`` or an earlier one, by half, and their KPIs."""
    rows = records["kpi_values"]
    periods = {text: number_of(text) <= last for text in rows["period"].unique()}
    kpi = pd.Index(records["kpis"]["kpi_id"]).get_indexer(pd.Index(rows["kpi_id"]))
    kept = rows["value"].notna().to_numpy() & rows["period"].map(periods).to_numpy(dtype=bool) & (kpi >= 0)
    order = np.argsort(rows["period"].to_numpy(dtype=object)[kept], kind="stable")
    chosen = np.flatnonzero(kept)[order]
    return rows.iloc[chosen], kpi[chosen].astype(np.int64)


def iso_days(numbers: Floats) -> np.ndarray:
    """ISO dates of days counted from 1970-01-01; "" where there is none."""
    return np.where(np.isnan(numbers), "", numbers.astype("datetime64[D]").astype(str))


def _days(rows: pd.DataFrame) -> Floats:
    """The day of each value: its own date, or the end of the half that it was reported for."""
    ends = rows["period"].map({text: _end(text) for text in rows["period"].unique()})
    own = days(rows["value_date"])
    return np.where(np.isnan(own), ends.to_numpy(dtype=np.float64), own)


def _end(half: str) -> float:
    period = reporting_periods().get(half)
    return day_number(period.end) if period else np.nan


def _with_none(values: Floats) -> Floats:
    """``values`` and at the end, where position -1 finds it, a NaN."""
    return np.append(values, np.nan)
