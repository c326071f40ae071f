"""Chance that can be repeated: a stream of draws for every named thing, all from one seed."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


class Chance:
    """Draws for one thing; what is drawn for another thing never shifts them."""

    def __init__(self, *path: object) -> None:
        self._path = path
        # A text seeds the generator through SHA-512: the same on every machine.
        self._random = random.Random("/".join(map(str, path)))

    def of(self, *names: object) -> Chance:
        """The draws for a part of this thing."""
        return Chance(*self._path, *names)

    def happens(self, probability: float) -> bool:
        return self._random.random() < probability

    def between(self, low: float, high: float) -> float:
        return self._random.uniform(low, high)

    def whole(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return self._random.randint(low, high)

    def around(self, mean: float, spread: float) -> float:
        return self._random.gauss(mean, spread)

    def log_normal(self, median: float, sigma: float) -> float:
        return median * math.exp(self._random.gauss(0, sigma))

    def one(self, items: Sequence[Item], weights: Sequence[float] | None = None) -> Item:
        return self._random.choices(items, weights)[0] if weights else self._random.choice(items)

    def some(self, items: Sequence[Item], count: int, weights: Sequence[float] | None = None) -> list[Item]:
        """``count`` different items (all of them if there are no more), in their own order."""
        drawn = [self._random.random() ** (1 / weight) for weight in weights or [1.0] * len(items)]
        chosen = sorted(range(len(items)), key=drawn.__getitem__, reverse=True)[:count]
        return [items[at] for at in sorted(chosen)]
