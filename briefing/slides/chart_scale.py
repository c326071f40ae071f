"""The values that a native chart's axis shows: with room for the words at the ends, or with gridlines."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.charts import look
from briefing.charts.stacking import End, ends, extent, pieces, slots
from briefing.contents import Chart, Series
from briefing.layout.elements import Rect
from briefing.layout.measured_text import MM_PER_POINT, width_mm
from briefing.layout.papers import SLIDE_FACES

_NAMES_SHARE, _MARGIN_MM = 0.42, 3.0
_PLOT_HEIGHT_SHARE = 0.72
_END_GAP_MM = 2.5
_CARRIER = "（合計の表示用）"


@dataclass(frozen=True)
class Scale:
    """From where to where, whether the axis is drawn, and in steps of what; the words at the bars' ends;
    for bars across zero the part of the width that the names take; and for stacked bars invisible series
    that stand on them and bear their words.
    """

    low: float
    high: float
    has_axis: bool
    step: float = 0.0
    format: str = ""
    words: tuple[End, ...] = ()
    names_share: float = 0.0
    carriers: tuple[Series, ...] = ()


def scale_of(chart: Chart, rect: Rect, scale: float) -> Scale:
    """The scale of a chart that has values, in a rectangle, with texts of ``scale``."""
    if chart.kind == "line":
        return _with_gridlines(*_line_extent(chart))
    bars = pieces(chart)
    words = ends(chart, bars)
    size = look.LABEL * scale
    low, high = extent(bars)
    low = chart.start if chart.start > 0 else low
    if chart.kind == "column" and not _have_room(chart, words, rect.width - _MARGIN_MM, size):
        return _with_gridlines(low, high)
    names = _names_mm(chart, rect, size)
    found = _with_words(chart, words, (low, high), _length(chart, rect, names), size)
    share = names / rect.width if found[0] < low and chart.kind == "bar" else 0.0
    return Scale(
        *found, False, words=tuple(words), names_share=share, carriers=_carriers(chart, words, found)
    )


def _line_extent(chart: Chart) -> tuple[float, float]:
    values = [value for series in chart.series for value in series.values if value is not None]
    low, high = min(values), max(values)
    # As on paper: from zero, unless all values are far from it.
    return (min(low, 0.0) if low < high * 0.5 or low <= 0 else low), max(high, 0.0)


def _with_gridlines(low: float, high: float) -> Scale:
    marks = look.ticks(low, high)
    step = marks[1] - marks[0]
    decimals = next((at for at in range(6) if abs(round(step, at) - step) < abs(step) * 1e-6), 6)
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    return Scale(marks[0], marks[-1], True, step, f"{digits};▲{digits};0")


def _have_room(chart: Chart, words: list[End], width: float, size: float) -> bool:
    """Whether the words above columns stand beside each other."""
    slot = width / max(1, len(chart.categories) * (1 if chart.labels else slots(chart)))
    return all(_width(word.text, size) <= slot for word in words)


def _names_mm(chart: Chart, rect: Rect, size: float) -> float:
    """What the names left of bars take, and the margin."""
    widest = max((_width(name, size) for name in chart.categories), default=0.0)
    return min(widest, rect.width * _NAMES_SHARE) + _MARGIN_MM


def _length(chart: Chart, rect: Rect, names: float) -> float:
    return rect.width - names if chart.kind == "bar" else rect.height * _PLOT_HEIGHT_SHARE


def _with_words(
    chart: Chart, words: list[End], values: tuple[float, float], length: float, size: float
) -> tuple[float, float]:
    """The values widened so that the words beyond the bars' ends find room inside ``length`` millimetres."""
    low, high = values
    high = high if high > low else low + 1.0
    line, longest = size * MM_PER_POINT * 1.5, max(_width(word.text, size) for word in words)
    room = longest + _END_GAP_MM if chart.kind == "bar" else line
    has_negative = any(word.value < 0 for word in words)
    by_mm = (high - low) / max(length - room * (2 if has_negative else 1), length * 0.2)
    return (low - room * by_mm if has_negative else low), high + room * by_mm


def _carriers(chart: Chart, words: list[End], values: tuple[float, float]) -> tuple[Series, ...]:
    """Stacked bars have no words beyond their ends: an unseen piece from there to the scale's end has them."""
    if not chart.is_stacked:
        return ()
    by_category = {word.category: word.value for word in words}
    low, high = values
    found = [
        low - by_category[at] if by_category[at] < 0 else high - by_category[at]
        for at in range(len(chart.categories))
    ]
    return (Series(_CARRIER, tuple(found), ""),)


def _width(text: str, size: float) -> float:
    return width_mm(text, size, False, SLIDE_FACES)
