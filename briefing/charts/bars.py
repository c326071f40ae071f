"""Bars across and columns, beside or on each other, with the numbers at their ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Literal

import altair as alt

from briefing.charts import frame as frames
from briefing.charts import look, value_axis
from briefing.charts.categories import Categories, below, beside, every_bar
from briefing.charts.frame import Frame
from briefing.charts.stacking import Bar, End, ends, extent, pieces, slots
from briefing.contents import Chart

_THICKEST = {"y": 15.0, "x": 34.0}
_SHARE = 0.68
_END_GAP = 3.0


@dataclass(frozen=True)
class _Plot:
    """What all layers of a chart of bars share. ``along`` is the channel of the categories."""

    chart: Chart
    frame: Frame
    names: Categories
    value: alt.Scale
    along: Literal["x", "y"]
    axis: alt.Axis | None = None

    @property
    def thickness(self) -> float:
        length = self.frame.plot_height if self.along == "y" else self.frame.plot_width
        step = length / max(1, len(self.chart.categories))
        return min(step * _SHARE / slots(self.chart), _THICKEST[self.along] * self.frame.scale)

    def offset(self, slot: float) -> float:
        return (slot - (slots(self.chart) - 1) / 2) * self.thickness

    def cut(self, value: float) -> float:
        """A value as it is drawn: bars are cut off where an axis above zero begins."""
        return max(value, self.chart.start) if self.chart.start > 0 else value

    def value_channel(self, field: str) -> dict[str, Any]:
        name = "x" if self.along == "y" else "y"
        return {name: (alt.X if name == "x" else alt.Y)(field, scale=self.value, axis=self.axis)}

    def layers(self, bars: list[Bar], words: list[End]) -> list[alt.Chart]:
        start = max(0.0, self.chart.start)
        zero = alt.Chart(frames.table([{"zero": start}])).mark_rule(stroke=look.BASELINE, strokeWidth=0.8)
        return [
            *(self._bars(bars, slot) for slot in range(slots(self.chart))),
            zero.encode(**self.value_channel("zero:Q")),
            *self._words(words),
        ]

    def _bars(self, bars: list[Bar], slot: int) -> alt.Chart:
        rows = [
            {
                "c": str(bar.category),
                "start": self.cut(bar.start),
                "end": self.cut(bar.end),
                "colour": bar.colour,
            }
            for bar in bars
            if bar.slot == slot
        ]
        mark: dict[str, Any] = {f"{self.along}Offset": self.offset(slot), "size": self.thickness}
        where = self.value_channel("start:Q") | {self.along: self.names.channel(self.along)}
        where |= {"x2": alt.X2("end:Q")} if self.along == "y" else {"y2": alt.Y2("end:Q")}
        return (
            alt.Chart(frames.table(rows))
            .mark_bar(**mark)
            .encode(**where, color=alt.Color("colour:N", scale=None, legend=None))
        )

    def _words(self, words: list[End]) -> list[alt.Chart]:
        """A layer for all words that stand alike beside their bars."""

        def alike(word: End) -> tuple[float, bool, bool]:
            return word.slot, word.value < 0, word.is_quiet

        return [
            self._words_alike(slot, is_negative, is_quiet, list(found))
            for (slot, is_negative, is_quiet), found in groupby(sorted(words, key=alike), key=alike)
        ]

    def _words_alike(self, slot: float, is_negative: bool, is_quiet: bool, words: list[End]) -> alt.Chart:
        away, aside = _END_GAP * self.frame.scale * (-1 if is_negative else 1), self.offset(slot)
        if self.along == "y":
            place: dict[str, Any] = {"dx": away, "dy": aside, "align": "right" if is_negative else "left"}
            place["baseline"] = "middle"
        else:
            place = {"dx": aside, "dy": -away, "align": "center"}
            place["baseline"] = "top" if is_negative else "bottom"
        rows = [{"c": str(word.category), "value": self.cut(word.value), "text": word.text} for word in words]
        mark = alt.Chart(frames.table(rows)).mark_text(fill=look.QUIET if is_quiet else look.INK, **place)
        where = self.value_channel("value:Q") | {self.along: self.names.channel(self.along)}
        return mark.encode(**where, text=alt.Text("text:N"))


def across(chart: Chart, frame: Frame) -> tuple[list[alt.Chart], Frame]:
    """Bars from left to right, names on their left; the numbers stand at the ends, or where bars beside
    each other are too thin for that, an axis below.
    """
    bars = pieces(chart)
    size = look.LABEL * frame.scale
    step = frame.plot_height / max(1, len(chart.categories))
    # Where bars are lower than a line of text, that of the first reaches above it.
    over = max(0.0, (size * 1.1 - step) / 2)
    names = beside(chart.categories, frame)
    framed = replace(frame, left=names.room, top=frame.top + over, bottom=over)
    low, high = extent(bars, chart.start)
    if not chart.labels and slots(chart) > 1 and step * _SHARE / slots(chart) < size:
        marks = value_axis.marks(chart, low, high)
        axis, framed = value_axis.underneath(marks, chart.unit, framed)
        names = beside(chart.categories, framed)
        return _Plot(chart, framed, names, _scale(marks[0], marks[-1]), "y", axis).layers(bars, []), framed
    every = every_bar(len(chart.categories), frame)
    words = [word for word in ends(chart, bars) if word.category % every == 0]
    low, high = _with_room_for_words(low, high, words, framed)
    return _Plot(chart, framed, names, _scale(low, high), "y").layers(bars, words), framed


def upright(chart: Chart, frame: Frame) -> tuple[list[alt.Chart], Frame]:
    """Columns; the numbers above them where all have room, else an axis on the left."""
    bars = pieces(chart)
    words = ends(chart, bars)
    size = look.LABEL * frame.scale
    low, high = extent(bars, chart.start)
    framed, names = below(chart.categories, frame)
    room = framed.plot_width / max(1, len(chart.categories) * (1 if chart.labels else slots(chart)))
    if all(look.text_points(word.text, size) <= room * 0.97 for word in words):
        line = size * 1.4
        under = line if any(word.value < 0 for word in words) else 0.0
        framed = replace(framed, top=framed.top + line)
        plain = max(high - low, 1e-9) if high > low else 1.0
        scale = _scale(low - under * plain / max(10.0, framed.plot_height - under), low + plain)
        return _Plot(chart, framed, names, scale, "x").layers(bars, words), framed
    marks = value_axis.marks(chart, low, high)
    axis, framed = value_axis.on_the_left(marks, chart.unit, frame)
    framed, names = below(chart.categories, framed)
    plot = _Plot(chart, framed, names, _scale(marks[0], marks[-1]), "x", axis)
    return plot.layers(bars, []), framed


def _scale(low: float, high: float) -> alt.Scale:
    return alt.Scale(domain=[low, high if high > low else low + 1], nice=False, zero=False)


def _with_room_for_words(low: float, high: float, words: list[End], frame: Frame) -> tuple[float, float]:
    """The extent so wide that the words at the ends of bars find room inside."""
    high = high if high > low else low + 1.0
    first, last = low, high
    most = 9 * (last - first)
    for _ in range(12):  # what widens the scale makes words wider in its terms; this settles quickly
        by_point = (high - low) / frame.plot_width
        for word in words:
            width = look.text_points(word.text, look.LABEL * frame.scale)
            room = (width + (_END_GAP + 1) * frame.scale) * by_point
            if word.value < 0:
                low = min(low, max(word.value - room, first - most))
            else:
                high = max(high, min(word.value + room, last + most))
    return low, high
