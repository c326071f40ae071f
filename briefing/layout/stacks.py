"""Rectangles inside a rectangle: one below the other by need, or side by side by parts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from briefing.layout.column_widths import shared
from briefing.layout.elements import Rect

GAP = 3.0
_LEAST_FIGURE = 30.0
"""Millimetres of a chart or map below which nobody can read it."""


def heights(needs: Sequence[float | None], height: float) -> list[float]:
    """Heights of blocks in a stack: what they need; what needs nothing fixed (None) shares the rest.

    Where there is not room for all, figures keep ``_LEAST_FIGURE`` and the highest others give way.
    """
    room = height - GAP * (len(needs) - 1)
    figures = sum(need is None for need in needs)
    fixed = np.array([need for need in needs if need is not None])
    left = room - fixed.sum()
    if left < figures * _LEAST_FIGURE:
        fixed = shared(
            fixed, np.ones(len(fixed)), max(room - figures * _LEAST_FIGURE, room / 2 if figures else room)
        )
        left = room - fixed.sum()
    given = iter(fixed.tolist())
    return [left / figures if need is None else next(given) for need in needs]


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
