"""Cases in which progress cannot be worked out as usual, each with the rule that it is judged by instead."""

from __future__ import annotations

import numpy as np

from analysis.expected_value import expected_gain
from analysis.grading import (
    ACHIEVED,
    BEHIND,
    LEVEL_TO_KEEP,
    NOT_ASSESSABLE,
    ON_TRACK,
    Judged,
    grades_at_most,
    is_within_all,
)
from analysis.kpi_terms import (
    EXECUTION,
    EXECUTION_EACH_TIME,
    EXECUTION_OPEN,
    KEEP,
    NO_BASELINE,
    NO_DATES,
    NO_VALUE,
    NOTHING_DUE,
    PLANNED_SETBACK,
    TARGET_IS_BASELINE,
    Terms,
)
from analysis.portions import Flags, Floats, Ints

_ONCE = 1.0
"""What counts as carried out where no number is set: 1 for 行った, 0 for 行っていない."""


def judge_without_gain(terms: Terms, actual: Floats, found: Judged, at: tuple[Ints, ...]) -> None:
    """Values (at periods and KPIs) of days when nothing is to have changed yet or that are not known."""
    kpi = at[1]
    reached = terms.take(kpi).reached(actual[at])
    found.progress[at] = np.nan
    found.grade[at] = np.where(reached, ACHIEVED, NOT_ASSESSABLE)
    found.case[at] = np.where(np.isnan(found.expected[at]), NO_DATES, NOTHING_DUE)


def judge_planned_setbacks(terms: Terms, actual: Floats, found: Judged) -> None:
    """Values of days when the expected value is worse than the baseline: the ratio would mislead."""
    kpis = np.flatnonzero(terms.has_setback)
    own, expected, value = terms.take(kpis), found.expected[:, kpis], actual[:, kpis]
    is_back = (own.sign * (expected - own.baseline) < 0) & ~np.isnan(value)
    period, at = np.nonzero(is_back)
    grade = np.where(_as_expected(own, value, expected), ON_TRACK, BEHIND)
    grade = np.where(own.reached(value), ACHIEVED, grade)
    cells = period, kpis[at]
    found.grade[cells], found.case[cells] = grade[is_back], PLANNED_SETBACK
    found.progress[cells] = np.nan


def judge_specially(rule: np.int8, terms: Terms, actual: Floats, day: Floats, found: Judged) -> None:
    """Judge KPIs whose own terms ask for ``rule``, which is not the regular one."""
    found.progress[...] = np.nan
    found.case[...] = rule
    judged_by = _RULES.get(rule, _reached_or_not)
    judged_by(terms, actual, day, found)
    missing = np.isnan(actual).view(np.int8)
    np.maximum(found.grade, missing * NOT_ASSESSABLE, out=found.grade)
    case = found.case
    case *= 1 - missing
    case += missing * NO_VALUE


def _as_expected(terms: Terms, actual: Floats, expected: Floats) -> Flags:
    return np.asarray(terms.sign * actual >= terms.sign * expected)


def _kept(terms: Terms, actual: Floats, day: Floats, found: Judged) -> None:
    """Levels to keep: graded by the distance from the level, as a part of it (``grading`` set ``keep``).

    長与町 takes a tenth for level (domain reference 8.2). Where the target of a rising or falling KPI is
    its baseline, only falling short counts. 達成 is to be within the first limit on the target's day
    or after it.
    """
    distance = terms.level - actual
    distance *= terms.sign
    np.copyto(distance, np.abs(distance), where=terms.rule == KEEP)
    np.maximum(distance, 0.0, out=distance)
    # Of a level of zero any distance is endless, and none (not a number, as 0 / 0) is none.
    distance /= np.abs(terms.level)
    np.copyto(distance, 0.0, where=(terms.level == 0) & np.isnan(distance))
    is_done = is_within_all(distance, LEVEL_TO_KEEP) & (day >= terms.target_day)
    np.multiply(grades_at_most(distance, LEVEL_TO_KEEP), ~is_done, out=found.grade)
    found.expected[...] = terms.level


def _carried_out(terms: Terms, actual: Floats, day: Floats, found: Judged) -> None:
    """Done or not done by the deadlines: 施策実行型 (F) of 日本再興戦略's KPIs (domain reference 8.1)."""
    paths = terms.paths
    expected = expected_gain(paths, day, found.expected)
    expected += terms.baseline
    deadlines = np.where(paths.rise != 0, paths.start + paths.length, np.inf)
    is_due = day >= np.nan_to_num(deadlines, nan=np.inf).min(axis=0)
    short = ~_as_expected(terms, actual, expected)
    grade = np.multiply(short.view(np.int8), BEHIND - ON_TRACK, out=found.grade)
    grade += ON_TRACK
    np.maximum(grade, (~is_due).view(np.int8) * NOT_ASSESSABLE, out=grade)
    reached = terms.reached(actual)
    grade *= (~reached).view(np.int8)
    is_open = ~(reached | is_due)
    found.case[...] = EXECUTION + is_open.view(np.int8) * (EXECUTION_OPEN - EXECUTION)


def _carried_out_each_time(terms: Terms, actual: Floats, day: Floats, found: Judged) -> None:
    if_done = np.where(day >= terms.target_day, ACHIEVED, ON_TRACK)
    found.grade[...] = np.where(actual >= _ONCE, if_done, BEHIND)
    found.expected[...] = _ONCE


def _reached_or_not(terms: Terms, actual: Floats, day: Floats, found: Judged) -> None:
    """Without baseline or dates only 達成 can be told; without target, or with a wrong one, nothing."""
    can_be_reached = (terms.rule == NO_BASELINE) | (terms.rule == NO_DATES)
    found.grade[...] = np.where(terms.reached(actual) & can_be_reached, ACHIEVED, NOT_ASSESSABLE)
    found.expected[...] = np.nan


_RULES = {
    KEEP: _kept,
    TARGET_IS_BASELINE: _kept,
    EXECUTION: _carried_out,
    EXECUTION_EACH_TIME: _carried_out_each_time,
}
"""Rules by their case; the other cases leave nothing to judge but whether the target is reached."""
