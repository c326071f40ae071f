"""Lines over categories: gaps where there is no value, dashes, and each line's name and last value at its end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import altair as alt

from briefing.charts import frame as frames
from briefing.charts import look, value_axis
from briefing.charts.categories import Categories, below
from briefing.charts.frame import Frame
from briefing.contents import Chart, Series
from briefing.layout.measured_text import shortened

_MOST_POINTS = 30
_STROKE = 1.6
_NAME_SHARE, _ONE_LINE_SHARE = 0.34, 0.24
_FROM_ZERO = 0.5
"""The axis begins at zero unless the least value is above this part of the greatest."""

_SIGN_ROOM = 12.0
_LEADING = 1.2


@dataclass(frozen=True)
class _End:
    """A line's end: the height of its last value in points from the plot's top, and the words beside it."""

    series: Series
    y: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class _Plot:
    """What all layers of a chart of lines share."""

    frame: Frame
    names: Categories
    value: alt.Scale
    axis: alt.Axis

    def line(self, series: Series) -> alt.Chart:
        dash = list(look.DASHES) if series.is_dashed else [1, 0]
        return self._layer(_rows(series), "line", stroke=series.colour, strokeDash=dash)

    def dots(self, series: Series) -> alt.Chart:
        """A dot at each value, so that one between gaps is seen; those of dashed lines are hollow."""
        rows = [row for row in _rows(series) if row["value"] is not None]
        fill = "#ffffff" if series.is_dashed else series.colour
        area = (14 if len(rows) <= _MOST_POINTS else 5) * self.frame.scale**2
        return self._layer(
            rows, "point", size=area, fill=fill, stroke=series.colour, strokeWidth=1, opacity=1
        )

    def _layer(self, rows: list[dict[str, Any]], kind: str, **mark: Any) -> alt.Chart:
        look_of = {"strokeWidth": _STROKE * self.frame.scale, "invalid": "break-paths-show-domains"} | mark
        made = getattr(alt.Chart(frames.table(rows)), f"mark_{kind}")(**look_of)
        where = alt.Y("value:Q", scale=self.value, axis=self.axis)
        return made.encode(x=self.names.channel("x"), y=where)


def over_categories(chart: Chart, frame: Frame) -> tuple[list[alt.Chart], Frame]:
    """The lines of a chart, each with its name and last value at its end."""
    shown = [series for series in chart.series if series.colour and any(v is not None for v in series.values)]
    marks = _marks(chart, shown)
    axis, framed = value_axis.on_the_left(marks, chart.unit, frame)
    size = look.LABEL * frame.scale
    words = [_words(series, chart, frame) for series in shown]
    widest = max(look.text_points(line, size) for lines in words for line in lines)
    right = widest + (_SIGN_ROOM + 3) * frame.scale
    framed = replace(framed, right=right)
    framed, names = below(chart.categories, framed)
    plot = _Plot(framed, names, alt.Scale(domain=[marks[0], marks[-1]], nice=False, zero=False), axis)
    ends = [
        _End(series, framed.plot_height * (marks[-1] - _last(series)) / (marks[-1] - marks[0]), found)
        for series, found in zip(shown, words, strict=True)
    ]
    layers = [*map(plot.line, shown), *map(plot.dots, shown), *_words_at(ends, framed)]
    return layers, framed


def _marks(chart: Chart, shown: list[Series]) -> list[float]:
    values = [value for series in shown for value in series.values if value is not None]
    low, high = min(values), max(values)
    if low <= high * _FROM_ZERO:
        low, high = min(low, chart.start), max(high, 0.0)
    return value_axis.marks(chart, low, high)


def _last(series: Series) -> float:
    return next(value for value in reversed(series.values) if value is not None)


def _words(series: Series, chart: Chart, frame: Frame) -> tuple[str, ...]:
    """``実績 62.3`` on one line, or where that is long on two; the name at most a third of the picture."""
    size = look.LABEL * frame.scale
    name = shortened(series.name, size, look.millimetres(frame.width * _NAME_SHARE), 1)[0][0]
    number = look.number_text(_last(series), chart.decimals)
    together = f"{name} {number}".strip()
    is_short = look.text_points(together, size) <= frame.width * _ONE_LINE_SHARE
    return (together,) if is_short or not name else (name, number)


def _words_at(ends: list[_End], frame: Frame) -> list[alt.Chart]:
    """Signs and words at the heights of the lines' ends, moved apart where they would lie on each other."""
    size = look.LABEL * frame.scale
    line = size * _LEADING
    x = frame.plot_width + 3 * frame.scale
    layers, rows = [], []
    for end, y in _apart(ends, line, frame.plot_height - 0.1 * size):
        layers.append(frames.sign(end.series, x, y, frame.scale, _STROKE))
        for at, text in enumerate(end.words):
            rows.append({"x": x + _SIGN_ROOM * frame.scale, "y": y + at * line, "text": text})
    return [*layers, frames.text_at(rows, size, align="left")]


def _apart(ends: list[_End], line: float, floor: float) -> list[tuple[_End, float]]:
    """The ends from above with the height of their first line: none on another, none below ``floor``."""
    ordered = sorted(ends, key=lambda end: end.y)
    heights: list[float] = []
    free = 0.0
    for end in ordered:
        heights.append(max(end.y, free))
        free = heights[-1] + line * (len(end.words) + 0.15)
    for at in range(len(ordered) - 1, -1, -1):
        heights[at] = min(heights[at], floor - line * (len(ordered[at].words) - 1))
        floor = heights[at] - line * 1.15
    return list(zip(ordered, heights, strict=True))


def _rows(series: Series) -> list[dict[str, Any]]:
    return [{"c": str(at), "value": value} for at, value in enumerate(series.values)]
