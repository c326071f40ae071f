"""Rectangles inside a rectangle: one below the other by need, or side by side by parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from briefing.layout.elements import Rect
from briefing.layout.sharing import shared

GAP = 3.0


@dataclass(frozen=True)
class Need:
    """How high a block must be at least, and would best be; ``wanted`` None: as high as there is room."""

    least: float
    wanted: float | None


def heights(needs: Sequence[Need], height: float) -> list[float]:
    """Heights of blocks in a stack: the least of each, and what is left for those that want more.

    Where there is not room for the least of all, the highest give way.
    """
    room = height - GAP * (len(needs) - 1)
    least, even = np.array([need.least for need in needs]), np.ones(len(needs))
    if least.sum() > room:
        return list(shared(least, even, room).tolist())
    # Of what is left nobody takes more than it wants; without an end to that it is shared evenly.
    wanted = np.array([room if need.wanted is None else max(need.wanted, need.least) for need in needs])
    return list((least + shared(wanted - least, even, room - least.sum())).tolist())


def stacked(rect: Rect, heights: Sequence[float]) -> list[Rect]:
    """Rectangles of these heights one below the other."""
    found, y = [], rect.y
    for height in heights:
        found.append(Rect(rect.x, y, rect.width, height))
        y += height + GAP
    return found


def side_by_side(rect: Rect, parts: Sequence[int]) -> list[Rect]:
    """Rectangles whose widths are in the proportion of ``parts``."""
    unit = (rect.width + GAP) / sum(parts)
    found, x = [], rect.x
    for part in parts:
        found.append(Rect(x, rect.y, part * unit - GAP, rect.height))
        x += part * unit
    return found
