"""What one published sum says of the values that it is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Constraint:
    """The sum of the variables at ``members`` lies within ``lower`` and ``upper``."""

    members: tuple[int, ...]
    lower: float
    upper: float
