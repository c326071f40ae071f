"""Lines over categories: gaps where there is no value, dashes, and each line's name and last value at its end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import altair as alt

from briefing.charts import frame as frames
from briefing.charts import look
from briefing.charts.categories import Categories, below
from briefing.charts.frame import Frame
from briefing.charts.value_axis import value_axis
from briefing.contents import Chart, Series
from briefing.layout.measured_text import shortened
from briefing.layout.printable import printable

_MOST_POINTS = 30
_NAME_SHARE = 0.34
_FROM_ZERO = 0.5
"""The axis begins at zero unless the least value is above this part of the greatest."""

_SIGN_ROOM = 14.0


@dataclass(frozen=True)
class _End:
    """A line's words at its right end: y in points, and what they say on at most two lines."""

    series: Series
    y: float
    lines: tuple[str, ...]


def over_categories(chart: Chart, frame: Frame) -> tuple[list[alt.Chart], Frame]:
    """The lines of a chart, with names at their ends where these have room above each other."""
    values = [value for series in chart.series for value in series.values if value is not None]
    low, high = min(values), max(values)
    marks = look.ticks(min(low, 0.0) if low < high * _FROM_ZERO or low <= 0 else low, max(high, 0.0))
    axis, left = value_axis(marks, chart.unit, frame)
    size = look.LABEL * frame.scale
    framed = replace(frame, left=left, top=frame.top + size / 2)
    shown = [series for series in chart.series if series.colour and any(v is not None for v in series.values)]
    words = {at: _words(series, chart, framed) for at, series in enumerate(shown)}
    widest = max(look.text_points(line, size) for lines in words.values() for line in lines)
    framed = replace(framed, right=widest + (_SIGN_ROOM + 2) * frame.scale)
    names = below(chart.categories, framed)
    framed = replace(framed, bottom=names.room)
    value = alt.Scale(domain=[marks[0], marks[-1]], nice=False, zero=False)
    placed = _spread(shown, words, (marks[0], marks[-1]), framed)
    layers = [_line(series, names, value, axis, framed) for series in shown]
    layers += [_points(series, names, value, axis, framed) for series in shown]
    return [*layers, *_end_words(placed, framed)], framed


def _words(series: Series, chart: Chart, frame: Frame) -> tuple[str, ...]:
    """``実績 62.3``: name and last value, the name shortened to a third of the picture."""
    last = next(value for value in reversed(series.values) if value is not None)
    room = look.millimetres(frame.width * _NAME_SHARE)
    name = shortened(printable(series.name), look.LABEL * frame.scale, room, 1)[0][0]
    return tuple(filter(None, (f"{name} {look.number_text(last, chart.decimals)}".strip(),)))


def _spread(
    shown: list[Series], words: dict[int, tuple[str, ...]], domain: tuple[float, float], frame: Frame
) -> list[_End]:
    """Words at the heights of their lines' last values, moved apart where they would lie on each other."""
    line = look.LABEL * frame.scale * 1.25
    low, high = domain
    wanted = []
    for at, series in enumerate(shown):
        last = next(value for value in reversed(series.values) if value is not None)
        wanted.append((frame.plot_height * (high - last) / (high - low), at))
    wanted.sort()
    ys: list[float] = []
    for y, _ in wanted:
        ys.append(max(y, ys[-1] + line) if ys else y)
    floor = frame.plot_height + frame.bottom - line / 2
    for at in range(len(ys) - 1, -1, -1):
        ys[at] = min(ys[at], floor)
        floor = ys[at] - line
    return [_End(shown[at], y, words[at]) for y, (_, at) in zip(ys, wanted, strict=True)]


def _end_words(placed: list[_End], frame: Frame) -> list[alt.Chart]:
    x = frame.plot_width + 2 * frame.scale
    layers = [frames.sign(end.series, x, end.y, frame.scale) for end in placed]
    rows = [
        {"x": x + (_SIGN_ROOM - 2) * frame.scale, "y": end.y, "text": line}
        for end in placed
        for line in end.lines
    ]
    return [*layers, frames.text_at(rows, look.LABEL * frame.scale, align="left")]


def _rows(series: Series) -> list[dict[str, Any]]:
    return [{"c": str(at), "value": value} for at, value in enumerate(series.values)]


def _line(
    series: Series, names: Categories, value: alt.Scale, axis: alt.Axis, frame: Frame
) -> alt.Chart:
    dash = list(look.DASHES) if series.is_dashed else [1, 0]
    mark = alt.Chart(frames.table(_rows(series))).mark_line(
        stroke=series.colour, strokeWidth=1.6 * frame.scale, strokeDash=dash, invalid="break-paths-show-domains"
    )
    return mark.encode(x=names.channel("x"), y=alt.Y("value:Q", scale=value, axis=axis))


def _points(
    series: Series, names: Categories, value: alt.Scale, axis: alt.Axis, frame: Frame
) -> alt.Chart:
    """A dot at each value, so that one between gaps is seen; dots of dashed lines are hollow."""
    rows = [row for row in _rows(series) if row["value"] is not None]
    fill = "#ffffff" if series.is_dashed else series.colour
    area = (14 if len(rows) <= _MOST_POINTS else 5) * frame.scale**2
    mark = alt.Chart(frames.table(rows)).mark_point(
        shape="circle", size=area, fill=fill, stroke=series.colour, strokeWidth=1, filled=False, opacity=1
    )
    return mark.encode(x=names.channel("x"), y=alt.Y("value:Q", scale=value, axis=axis))
