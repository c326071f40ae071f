"""The words at the ends of a native chart's bars and lines."""

from __future__ import annotations

from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION
from pptx.util import Pt

from briefing.contents import Chart, Series
from briefing.slides.chart_look import INK, set_text_size
from briefing.slides.chart_scale import Scale


def add_labels(chart: Any, shown: Chart, scale: Scale, size: float, form: str) -> None:
    """Given words as they are; plain values as native labels that follow when the numbers are edited."""
    plot = chart.plots[0]
    if shown.kind == "line":
        _label_last_values(plot, shown, size)
    elif shown.is_stacked and not scale.has_axis:
        carrier = plot.series[len(shown.series)]
        for word in scale.words:
            _write(carrier.points[word.category], word.text, XL_LABEL_POSITION.INSIDE_BASE, size)
    elif shown.labels and not scale.has_axis:
        for word in scale.words:
            at = _longest(shown, word.category)
            if at is not None:
                _write(plot.series[at].points[word.category], word.text, XL_LABEL_POSITION.OUTSIDE_END, size)
    elif not scale.has_axis:
        _label_values(plot, size, form)


def _label_values(plot: Any, size: float, form: str) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = form, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    set_text_size(labels, size)


def _label_last_values(plot: Any, shown: Chart, size: float) -> None:
    """The last value of every line: above its point, or below where another line is higher there."""
    for made, series in zip(plot.series, shown.series, strict=True):
        known = [at for at, value in enumerate(series.values) if value is not None]
        if series.colour and known:
            label = made.points[known[-1]].data_label
            label.position = (
                XL_LABEL_POSITION.ABOVE if _is_highest(shown, series, known[-1]) else XL_LABEL_POSITION.BELOW
            )
            set_text_size(label, size)


def _is_highest(shown: Chart, series: Series, at: int) -> bool:
    own = series.values[at] or 0.0
    others = [other.values[at] for other in shown.series if other is not series and other.colour]
    return all(value is None or value <= own for value in others)


def _longest(shown: Chart, category: int) -> int | None:
    """The position of the series with the category's longest bar; None where there is none."""
    values = [(abs(value), -at) for at, series in enumerate(shown.series)
              if series.colour and (value := series.values[category]) is not None]  # fmt: skip
    return -max(values)[1] if values else None


def _write(point: Any, text: str, position: Any, size: float) -> None:
    label = point.data_label
    frame = label.text_frame
    frame.text, frame.word_wrap = text, False
    font = frame.paragraphs[0].runs[0].font if text else frame.paragraphs[0].font
    font.size, font.bold = Pt(size), False
    font.color.rgb = INK
    label.position = position
