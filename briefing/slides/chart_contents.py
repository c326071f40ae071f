"""What a native chart holds: texts that XML can hold, numbers, their format, and the names of series."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from pptx.chart.data import CategoryChartData

from briefing.charts.look import NO_VALUE
from briefing.contents import Chart, Series
from briefing.layout.texts import plain


def shown_chart(chart: Chart) -> Chart:
    """The chart in texts that XML holds; what is no number is no value, and where bars have none their name
    says so, for a native chart has no words at a bar that is not there.
    """
    shown = replace(
        chart,
        title=plain(chart.title),
        categories=tuple(map(plain, chart.categories)),
        labels=tuple(map(plain, chart.labels)),
        series=tuple(
            replace(series, name=plain(series.name), values=tuple(map(_number, series.values)))
            for series in chart.series
        ),
    )
    if shown.kind == "line" or shown.is_stacked:
        return shown
    return replace(shown, categories=tuple(_category(shown, at) for at in range(len(shown.categories))))


def _category(chart: Chart, at: int) -> str:
    if any(series.values[at] is not None for series in chart.series):
        return chart.categories[at]
    return f"{chart.categories[at]}（{chart.labels[at] if chart.labels else NO_VALUE}）"


def _number(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def has_values(chart: Chart) -> bool:
    """True if there is anything to be seen."""
    return any(value is not None for series in chart.series if series.colour for value in series.values)


def named_series(chart: Chart, series: Sequence[Series]) -> tuple[Series, ...]:
    """Series as they are named in workbook and legend. In a chart of bars across, LibreOffice counts the
    entries of a legend from the other end, so that none can be left out: what is not seen is a space there.
    """
    return tuple(
        replace(each, name=" ") if not each.colour and chart.kind == "bar" else each for each in series
    )


def number_format(chart: Chart) -> str:
    """Three digits a group, ▲ before what is less than nothing."""
    digits = "#,##0" + ("." + "0" * chart.decimals if chart.decimals else "")
    return f"{digits};▲{digits}"


def chart_data(chart: Chart) -> CategoryChartData:
    """What python-pptx makes a chart of."""
    data = CategoryChartData(number_format=number_format(chart))
    data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name, series.values)
    return data
