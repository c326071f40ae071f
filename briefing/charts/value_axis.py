"""The axis of values: gridlines at round numbers and their words, left of the plot or below it."""

from __future__ import annotations

from dataclasses import replace

import altair as alt

from briefing.charts import look
from briefing.charts.frame import Frame
from briefing.contents import Chart


def marks(chart: Chart, low: float, high: float) -> list[float]:
    """Round numbers that enclose the values; what is counted in whole numbers has whole ones."""
    return look.ticks(low, high, is_whole=chart.decimals == 0 and chart.unit != look.OKU)


def on_the_left(values: list[float], unit: str, frame: Frame) -> tuple[alt.Axis, Frame]:
    """The axis, and the frame with room for its numbers."""
    size = look.SMALL * frame.scale
    room = _widest(look.tick_texts(values, unit), size) + 5 * frame.scale
    return _axis(values, unit, size), replace(frame, left=room, top=frame.top + size * 0.65)


def underneath(values: list[float], unit: str, frame: Frame) -> tuple[alt.Axis, Frame]:
    """The same below the plot; every second number only where they would lie on each other."""
    size = look.SMALL * frame.scale
    widest = _widest(look.tick_texts(values, unit), size)
    right = max(frame.right, widest / 2)
    room = (frame.plot_width + frame.right - right) / (len(values) - 1)
    shown = values if widest + size <= room else values[::2]
    return _axis(shown, unit, size), replace(frame, right=right, bottom=frame.bottom + size * 1.5)


def _axis(values: list[float], unit: str, size: float) -> alt.Axis:
    texts = look.tick_texts(values, unit)
    return alt.Axis(
        values=values,
        labelExpr=look.by_value(values, texts),
        labelFontSize=size,
        labelLimit=0,
        labelOverlap=False,
        grid=True,
    )


def _widest(texts: list[str], size: float) -> float:
    return max(look.text_points(text, size) for text in texts)
