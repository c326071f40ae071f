"""The course of a KPI through time: the way expected of it, and the values reported on that way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analysis.allocation import Allocation
from analysis.grading import LEVEL_TO_KEEP, limits
from analysis.judged_kpis import JudgedKpis, judged_kpis
from analysis.kept_answers import kept
from analysis.kpi_terms import KEEP, TARGET_IS_BASELINE, Terms

_EPOCH = dt.date(1970, 1, 1).toordinal()


class Point(NamedTuple):
    """A value on a day, as a day's ordinal number."""

    day: float
    value: float


class ReportedPoint(NamedTuple):
    """A reported value on the day that it is known as of."""

    day: float
    value: float
    is_preliminary: bool


@dataclass(frozen=True)
class Course:
    """``expected`` are the corners of the way from baseline by interim targets to target, or the two ends of
    a level to keep; empty where the KPI's terms tell no way. ``tolerance`` is how far from that level is still
    順調, None where no level is to be kept. ``reported`` are the
    values that it was judged by, the oldest first; ``outlook`` is where the pace so far leads by the
    target's day, None where the rule has none.
    """

    expected: tuple[Point, ...]
    reported: tuple[ReportedPoint, ...]
    outlook: Point | None
    tolerance: float | None

    @property
    def points(self) -> tuple[Point, ...]:
        """Everything expected and reported."""
        return self.expected + tuple(Point(each.day, each.value) for each in self.reported)


@kept(64)
def kpi_courses(allocation: Allocation, plan_id: str, half: str) -> dict[str, Course]:
    """The courses of a plan's KPIs as of ``half``, by kpi_id in the order of the records."""
    kpis, judged = allocation.records["kpis"], judged_kpis(allocation, half)
    positions = np.flatnonzero((kpis["plan_id"] == plan_id).to_numpy(dtype=bool))
    ids = kpis["kpi_id"].to_numpy(dtype=object)
    return {str(ids[at]): _course(judged, int(at)) for at in positions}


def _course(judged: JudgedKpis, at: int) -> Course:
    terms, outlook = judged.terms, float(judged.outlook[at])
    end = None if np.isnan(outlook) else Point(_ordinal(terms.target_day[at]), outlook)
    if terms.rule[at] not in (KEEP, TARGET_IS_BASELINE):
        return Course(_way(terms, at), _reported(judged, at), end, None)
    tolerance = abs(float(terms.level[at])) * limits(LEVEL_TO_KEEP).values[0]
    return Course(_level(terms, at), _reported(judged, at), end, tolerance)


def _way(terms: Terms, at: int) -> tuple[Point, ...]:
    """The corners of :func:`analysis.expected_value.paths_between`, segment by segment in order of time."""
    begin, target = (float(each[at]) for each in (terms.baseline, terms.target))
    start, length, rise = (each[:, at] for each in (terms.paths.start, terms.paths.length, terms.paths.rise))
    is_used = (rise != 0) | (start != 0)
    corners = np.column_stack([start, start + length])[is_used]
    if np.isnan([begin, target]).any() or not np.isfinite(corners).all():
        return ()
    since = terms.baseline_day[at]
    found = [] if np.isnan(since) else [Point(_ordinal(since), begin)]
    for (first, last), step in zip(corners, rise[is_used], strict=True):
        found += [Point(_ordinal(first), begin), Point(_ordinal(last), begin + float(step))]
        begin += float(step)
    return tuple(dict.fromkeys(found))


def _level(terms: Terms, at: int) -> tuple[Point, ...]:
    days = terms.baseline_day[at], terms.target_day[at]
    known = [_ordinal(day) for day in days if not np.isnan(day)]
    return tuple(Point(day, float(terms.level[at])) for day in known)


def _reported(judged: JudgedKpis, at: int) -> tuple[ReportedPoint, ...]:
    grid, found = judged.grid, {}
    for line, period in enumerate(grid.period[:, at].tolist()):
        if period >= 0:
            value, day = float(grid.actual[line, at]), _ordinal(grid.day[line, at])
            found[period] = ReportedPoint(day, value, bool(grid.is_preliminary[line, at]))
    return tuple(found.values())


def _ordinal(day: float) -> float:
    """Days from 1970-01-01 as the ordinal number of :class:`datetime.date`."""
    return float(day) + _EPOCH
