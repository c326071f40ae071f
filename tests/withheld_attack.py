"""An attack on withheld amounts: whoever has all that is published solves for every single one.

The attacker knows which projects are withheld, whose they are, where and in which field (all of that is
public), the sums as they are told, and that no amount is negative. One variable a project, two programs a
question, nothing shared with the product but the limits of the bands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from domain.codelist import codelist

_OKU = 1e8


@dataclass(frozen=True)
class Told:
    """A published sum: which projects are in it (by position), and between which values in yen it lies."""

    projects: tuple[int, ...]
    least: float
    most: float


def band(code: str) -> tuple[float, float]:
    more = codelist("size_band")[code].more
    return float(more["lower_yen"]), float(more["upper_yen"] or "inf")


def possible(count: int, told: Iterable[Told], asked: Sequence[int], known: dict[int, float] | None = None):
    """The least and the highest that the amounts ``asked`` may come to together, in yen."""
    rows_most, most, rows_least, least = [], [], [], []
    for each in told:
        row = np.zeros(count)
        row[list(each.projects)] = 1
        if np.isfinite(each.most):
            rows_most.append(row)
            most.append(each.most / _OKU)
        rows_least.append(-row)
        least.append(-each.least / _OKU)
    cost = np.zeros(count)
    cost[list(asked)] = 1
    bounds = [
        (0, 1e7) if (known or {}).get(at) is None else ((known or {})[at] / _OKU,) * 2 for at in range(count)
    ]
    rows, limits = rows_most + rows_least, most + least
    found = []
    for sign in (1, -1):
        solved = linprog(
            sign * cost, A_ub=np.array(rows) if rows else None, b_ub=limits or None, bounds=bounds
        )
        assert solved.status == 0, solved.message
        found.append(sign * solved.fun * _OKU)
    return found[0], found[1]


Widths = dict[str, float]


def relative_widths(
    count: int,
    told: Sequence[Told],
    questions: dict[str, Sequence[int]],
    truth: Callable[[Sequence[int]], float],
    known: dict[int, float] | None = None,
) -> Widths:
    """By question how wide the range is, as a part of the true value."""
    widths = {}
    for name, asked in questions.items():
        low, high = possible(count, told, asked, known)
        true = truth(asked)
        assert low - 2e5 <= true <= high + 2e5, "what is published must be true"
        widths[name] = (high - low) / true if true else float("inf")
    return widths
