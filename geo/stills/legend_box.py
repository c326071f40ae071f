"""The legend of a still: its measure, its classes, sample circles, a note and the scale bar, as one box."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from geo.palette import BORDER, INK
from geo.stills.bubbles import FILL
from geo.stills.canvas import Canvas, box_path
from geo.stills.lettering import one_line, width, wrapped
from geo.stills.plan_lines import DASHES, WIDTH
from geo.stills.plate import Box
from geo.stills.still import Legend, LegendLine

HATCHING = "#949494"
_TITLE, _WORDS, _NOTE = 7.5, 7.0, 6.0
_PAD, _SWATCH, _BAR = 4.5, 15.0, 11.0
_LEAST, _LONG_TITLE, _MOST = 80.0, 125.0, 150.0
_MOST_SHARE = 0.45
"""Points that a legend takes at least, for its title, and for classes, and of the picture's width; longer ones go on
a second line."""

_MOST_HEIGHT = 0.55
"""Of the picture, that a legend takes without smaller letters; and how small they get at most."""
_SMALLEST_LETTERS = 0.65


@dataclass(frozen=True)
class LegendSize:
    """How large a legend is, and the lines of its title, of each class, and of its note."""

    width: float
    height: float
    title: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    note: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bar:
    """A scale bar: its length on the paper, and in words."""

    points: float
    words: str


def fitting_scale(legend: Legend, radii: tuple[float, ...], frame: Box, scale: float) -> float:
    """The scale of letters, or less of it where the legend would take most of the picture."""
    least = _SMALLEST_LETTERS * scale
    while scale > least:
        size = measured(legend, radii, frame.width, scale)
        if size.height <= _MOST_HEIGHT * frame.height and size.width <= _MOST_HEIGHT * frame.width:
            break
        scale *= 0.92
    return scale


def scale_bar(points_per_km: float, most: float) -> Bar:
    """The longest bar of 1, 2 or 5 times a power of ten kilometres that is at most ``most`` points."""
    limit = most / points_per_km
    power = 10.0 ** math.floor(math.log10(limit))
    km = max(step * power for step in (1, 2, 5) if step * power <= limit * (1 + 1e-9))
    return Bar(km * points_per_km, f"{km:g}km" if km >= 1 else f"{km * 1000:g}m")


def measured(legend: Legend, radii: tuple[float, ...], picture: float, scale: float) -> LegendSize:
    """The size of the legend in a picture of this width; ``radii`` are those of its sample circles."""
    most = max(min(_MOST * scale, _MOST_SHARE * picture), 40 * scale)
    wide = [_row_width(line, scale) for line in legend.lines]
    wide += [
        2 * max(radii) + 6 * scale + width(one_line(words), _WORDS * scale) for words, _ in legend.circles
    ]
    title_width = width(one_line(legend.title, is_bold=True), _TITLE * scale, is_bold=True)
    inner = min(max([*wide, _LEAST * scale, min(title_width, _LONG_TITLE * scale)]), most)
    title = tuple(wrapped(legend.title, _TITLE * scale, inner, 4, is_bold=True))
    rows = tuple(_words(line, inner, scale) for line in legend.lines)
    note = tuple(wrapped(legend.note, _NOTE * scale, inner, 6))
    height = 1.35 * _TITLE * len(title) + sum(map(_row_height, rows)) + 1.3 * _NOTE * len(note) + _BAR
    height = (height + 2 * _PAD) * scale + sum(_circle_height(radius, scale) for radius in radii)
    return LegendSize(inner + 2 * _PAD * scale, height, title, rows, note)


def _row_width(line: LegendLine, scale: float) -> float:
    return _SWATCH * scale + width(one_line(line.words), _WORDS * scale) + _count_width(line, scale)


def _count_width(line: LegendLine, scale: float) -> float:
    count = one_line(line.count)
    return width(count, _WORDS * scale) + 7 * scale if count else 0.0


def _words(line: LegendLine, inner: float, scale: float) -> tuple[str, ...]:
    room = inner - _SWATCH * scale - _count_width(line, scale)
    return tuple(wrapped(line.words, _WORDS * scale, room, 3)) or ("",)


def _row_height(words: tuple[str, ...]) -> float:
    return 1.2 * _WORDS * len(words) + 0.25 * _WORDS


def _circle_height(radius: float, scale: float) -> float:
    return max(2 * radius + 2 * scale, 1.45 * _WORDS * scale)


def draw_legend(
    canvas: Canvas,
    box: Box,
    legend: Legend,
    size: LegendSize,
    radii: tuple[float, ...],
    scale: float,
    bar: Bar,
) -> None:
    """The legend in its box, which is of the size that was measured."""
    canvas.box(box, "#ffffff", BORDER, 0.5)
    left, right, y = box.left + _PAD * scale, box.right - _PAD * scale, box.top - _PAD * scale
    for line in size.title:
        canvas.text(left, y - 0.95 * _TITLE * scale, line, _TITLE * scale, INK, is_bold=True)
        y -= 1.35 * _TITLE * scale
    for entry, words in zip(legend.lines, size.rows, strict=True):
        _draw_row(canvas, entry, words, Box(left, y - _row_height(words) * scale, right, y), scale)
        y -= _row_height(words) * scale
    for (told, _), radius in zip(legend.circles, radii, strict=True):
        step = _circle_height(radius, scale)
        centre = np.array([[left + max(radii), y - step / 2]])
        canvas.circles(centre, np.array([radius]), FILL, "#ffffff", 0.5)
        base, start = y - step / 2 - 0.37 * _WORDS * scale, left + 2 * max(radii) + 6 * scale
        for line in wrapped(told, _WORDS * scale, right - start, 1):
            canvas.text(start, base, line, _WORDS * scale, INK)
        y -= step
    for line in size.note:
        canvas.text(left, y - 0.95 * _NOTE * scale, line, _NOTE * scale, INK)
        y -= 1.3 * _NOTE * scale
    _draw_bar(canvas, bar, left, y - (_BAR - 2.5) * scale, scale)


def _draw_row(canvas: Canvas, entry: LegendLine, words: tuple[str, ...], row: Box, scale: float) -> None:
    first = row.top - 0.725 * _WORDS * scale
    swatch = Box(row.left, first - 3.3 * scale, row.left + 10.5 * scale, first + 3.3 * scale)
    if entry.is_line:
        dashes = DASHES if entry.is_dashed else ()
        canvas.line([(swatch.left, first), (swatch.right, first)], entry.colour, WIDTH, dashes)
    else:
        canvas.box(swatch, entry.colour)
        if entry.is_hatched:
            canvas.hatch(box_path(swatch), HATCHING, 0.6)
        canvas.box(swatch, None, BORDER, 0.5)
    base = first - 0.37 * _WORDS * scale
    for at, line in enumerate(words):
        y = base - at * 1.2 * _WORDS * scale
        canvas.text(row.left + _SWATCH * scale, y, line, _WORDS * scale, INK)
    canvas.text(row.right, base, one_line(entry.count), _WORDS * scale, INK, align="right")


def _draw_bar(canvas: Canvas, bar: Bar, left: float, y: float, scale: float) -> None:
    """A bar with its ends marked and its length beside it."""
    tick = 2.4 * scale
    canvas.line(
        [(left, y + tick), (left, y), (left + bar.points, y), (left + bar.points, y + tick)], INK, 0.8
    )
    canvas.text(left + bar.points + 3 * scale, y - 0.3 * scale, bar.words, _NOTE * scale, INK)
