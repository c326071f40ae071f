"""The legend of a still: its measure, its classes, sample circles, a note and the scale bar, as one box."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from geo.palette import BORDER, BUBBLE, INK, rgb
from geo.stills.canvas import Canvas
from geo.stills.lettering import fitted, one_line, width, wrapped
from geo.stills.plate import Box
from geo.stills.still import Legend, LegendLine

_TITLE, _WORDS, _NOTE = 8.0, 7.5, 6.5
_PAD = 5.0
_MOST_SHARE = 0.48
"""Of the picture's width that a legend may take; longer words go on a second line or are cut."""

HATCHING = "#949494"
CIRCLE_FILL = (*(part / 255 for part in rgb(BUBBLE)), 0.55)


@dataclass(frozen=True)
class LegendSize:
    """How large a legend is, and the lines of its title and note."""

    width: float
    height: float
    title: tuple[str, ...]
    note: tuple[str, ...]


@dataclass(frozen=True)
class Bar:
    """A scale bar: its length on the paper, and in words."""

    points: float
    words: str


def scale_bar(points_per_km: float, most: float) -> Bar:
    """The longest bar of 1, 2 or 5 times a power of ten kilometres that is at most ``most`` points."""
    limit = most / points_per_km
    power = 10.0 ** math.floor(math.log10(limit))
    km = max(step * power for step in (1, 2, 5) if step * power <= limit * (1 + 1e-9))
    return Bar(km * points_per_km, f"{km:g}km" if km >= 1 else f"{km * 1000:g}m")


def measured(
    legend: Legend, radii: tuple[float, ...], picture: float, scale: float, *, has_bar: bool
) -> LegendSize:
    """The size of the legend in a picture of this width; ``radii`` are those of its sample circles."""
    if not (legend.title or legend.lines or legend.circles or legend.note or has_bar):
        return LegendSize(0.0, 0.0, (), ())
    most = _MOST_SHARE * picture - 2 * _PAD * scale
    rows = [_row_width(line, scale) for line in legend.lines]
    circles = _circles_width(legend, radii, scale)
    bar = 60 * scale if has_bar else 0.0
    title = one_line(legend.title, is_bold=True)
    inner = max([*rows, circles, bar, min(width(title, _TITLE * scale, is_bold=True), 110 * scale)])
    inner = min(inner, most)
    lines = tuple(wrapped(legend.title, _TITLE * scale, inner, 3, is_bold=True))
    note = tuple(wrapped(legend.note, _NOTE * scale, inner, 4))
    height = 1.35 * _TITLE * len(lines) + _row() * len(legend.lines) + 1.3 * _NOTE * len(note)
    height = height * scale + _circles_height(radii, scale) + (15 * scale if has_bar else 0)
    return LegendSize(inner + 2 * _PAD * scale, height + 2 * _PAD * scale, lines, note)


def _row() -> float:
    return 1.45 * _WORDS


def _row_width(line: LegendLine, scale: float) -> float:
    words = width(one_line(line.words), _WORDS * scale)
    count = width(one_line(line.count), _WORDS * scale)
    return 16 * scale + words + (10 * scale + count if count else 0)


def _circles_width(legend: Legend, radii: tuple[float, ...], scale: float) -> float:
    if not radii:
        return 0.0
    words = max(width(one_line(words), _WORDS * scale) for words, _ in legend.circles)
    return 2 * max(radii) + 10 * scale + words


def _circles_height(radii: tuple[float, ...], scale: float) -> float:
    return sum(max(2 * radius + 2 * scale, _row() * scale) for radius in radii)


def draw_legend(
    canvas: Canvas,
    box: Box,
    legend: Legend,
    size: LegendSize,
    radii: tuple[float, ...],
    scale: float,
    bar: Bar | None,
) -> None:
    """The legend in its box."""
    canvas.box(box, "#ffffff", BORDER, 0.5)
    left, right, y = box.left + _PAD * scale, box.right - _PAD * scale, box.top - _PAD * scale
    for line in size.title:
        canvas.text(left, y - 0.95 * _TITLE * scale, line, _TITLE * scale, INK, is_bold=True)
        y -= 1.35 * _TITLE * scale
    for entry in legend.lines:
        y = _draw_row(canvas, entry, left, right, y, scale)
    y = _draw_circles(canvas, legend, radii, left, right, y, scale)
    for line in size.note:
        canvas.text(left, y - 0.95 * _NOTE * scale, line, _NOTE * scale, INK)
        y -= 1.3 * _NOTE * scale
    if bar is not None:
        draw_bar(canvas, bar, left, y - 8 * scale, scale)


def _draw_row(canvas: Canvas, entry: LegendLine, left: float, right: float, y: float, scale: float) -> float:
    middle = y - _row() * scale / 2
    swatch = Box(left, middle - 3.6 * scale, left + 11 * scale, middle + 3.6 * scale)
    canvas.box(swatch, entry.colour)
    if entry.is_hatched:
        canvas.hatch_box(swatch, HATCHING, 0.6)
    canvas.box(swatch, None, BORDER, 0.5)
    count = one_line(entry.count)
    room = right - left - 16 * scale - (width(count, _WORDS * scale) + 4 * scale if count else 0)
    base = middle - 0.37 * _WORDS * scale
    canvas.text(left + 16 * scale, base, fitted(entry.words, _WORDS * scale, room), _WORDS * scale, INK)
    canvas.text(right, base, count, _WORDS * scale, INK, align="right")
    return y - _row() * scale


def _draw_circles(
    canvas: Canvas,
    legend: Legend,
    radii: tuple[float, ...],
    left: float,
    right: float,
    y: float,
    scale: float,
) -> float:
    if not radii:
        return y
    centre, text_left = left + max(radii), left + 2 * max(radii) + 6 * scale
    for (words, _), radius in zip(legend.circles, radii, strict=True):
        step = max(2 * radius + 2 * scale, _row() * scale)
        canvas.circles(np.array([[centre, y - step / 2]]), np.array([radius]), CIRCLE_FILL, "#ffffff", 0.5)
        base = y - step / 2 - 0.37 * _WORDS * scale
        canvas.text(text_left, base, fitted(words, _WORDS * scale, right - text_left), _WORDS * scale, INK)
        y -= step
    return y


def draw_bar(canvas: Canvas, bar: Bar, left: float, y: float, scale: float) -> None:
    """A bar with its ends marked and its length beside it."""
    tick = 2.2 * scale
    canvas.line(
        [(left, y + tick), (left, y), (left + bar.points, y), (left + bar.points, y + tick)], INK, 0.8
    )
    canvas.text(left + bar.points + 3 * scale, y - 0.5 * scale, bar.words, _NOTE * scale, INK)
