"""Grades from numbers: the limits of the code list ``grading``, one set of limits a way of measuring."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from analysis.portions import Flags, Floats, Ints
from domain.codelist import codelist

Codes = npt.NDArray[np.int8]
"""Positions in a vocabulary."""

PROGRESS, LEVEL_TO_KEEP, IBARAKI = "progress", "keep", "ibaraki"
"""Sets of limits: of progress in %, of the distance from a level to keep, and those of 茨城県."""

GRADE = codelist("kpi_grade").position
"""Positions of the grades, from 達成 (0) to 遅れ, and last 評価困難: worse grades have greater positions."""

ACHIEVED, ON_TRACK, BEHIND, NOT_ASSESSABLE = (
    np.int8(GRADE[code]) for code in ("achieved", "on_track", "behind", "not_assessable")
)
_ROUNDING = 1e-9
"""Binary fractions miss decimal ones by less: 80 % is 80 % however it was worked out."""


@dataclass(frozen=True)
class Limits:
    """Limits from the best grade to the worst as parts of 1, and the position of the worst grade.

    Each limit that a value passes lifts it by one grade.
    """

    values: tuple[float, ...]
    worst: np.int8


@dataclass(frozen=True, eq=False)
class Judged:
    """Periods × KPIs: ``expected`` and ``progress`` (1 is 100 %; NaN where the rule has none), and as
    positions in ``kpi_grade`` and ``progress_case`` the ``grade`` and the ``case`` that decided it.
    """

    expected: Floats
    progress: Floats
    grade: Codes
    case: Codes

    @classmethod
    def empty(cls, shape: tuple[int, ...]) -> Judged:
        return cls(np.empty(shape), np.empty(shape), np.empty(shape, np.int8), np.empty(shape, np.int8))

    def of(self, kpis: slice | Ints) -> Judged:
        """The same for some KPIs."""
        return Judged(*(array[:, kpis] for array in vars(self).values()))

    def replace(self, kpis: Ints, judged: Judged) -> None:
        """Put the results of some KPIs in the place of what is here."""
        for name, array in vars(self).items():
            array[:, kpis] = getattr(judged, name)


@cache
def limits(grading: str) -> Limits:
    """One set of the code list: ``progress`` and ``ibaraki`` ask for at least, ``keep`` for at most."""
    entries = [entry for entry in codelist("grading") if entry.more["grading"] == grading]
    found = [float(entry.more["limit_pct"]) / 100 for entry in entries if entry.more["limit_pct"]]
    # What asks for at least is met a rounding error below, what asks for at most one above.
    slack = _ROUNDING if grading == LEVEL_TO_KEEP else -_ROUNDING
    return Limits(tuple(limit + slack for limit in found), np.int8(GRADE[entries[-1].more["grade"]]))


def grades_at_least(values: Floats, grading: str) -> Codes:
    """Grade of each value, the better the greater it is; NaN passes no limit."""
    asked = limits(grading)
    grades = np.full(values.shape, asked.worst)
    for limit in asked.values:
        grades -= (values >= limit).view(np.int8)
    return grades


def grades_at_most(values: Floats, grading: str) -> Codes:
    """Grade of each value, the better the smaller it is; NaN passes no limit."""
    asked = limits(grading)
    grades = np.full(values.shape, asked.worst)
    for limit in asked.values:
        grades -= (values <= limit).view(np.int8)
    return grades


def is_within_all(values: Floats, grading: str) -> Flags:
    """True for values that are at most even the tightest limit."""
    return np.asarray(values <= limits(grading).values[0])
