"""The audit: how wide a range of values everything that is published leaves to what is not.

Feasibility intervals by linear programming over all constraints at once (Fischetti and Salazar-González
2001, Management Science 47(7)). One solution serves as a witness for every question: what is feasible
stays so while constraints are only loosened, so few programs have to be solved.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_SEED = 20261122
_DIRECTIONS = 6
_BEYOND = 10.0
"""A witness need not go further beyond all that is there than so many times."""

_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Constraint:
    """The sum of the variables at ``members`` lies within ``lower`` and ``upper``."""

    members: tuple[int, ...]
    lower: float
    upper: float


@dataclass(frozen=True)
class Target:
    """What must not be told closely: the sums at ``least`` and at ``most`` as its lowest and highest value."""

    least: tuple[int, ...]
    most: tuple[int, ...]
    width: float


@dataclass(eq=False)
class Audit:
    """Witnesses of what the hidden ``values`` might be, the true ones among them.

    ``known`` values are fixed: everybody has them.
    """

    values: Floats
    known: npt.NDArray[np.bool_]
    witnesses: list[Floats] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.witnesses.append(self.values)

    def explore(self, constraints: list[Constraint]) -> None:
        """Look for witnesses in a few directions, the same ones every time."""
        draw = np.random.Generator(np.random.PCG64(_SEED))
        scale = np.maximum(self.values, 1e-6)
        for _ in range(_DIRECTIONS):
            self._solve(draw.choice([-1.0, 1.0], len(self.values)) / scale, constraints)

    def width(self, target: Target) -> float:
        """How wide a range the witnesses found so far leave to a target."""
        found = np.array(self.witnesses)
        return float(
            found[:, list(target.most)].sum(axis=1).max() - found[:, list(target.least)].sum(axis=1).min()
        )

    def binding(self, target: Target, constraints: list[Constraint]) -> list[int] | None:
        """None if the target's range is wide enough; else the constraints that keep it from being wider."""
        holding: set[int] = set()
        for members, sign in ((target.most, -1.0), (target.least, 1.0)):
            if self.width(target) >= target.width:
                return None
            cost = np.zeros(len(self.values))
            cost[list(members)] = sign
            holding.update(self._solve(cost, constraints))
        return None if self.width(target) >= target.width else sorted(holding)

    def _solve(self, cost: Floats, constraints: list[Constraint]) -> list[int]:
        """Add the feasible values with the least cost; returns the constraints that they stand against."""
        most = _BEYOND * max(float(self.values.sum()), 1.0)
        bounds = np.column_stack([np.zeros(len(self.values)), np.full(len(self.values), most)])
        bounds[self.known] = self.values[self.known, None]
        equal = [at for at, each in enumerate(constraints) if each.lower == each.upper]
        ranged = [at for at, each in enumerate(constraints) if each.lower != each.upper]
        above = [at for at in ranged if np.isfinite(constraints[at].upper)]
        below = [at for at in ranged if constraints[at].lower > 0]
        rows = (
            self._matrix([constraints[at] for at in above]),
            self._matrix([constraints[at] for at in below]),
        )
        solved = linprog(
            cost,
            A_ub=_stacked(rows[0], rows[1]),
            b_ub=[constraints[at].upper for at in above] + [-constraints[at].lower for at in below] or None,
            A_eq=self._matrix([constraints[at] for at in equal]),
            b_eq=[constraints[at].upper for at in equal] or None,
            bounds=bounds,
            method="highs",
        )
        if solved.status != 0:
            # The true values are feasible: what cannot be solved is not taken for wide enough.
            return list(range(len(constraints)))
        self.witnesses.append(np.asarray(solved.x))
        marginals = [*solved.ineqlin.marginals, *solved.eqlin.marginals]
        return [
            at
            for at, marginal in zip([*above, *below, *equal], marginals, strict=True)
            if abs(marginal) > _TOLERANCE
        ]

    def _matrix(self, constraints: list[Constraint]) -> csr_array | None:
        if not constraints:
            return None
        rows = np.repeat(np.arange(len(constraints)), [len(each.members) for each in constraints])
        columns = np.concatenate([each.members for each in constraints]).astype(np.int64)
        shape = len(constraints), len(self.values)
        return csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)


def _stacked(above: csr_array | None, below: csr_array | None) -> csr_array | None:
    if above is None or below is None:
        return above if below is None else -below
    return vstack([above, -below], format="csr")
