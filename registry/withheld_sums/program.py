"""The linear program that is solved: the feasible values that cost least, and what they stand against."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from registry.withheld_sums.constraint import Constraint

Floats = npt.NDArray[np.float64]

_TOLERANCE = 1e-9


class Solution(NamedTuple):
    """Values, and the constraints by number that keep them from costing less."""

    values: Floats
    binding: list[int]


def solution(cost: Floats, bounds: Floats, constraints: Sequence[Constraint]) -> Solution | None:
    """The values within ``bounds``, a low and a high for each, with the least ``cost``; None if not found."""
    equal = [at for at, each in enumerate(constraints) if each.lower == each.upper]
    ranged = [at for at, each in enumerate(constraints) if each.lower != each.upper]
    above = [at for at in ranged if np.isfinite(constraints[at].upper)]
    below = [at for at in ranged if constraints[at].lower > 0]
    matrices = [
        _matrix([constraints[at].members for at in rows], len(cost)) for rows in (above, below, equal)
    ]
    solved = linprog(
        cost,
        A_ub=_stacked(matrices[0], matrices[1]),
        b_ub=[constraints[at].upper for at in above] + [-constraints[at].lower for at in below] or None,
        A_eq=matrices[2],
        b_eq=[constraints[at].upper for at in equal] or None,
        bounds=bounds,
        method="highs",
    )
    if solved.status != 0:
        return None
    marginals = [*solved.ineqlin.marginals, *solved.eqlin.marginals]
    held = zip([*above, *below, *equal], marginals, strict=True)
    return Solution(np.asarray(solved.x), [at for at, marginal in held if abs(marginal) > _TOLERANCE])


def _matrix(sums: Sequence[tuple[int, ...]], variables: int) -> csr_array | None:
    if not sums:
        return None
    rows = np.repeat(np.arange(len(sums)), [len(members) for members in sums])
    columns = np.concatenate(sums).astype(np.int64)
    return csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(sums), variables))


def _stacked(above: csr_array | None, below: csr_array | None) -> csr_array | None:
    if above is None or below is None:
        return above if below is None else -below
    return vstack([above, -below], format="csr")
