"""A small line of a KPI's reported values beside what was expected, as a picture.

Not inline SVG: Streamlit takes that out of HTML.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

WIDTH, HEIGHT = 52, 26
_MARGIN = 3
_VALUE, _EXPECTED = "#0017c1", "#767676"

Point = tuple[float, float]


def spark(
    values: Sequence[float], expected: Sequence[float], words: str, *, is_preliminary: bool = False
) -> str:
    """Values by half (NaN where none was reported) as a line with dots, expected values dashed.

    ``words`` are read aloud in its place; the last dot is hollow for a preliminary value. "" where
    there is nothing to draw. Both lines share one scale, which need not begin at zero.
    """
    known = [value for value in (*values, *expected) if math.isfinite(value)]
    if not any(math.isfinite(value) for value in values):
        return ""
    low, high = min(known), max(known)
    dots, line = _points(values, low, high), _points(expected, low, high)
    drawn = _path(line, f"stroke='{_EXPECTED}' stroke-dasharray='3 2'") + _path(dots, f"stroke='{_VALUE}'")
    circles = "".join(
        _dot(point, "#ffffff" if is_preliminary and point == dots[-1] else _VALUE) for point in dots
    )
    picture = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{HEIGHT}' fill='none' "
        f"stroke-width='1.5'>{drawn}{circles}</svg>"
    )
    address = quote(picture, safe=" '=/:,.-")
    return (
        f'<img class="spark" width="{WIDTH}" height="{HEIGHT}" alt="{escape(words, quote=True)}" '
        f'src="data:image/svg+xml,{address}">'
    )


def _points(values: Sequence[float], low: float, high: float) -> list[Point]:
    step = (WIDTH - 2 * _MARGIN) / max(1, len(values) - 1)

    def height(value: float) -> float:
        # Values that are all the same lie in the middle.
        part = (value - low) / (high - low) if high > low else 0.5
        return HEIGHT - _MARGIN - part * (HEIGHT - 2 * _MARGIN)

    return [
        (round(_MARGIN + at * step, 1), round(height(value), 1))
        for at, value in enumerate(values)
        if math.isfinite(value)
    ]


def _path(points: Sequence[Point], look: str) -> str:
    if len(points) < 2:
        return ""
    way = " ".join(f"{x:g},{y:g}" for x, y in points)
    return f"<polyline points='{way}' {look}/>"


def _dot(point: Point, fill: str) -> str:
    return f"<circle cx='{point[0]:g}' cy='{point[1]:g}' r='2' fill='{fill}' stroke='{_VALUE}'/>"
