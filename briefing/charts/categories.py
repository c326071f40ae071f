"""The names of a chart's categories: beside bars or below columns and lines, broken or shortened to fit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import altair as alt

from briefing.charts import look
from briefing.charts.frame import Frame
from briefing.layout.measured_text import shortened
from briefing.layout.printable import printable

_MOST_SHARE = 0.42
_MOST_LINES = 3
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


def every_bar(bars: int, frame: Frame) -> int:
    """1, or where bars lie closer than lines of text every so many'th, that has its words."""
    return max(1, math.ceil(look.LABEL * frame.scale * 1.05 * bars / frame.plot_height))


def beside(names: Sequence[str], frame: Frame) -> Categories:
    """Names on the left, on two lines where the bars are far enough from each other."""
    size = look.LABEL * frame.scale
    step = frame.plot_height / max(1, len(names))
    most = 2 if step >= size * _LEADING * 2 else 1
    every = every_bar(len(names), frame)
    lines = [
        _lines(name, size, frame.width * _MOST_SHARE, most) if at % every == 0 else [""]
        for at, name in enumerate(names)
    ]
    return _categories(lines, size, _widest(lines, size) + _SPACE + 1)


def below(names: Sequence[str], frame: Frame) -> tuple[Frame, Categories]:
    """Names under the plot, and the frame with room for them: on as many lines as they need; of years in a
    row every second, third … where there are many.
    """
    room_left, room_right = frame.left, frame.right
    framed = frame
    for _ in range(4):  # a narrower plot makes names at the edges reach farther over it; this settles quickly
        found, before, beyond = _below(names, framed)
        left, right = max(room_left, before), max(room_right, beyond)
        framed = replace(framed, left=left, right=right, bottom=frame.bottom + found.room)
    return framed, found


def _below(names: Sequence[str], frame: Frame) -> tuple[Categories, float, float]:
    """The names, and how far the outer ones reach over the plot's edges."""
    size = look.LABEL * frame.scale
    slot = frame.plot_width / max(1, len(names))
    every = _every(names, size, slot)
    room, most = slot * every - size * 0.3, _MOST_LINES if every == 1 else 1
    lines = [
        _even_lines(name, size, room, most) if at % every == 0 else [""] for at, name in enumerate(names)
    ]
    deepest = max((len(found) for found in lines), default=1)
    halves = [(slot * (at + 0.5), _widest([found], size) / 2) for at, found in enumerate(lines)]
    before = max((half - middle for middle, half in halves), default=0.0)
    beyond = max((middle + half - frame.plot_width for middle, half in halves), default=0.0)
    return _categories(lines, size, deepest * size * _LEADING + _SPACE + 1), before, beyond


def _every(names: Sequence[str], size: float, slot: float) -> int:
    """1 where names have room for themselves or are words; else every so many'th that has."""
    longest = max((look.text_points(name, size) for name in names), default=0.0)
    are_in_order = all(any(map(str.isdigit, name)) for name in names)
    if longest + size * 0.4 <= slot or (not are_in_order and slot >= size * 2.4):
        return 1
    return max(1, math.ceil((min(longest, size * 7) + size * 0.6) / slot))


def _lines(name: str, size: float, room: float, most: int) -> list[str]:
    return shortened(printable(name), size, look.millimetres(room), most)[0]


def _even_lines(name: str, size: float, room: float, most: int) -> list[str]:
    """The same number of lines, as alike in length as they can be: no single character on the last."""
    lines = _lines(name, size, room, most)
    narrower = room
    while len(lines) > 1 and narrower > size:
        narrower -= size / 2
        found, is_cut = shortened(printable(name), size, look.millimetres(narrower), most)
        if is_cut or len(found) > len(lines):
            break
        lines = found
    return lines


def _widest(lines: Sequence[Sequence[str]], size: float) -> float:
    return max((look.text_points(line, size) for found in lines for line in found), default=0.0)


def _categories(lines: Sequence[Sequence[str]], size: float, room: float) -> Categories:
    return Categories(tuple("\n".join(found) for found in lines), room, size * _LEADING)
