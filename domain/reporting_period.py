"""Reporting periods: the fiscal halves for which reports are asked, with the days they begin, end and are due."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from domain.folders import DATA

SINCE, THEN = "since", "then"
"""How much is known of a half that is looked back at: corrections that came later included, or only
what had been handed in by the day on which the half was published."""


@dataclass(frozen=True)
class ReportingPeriod:
    """One fiscal half: its first and last day, the day its reports are due, the day they are published."""

    period: str
    start: dt.date
    end: dt.date
    due: dt.date
    publish: dt.date


def last_published(day: dt.date) -> str:
    """The last half whose reports have been published by ``day``, that day included; "" before all."""
    return max((each.period for each in reporting_periods().values() if each.publish <= day), default="")


@cache
def reporting_periods() -> Mapping[str, ReportingPeriod]:
    """Every reporting period in ``data/reporting_periods.csv`` by its name (``2026H1``), in order."""
    with (DATA / "reporting_periods.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    days = ("start", "end", "due", "publish")
    return {
        row["period"]: ReportingPeriod(row["period"], *(dt.date.fromisoformat(row[day]) for day in days))
        for row in rows
    }
