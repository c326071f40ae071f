"""The axis of values on the left of a plot: gridlines at round numbers and their words."""

from __future__ import annotations

import altair as alt

from briefing.charts import look
from briefing.charts.frame import Frame


def value_axis(marks: list[float], unit: str, frame: Frame) -> tuple[alt.Axis, float]:
    """The axis, and the room that its numbers take, in points."""
    texts = look.tick_texts(marks, unit)
    size = look.SMALL * frame.scale
    room = max(look.text_points(text, size) for text in texts) + 5 * frame.scale
    axis = alt.Axis(
        values=marks, labelExpr=look.by_value(marks, texts), labelFontSize=size, labelLimit=0, grid=True
    )
    return axis, room
