"""One KPI and one value at a time, judged; and the same judged slowly, in fractions, by the words of the rules."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from analysis.expected_value import Interim
from analysis.judgement import judge
from analysis.kpi_terms import Terms, day_number, terms
from domain.codelist import codelist

GRADES, CASES = codelist("kpi_grade").codes, codelist("progress_case").codes
SIGNS = {"up": 1.0, "down": -1.0, "keep": 0.0}


class Verdict(NamedTuple):
    """Codes of the grade and the case; numbers are None where there is none."""

    grade: str
    case: str
    progress: float | None = None
    expected: float | None = None


@dataclass(frozen=True)
class Goal:
    """A KPI that is to rise from 100 to 200 in two years of 365 days; None for what is not said."""

    direction: str = "up"
    baseline: float | None = 100
    target: float | None = 200
    baseline_date: str = "2025-03-31"
    target_date: str = "2027-03-31"
    interim: tuple[tuple[str, float], ...] = field(default=())
    level: str = "outcome"


def number(value: float | None) -> float:
    return np.nan if value is None else float(value)


def day(date: str) -> float:
    return day_number(date) if date else np.nan


def terms_of_goals(*goals: Goal) -> Terms:
    points = [(at, day(date), value) for at, goal in enumerate(goals) for date, value in goal.interim]
    kpi, days, values = (list(column) for column in zip(*points, strict=True)) if points else ([], [], [])
    return terms(
        np.array([SIGNS[goal.direction] for goal in goals]),
        np.array([goal.level == "execution" for goal in goals], dtype=bool),
        np.array([number(goal.baseline) for goal in goals]),
        np.array([day(goal.baseline_date) for goal in goals]),
        np.array([number(goal.target) for goal in goals]),
        np.array([day(goal.target_date) for goal in goals]),
        Interim(np.array(kpi, dtype=np.int64), np.array(days, dtype=float), np.array(values, dtype=float)),
    )


def judged(goal: Goal, actual: float | None, date: str = "2026-03-31") -> Verdict:
    """The product's verdict of one value."""
    found = judge(terms_of_goals(goal), np.array([[number(actual)]]), np.array([[day(date)]]))
    progress, expected = (
        None if np.isnan(array[0, 0]) else float(array[0, 0]) for array in (found.progress, found.expected)
    )
    return Verdict(GRADES[found.grade[0, 0]], CASES[found.case[0, 0]], progress, expected)


def expected_slowly(goal: Goal, date: str) -> Fraction:
    """A point of the line through baseline, interim targets and target."""
    assert goal.baseline is not None
    assert goal.target is not None
    points = [(goal.baseline_date, goal.baseline), *goal.interim, (goal.target_date, goal.target)]
    line = sorted((dt.date.fromisoformat(text).toordinal(), Fraction(value)) for text, value in points)
    now = dt.date.fromisoformat(date).toordinal()
    if now <= line[0][0]:
        return line[0][1]
    for (start, low), (end, high) in pairwise(line):
        if now <= end:
            return low + (high - low) * Fraction(now - start, end - start)
    return line[-1][1]


def graded_slowly(goal: Goal, actual: float, date: str) -> str:
    """The grade of a value of a rising or falling KPI on a day when something is expected."""
    sign = 1 if goal.direction == "up" else -1
    assert goal.baseline is not None
    assert goal.target is not None
    value, start, expected = Fraction(actual), Fraction(goal.baseline), expected_slowly(goal, date)
    if sign * value >= sign * Fraction(goal.target):
        return "achieved"
    progress = (value - start) / (expected - start)
    steps = ((100, "on_track"), (80, "mostly_on_track"), (50, "slightly_behind"))
    return next((grade for percent, grade in steps if progress >= Fraction(percent, 100)), "behind")
