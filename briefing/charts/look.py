"""How charts look on paper, in one place: font, sizes, colours, and the words of numbers."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import pairwise
from typing import Any

from matplotlib.ticker import MaxNLocator

from briefing.layout.measured_text import FONT_FAMILY, MM_PER_POINT, width_mm

INK, QUIET = "#333333", "#595959"
GRID, BASELINE = "#e6e6e6", "#949494"
NO_VALUE = "値なし"
DASHES = (4, 3)

LABEL, SMALL = 8.5, 8.0
"""Points at scale 1: labels and categories; axis numbers and the legend."""

_EXACT = Context(prec=400)
_GRIDLINES = 4
_CHO_IN_OKU = 10_000
OKU = "億円"


def config(scale: float) -> dict[str, Any]:
    """Vega-Lite's settings: no frame, few light gridlines, no ticks."""
    return {
        "background": None,
        "font": FONT_FAMILY,
        "view": {"stroke": None},
        "axis": {
            "labelFont": FONT_FAMILY,
            "labelFontSize": LABEL * scale,
            "labelColor": INK,
            "labelPadding": 3 * scale,
            "gridColor": GRID,
            "gridWidth": 0.6,
            "domain": False,
            "ticks": False,
            "title": None,
        },
        "text": {"font": FONT_FAMILY, "fontSize": LABEL * scale, "fill": INK},
    }


def points(millimetres: float) -> float:
    """Millimetres on paper as points, the unit of a chart's picture."""
    return millimetres / MM_PER_POINT


def millimetres(points: float) -> float:
    """Points of a chart's picture as millimetres on paper."""
    return points * MM_PER_POINT


def text_points(text: str, size: float) -> float:
    """Width of a text in points."""
    return points(width_mm(text, size))


def number_text(value: float, decimals: int) -> str:
    """``▲1,234.5``: three digits a group, ▲ before what is less than nothing."""
    exact = Decimal(repr(abs(float(value)))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _EXACT)
    rounded = f"{exact:,}"
    is_negative = value < 0 and any(digit in "123456789" for digit in rounded)
    return f"▲{rounded}" if is_negative else rounded


def ticks(low: float, high: float, *, is_whole: bool = False) -> list[float]:
    """At most six round numbers that enclose the values; they are the gridlines. What is counted in whole
    numbers (件) has gridlines at whole numbers.
    """
    if low == high:
        low, high = (low - 1, high + 1) if low else (0.0, 1.0)
    found = MaxNLocator(nbins=_GRIDLINES, steps=[1, 2, 2.5, 5, 10], integer=is_whole).tick_values(low, high)
    return [float(tick) for tick in found]


def tick_texts(values: list[float], unit: str) -> list[str]:
    """The words at the gridlines; amounts in 億円 from a 兆 on are told in 兆."""
    is_cho = unit == OKU and max(map(abs, values)) >= _CHO_IN_OKU
    shown = [value / _CHO_IN_OKU for value in values] if is_cho else values
    step = min(abs(b - a) for a, b in pairwise(shown))
    decimals = max(0, min(6, -math.floor(math.log10(step) + 1e-9)))
    if decimals < 6 and not math.isclose(round(step, decimals), step, rel_tol=1e-6):
        decimals += 1
    ending = "兆" if is_cho else "億" if unit == OKU else ""
    return [number_text(value, decimals) + ending if value else "0" for value in shown]


def by_position(texts: Sequence[str]) -> str:
    """A Vega expression: the text of the category whose position is the axis value; a line feed breaks it."""
    return f"split({json.dumps(list(texts))}[+datum.value], '\\n')"


def by_value(values: list[float], texts: list[str]) -> str:
    """A Vega expression: the text of the gridline nearest to the axis value."""
    pairs = zip(values, texts, strict=True)
    tests = "".join(
        f"abs(datum.value - {value!r}) <= {_near(values)!r} ? {json.dumps(text)} : " for value, text in pairs
    )
    return tests + "''"


def _near(values: list[float]) -> float:
    return abs(values[-1] - values[0]) * 1e-6
