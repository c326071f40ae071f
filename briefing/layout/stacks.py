"""Rectangles inside a rectangle: one below the other by need, or side by side by parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from briefing.layout.column_widths import shared
from briefing.layout.elements import Rect

GAP = 3.0
_LEAST_FIGURE = 30.0
"""Millimetres of a chart or map below which nobody can read it."""

_LEAST_EXCERPT = 24.0
"""Millimetres of a heading and two or three rows."""


@dataclass(frozen=True)
class Need:
    """How high a block would be: ``wanted`` (None: as high as there is room); an excerpt may be lower."""

    wanted: float | None
    is_excerpt: bool = False

    @property
    def least(self) -> float:
        if self.wanted is None:
            return _LEAST_FIGURE
        return min(self.wanted, _LEAST_EXCERPT) if self.is_excerpt else self.wanted


def heights(needs: Sequence[Need], height: float) -> list[float]:
    """Heights of blocks in a stack: what they want; figures and excerpts share the rest.

    Where there is not room for all, figures and excerpts are at their least and the others give way, the
    highest first.
    """
    room = height - GAP * (len(needs) - 1)
    least = np.array([need.least for need in needs])
    if least.sum() > room:
        firm = np.array([need.wanted is not None and not need.is_excerpt for need in needs])
        kept = min(least[~firm].sum(), room / 2 if firm.any() else room)
        least[~firm] *= kept / least[~firm].sum() if (~firm).any() else 1.0
        least[firm] = shared(least[firm], np.ones(firm.sum()), room - kept)
        return list(least.tolist())
    # Of what is left nobody takes more than it wants; without an end to that it is shared evenly.
    wanted = np.array([room if need.wanted is None else need.wanted for need in needs])
    return list((least + shared(wanted - least, np.ones(len(needs)), room - least.sum())).tolist())


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
