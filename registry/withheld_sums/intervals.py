"""The audit: how wide a range of values everything that is published leaves to what is not.

Feasibility intervals by linear programming over all constraints at once (Fischetti and Salazar-González
2001, Management Science 47(7)). One solution serves as a witness for every question: what is feasible
stays so while constraints are only loosened, so few programs have to be solved.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from registry.withheld_sums.constraint import Constraint

Floats = npt.NDArray[np.float64]

_SEED = 20261122
_DIRECTIONS = 6
_BEYOND = 10.0
"""A witness need not go further beyond all that is there than so many times."""


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
        # Loads scipy.optimize, as dear as pandas; every start would pay for what few registries need.
        from registry.withheld_sums.program import solution

        most = _BEYOND * max(float(self.values.sum()), 1.0)
        bounds = np.column_stack([np.zeros(len(self.values)), np.full(len(self.values), most)])
        bounds[self.known] = self.values[self.known, None]
        found = solution(cost, bounds, constraints)
        if found is None:
            # The true values are feasible: what cannot be solved is not taken for wide enough.
            return list(range(len(constraints)))
        self.witnesses.append(found.values)
        return found.binding
