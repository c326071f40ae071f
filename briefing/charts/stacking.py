"""What the bars of a chart are: pieces from value to value, and the words at their ends."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.charts import look
from briefing.contents import Chart


@dataclass(frozen=True)
class Bar:
    """A piece of a category's bar, from one value to another; ``slot`` is its place beside the others."""

    category: int
    slot: int
    start: float
    end: float
    colour: str


@dataclass(frozen=True)
class End:
    """The words at the end of a bar."""

    category: int
    slot: float
    value: float
    text: str
    is_quiet: bool = False


def slots(chart: Chart) -> int:
    """How many bars stand beside each other in a category."""
    return 1 if chart.is_stacked else max(1, len(chart.series))


def pieces(chart: Chart) -> list[Bar]:
    """Every visible piece; stacked ones stand on what is below them, also where that is not seen."""
    found = []
    for category in range(len(chart.categories)):
        above = beneath = 0.0
        for slot, series in enumerate(chart.series):
            value = series.values[category]
            if value is None:
                continue
            start = (above if value >= 0 else beneath) if chart.is_stacked else 0.0
            end = start + value
            above, beneath = (end, beneath) if value >= 0 else (above, end)
            if series.colour:
                found.append(Bar(category, 0 if chart.is_stacked else slot, start, end, series.colour))
    return found


def ends(chart: Chart, bars: list[Bar]) -> list[End]:
    """The words at each bar's end: those given, else the value (of a stack the sum); 値なし where none is."""
    found: list[End] = []
    for category in range(len(chart.categories)):
        own = [bar for bar in bars if bar.category == category]
        if chart.labels:
            found.append(
                End(
                    category,
                    (slots(chart) - 1) / 2,
                    _outermost(chart, category, own),
                    chart.labels[category],
                    not own,
                )
            )
        elif not own:
            found.append(End(category, (slots(chart) - 1) / 2, 0.0, look.NO_VALUE, is_quiet=True))
        elif chart.is_stacked:
            total = sum(bar.end - bar.start for bar in own)
            found.append(
                End(category, 0, _outermost(chart, category, own), look.number_text(total, chart.decimals))
            )
        else:
            found += [
                End(category, bar.slot, bar.end, look.number_text(bar.end, chart.decimals)) for bar in own
            ]
    return found


def extent(bars: list[Bar], start: float = 0.0) -> tuple[float, float]:
    """Where the axis begins, or the least value if that is below zero, and the greatest value."""
    values = [start, *(value for bar in bars for value in (bar.start, bar.end))]
    return start if start > 0 else min(values), max(values)


def _outermost(chart: Chart, category: int, bars: list[Bar]) -> float:
    """Where a category's bar ends: above zero, unless all of it is below; of a stack of which nothing is seen,
    where what is not seen ends.
    """
    if not bars and chart.is_stacked:
        return max(chart.start, sum(series.values[category] or 0.0 for series in chart.series))
    low, high = extent(bars, chart.start)
    return high if high > 0 else low
