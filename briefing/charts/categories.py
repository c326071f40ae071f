"""The names of a chart's categories: beside bars or below columns and lines, broken or shortened to fit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from briefing.charts import look
from briefing.charts.frame import Frame
from briefing.layout.measured_text import shortened
from briefing.layout.printable import printable

_MOST_SHARE = 0.42
_LEADING = 1.2
_SPACE = 4.0


@dataclass(frozen=True)
class Categories:
    """The names as they are shown, and the room that they take beside or below the plot, in points."""

    texts: tuple[str, ...]
    room: float
    line: float

    def channel(self, kind: str) -> alt.X | alt.Y:
        """The channel of a row's ``c``, the position of its category."""
        ids = [str(at) for at in range(len(self.texts))]
        axis = alt.Axis(
            labelExpr=look.by_position(self.texts),
            labelAngle=0,
            labelLimit=0,
            labelOverlap=False,
            labelLineHeight=self.line,
            labelPadding=_SPACE,
        )
        scale = alt.Scale(domain=ids, paddingInner=0, paddingOuter=0)
        return (alt.Y if kind == "y" else alt.X)("c:N", sort=None, scale=scale, axis=axis)


def beside(names: Sequence[str], frame: Frame) -> Categories:
    """Names on the left, on two lines where the bars are far enough from each other."""
    size = look.LABEL * frame.scale
    step = frame.plot_height / max(1, len(names))
    most = 2 if step >= size * _LEADING * 2 else 1
    # A row that is lower than a line of text has its name at every second, third … bar.
    every = max(1, math.ceil(size * 1.05 / step))
    lines = [
        _lines(name, size, frame.width * _MOST_SHARE, most) if at % every == 0 else [""]
        for at, name in enumerate(names)
    ]
    return _categories(lines, size, _widest(lines, size) + _SPACE + 1)


def below(names: Sequence[str], frame: Frame) -> Categories:
    """Names under the plot, on two lines where they are long, every second, third … where there are many."""
    size = look.LABEL * frame.scale
    slot = frame.plot_width / max(1, len(names))
    every = _every(names, size, slot)
    room = slot * every - size * 0.3
    lines = [
        _lines(name, size, room, 2 if every == 1 else 1) if at % every == 0 else [""]
        for at, name in enumerate(names)
    ]
    deepest = max((len(found) for found in lines), default=1)
    return _categories(lines, size, deepest * size * _LEADING + _SPACE + 1)


def _every(names: Sequence[str], size: float, slot: float) -> int:
    """1 where all names have room, if need be on two lines; else every so many'th that has."""
    longest = max((look.text_points(name, size) for name in names), default=0.0)
    if longest / 2 + size <= slot or slot >= size * 4.5:
        return 1
    return max(1, math.ceil((min(longest, size * 7) + size * 0.5) / slot))


def _lines(name: str, size: float, room: float, most: int) -> list[str]:
    return shortened(printable(name), size, look.millimetres(room), most)[0]


def _widest(lines: Sequence[Sequence[str]], size: float) -> float:
    return max((look.text_points(line, size) for found in lines for line in found), default=0.0)


def _categories(lines: Sequence[Sequence[str]], size: float, room: float) -> Categories:
    return Categories(tuple("\n".join(found) for found in lines), room, size * _LEADING)
