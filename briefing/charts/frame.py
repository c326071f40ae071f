"""The frame of a chart: its size, the room around the plot, the legend above, and drawing it as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
import vl_convert

from briefing.charts import look
from briefing.contents import Series
from briefing.layout.measured_text import FONTS

_SIGN, _SQUARE, _GAP, _ROW = 9.0, 6.0, 11.0, 1.5


@dataclass(frozen=True)
class Frame:
    """All in points: the whole picture, and the room that is kept free on each side of the plot."""

    width: float
    height: float
    scale: float
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0

    @property
    def plot_width(self) -> float:
        return max(10.0, self.width - self.left - self.right)

    @property
    def plot_height(self) -> float:
        return max(10.0, self.height - self.top - self.bottom)


def svg(layers: Sequence[alt.Chart], frame: Frame) -> str:
    """The layers as an SVG picture of just the frame's size, with its text as text."""
    chart = alt.layer(*layers).properties(
        width=frame.plot_width,
        height=frame.plot_height,
        padding={"left": frame.left, "right": frame.right, "top": frame.top, "bottom": frame.bottom},
        autosize=alt.AutoSizeParams(type="none"),
    )
    _register_fonts()
    spec = chart.to_dict(validate=False)
    spec["config"] = look.config(frame.scale)
    return vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))


def table(rows: Sequence[dict[str, Any]]) -> alt.Data:
    """Rows as data that the picture's description carries itself."""
    return alt.InlineData(values=list(rows))


def text_at(rows: Sequence[dict[str, Any]], size: float, **mark: Any) -> alt.Chart:
    """Texts at positions of the plot in points, which may lie outside it."""
    return (
        alt.Chart(table(rows))
        .mark_text(baseline="middle", fontSize=size, **mark)
        .encode(
            x=alt.X("x:Q", scale=None, axis=None),
            y=alt.Y("y:Q", scale=None, axis=None),
            text=alt.Text("text:N"),
        )
    )


def legend_height(series: Sequence[Series], frame: Frame) -> float:
    """What the legend takes above the plot; nothing where there is one series only."""
    rows = _legend_rows(series, frame)
    return (len(rows) * _ROW + 0.4) * look.SMALL * frame.scale if rows else 0.0


def legend(series: Sequence[Series], frame: Frame) -> list[alt.Chart]:
    """Signs and names in rows above the plot, as wide as the picture."""
    size = look.SMALL * frame.scale
    names, layers = [], []
    for at, row in enumerate(_legend_rows(series, frame)):
        y = -frame.top + (at * _ROW + 0.7) * size
        x = -frame.left
        for item in row:
            layers.append(sign(item, x, y, frame.scale))
            names.append({"x": x + (_SIGN + 3) * frame.scale, "y": y, "text": item.name})
            x += _item_width(item, frame.scale)
    return [*layers, text_at(names, size, align="left")] if names else []


def sign(series: Series, x: float, y: float, scale: float, thickness: float = _SQUARE) -> alt.Chart:
    """What stands before a series' name: a square of its colour, or a piece of its line."""
    place = {"x": x, "y": y, "x2": x + _SIGN * scale}
    dash = list(look.DASHES) if series.is_dashed else [1, 0]
    mark = alt.Chart(table([place])).mark_rule(
        stroke=series.colour, strokeWidth=thickness * scale, strokeDash=dash
    )
    x_channel, y_channel = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)
    return mark.encode(x=x_channel, x2=alt.X2("x2:Q"), y=y_channel)


def _legend_rows(series: Sequence[Series], frame: Frame) -> list[list[Series]]:
    shown = [item for item in series if item.colour and item.name]
    rows: list[list[Series]] = []
    left = 0.0
    for item in shown if len(shown) > 1 else []:
        width = _item_width(item, frame.scale)
        if not rows or width > left:
            rows.append([])
            left = frame.width
        rows[-1].append(item)
        left -= width
    return rows


def _item_width(item: Series, scale: float) -> float:
    return (_SIGN + 3 + _GAP) * scale + look.text_points(item.name, look.SMALL * scale)
