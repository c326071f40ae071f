"""A chart as an SVG picture for paper."""

from __future__ import annotations

import math
from dataclasses import replace

from briefing.charts import bars, frame, lines, look
from briefing.charts.frame import Frame
from briefing.contents import Chart
from briefing.layout.printable import printable

_DRAWN = {"bar": bars.across, "column": bars.upright, "line": lines.over_categories}
EMPTY = "表示できる値がありません"


def chart_svg(chart: Chart, width_mm: float, height_mm: float, scale: float = 1.0) -> str:
    """The chart as SVG of just this size (one unit is a point on paper), its words as text in the fonts of
    sheets, 8 to 9 points times ``scale``. A chart without any value is a sentence that says so.
    """
    full = Frame(look.points(width_mm), look.points(height_mm), scale)
    shown = _shown(chart)
    if not any(value is not None for series in shown.series if series.colour for value in series.values):
        row = [{"x": full.width / 2, "y": full.height / 2, "text": EMPTY}]
        return frame.svg([frame.text_at(row, look.LABEL * scale, align="center", fill=look.QUIET)], full)
    # The ends of lines bear their names already.
    named = () if chart.kind == "line" else shown.series
    framed = replace(full, top=frame.legend_height(named, full))
    layers, framed = _DRAWN[chart.kind](shown, framed)
    return frame.svg([*layers, *frame.legend(named, framed)], framed)


def _shown(chart: Chart) -> Chart:
    """In characters that the fonts have; what is no number is no value."""
    return replace(
        chart,
        categories=tuple(map(printable, chart.categories)),
        labels=tuple(map(printable, chart.labels)),
        series=tuple(
            replace(series, name=printable(series.name), values=tuple(map(_number, series.values)))
            for series in chart.series
        ),
    )


def _number(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
