"""Headline numbers as cards side by side: label and 時点, the number, and the lines that compare it."""

from __future__ import annotations

from briefing.contents import KeyNumber, KeyNumbers
from briefing.layout.elements import Element, Line, Paragraph, Rect, Run, Shortened, TextElement
from briefing.layout.look import INK, QUIET, RULE, Sizes
from briefing.layout.measured_text import MM_PER_POINT
from briefing.layout.texts import Fitter, Style
from geo.palette import ACCENT

_GAP = 2.0
_INSET = 1.6
_NUMBER_SIZES = (20, 18, 16, 14, 12, 10)
_LOWEST_NUMBER = 14


def cards(fitter: Fitter, sizes: Sizes, numbers: KeyNumbers, rect: Rect) -> list[Element]:
    """A card for each number, all numbers in one size: the largest at which each has room beside what compares it."""
    width = _width(numbers, rect.width)
    inner = Rect(rect.x, rect.y, width - 2 * _INSET, rect.height - 2 * _INSET)
    size = min(_number_size(fitter, sizes, item, inner) for item in numbers.items)
    return [
        _card(fitter, sizes, item, Rect(rect.x + at * (width + _GAP), rect.y, width, rect.height), size)
        for at, item in enumerate(numbers.items)
    ]


def card_heights(fitter: Fitter, sizes: Sizes, numbers: KeyNumbers, width: float) -> tuple[float, float]:
    """Millimetres of the cards with the numbers as small as they may be, and as large."""
    room = _width(numbers, width) - 2 * _INSET
    without_end = Rect(0.0, 0.0, room, 1_000.0)
    largest = min(_number_size(fitter, sizes, item, without_end) for item in numbers.items)
    around = max(_lines_mm(fitter, sizes, item, room) for item in numbers.items) + 2 * _INSET + 0.1
    least, most = (_number_styles(sizes, size)[0].line_mm for size in (min(largest, _LOWEST_NUMBER), largest))
    return around + least, around + most


def _width(numbers: KeyNumbers, width: float) -> float:
    return (width - _GAP * (len(numbers.items) - 1)) / len(numbers.items)


def _lines_mm(fitter: Fitter, sizes: Sizes, item: KeyNumber, room: float) -> float:
    """The height of a card's label and lines."""
    label, small = _styles(sizes)
    _, lines = _told(fitter, label, item, room)
    unmarked = Fitter(fitter.faces)
    count = sum(len(unmarked.paragraph(text, small, room, 2, "").lines) for text in lines)
    return label.line_mm + count * small.line_mm


def _told(fitter: Fitter, label: Style, item: KeyNumber, room: float) -> tuple[str, tuple[str, ...]]:
    """The words of the label, with the 時点 where there is room on its line, and the lines below the number."""
    together = f"{item.label}（{item.when}）" if item.when else item.label
    if fitter.width(together, label.size, is_bold=True) <= room * 0.97:
        return together, item.lines
    return item.label, (item.when, *item.lines)


def _card(fitter: Fitter, sizes: Sizes, item: KeyNumber, rect: Rect, size: float) -> TextElement:
    """Label and 時点, the number with its unit, and the lines that compare it."""
    name, room = item.label, rect.width - 2 * _INSET
    label, small = _styles(sizes)
    spare = rect.height - 2 * _INSET
    together, lines = _told(fitter, label, item, room)
    paragraphs = [fitter.line(together, label, room, name)]
    spare -= label.line_mm
    number = _number(fitter, sizes, item, room, size)
    paragraphs.append(number)
    spare -= max(run.size for run in number.runs) * MM_PER_POINT * 1.35
    for text in lines:
        if spare < small.line_mm - 0.01:
            fitter.told.append(Shortened(name, text))
            continue
        made = fitter.paragraph(text, small, room, int((spare + 0.01) / small.line_mm), name)
        paragraphs.append(made)
        spare -= small.line_mm * len(made.lines)
    return TextElement(rect, "number", tuple(paragraphs), "#ffffff", RULE, _INSET)


def _styles(sizes: Sizes) -> tuple[Style, Style]:
    """Of a card's label, and of the lines below its number."""
    return sizes.style(9, bold=True, colour=QUIET), sizes.style(8, colour=QUIET)


def _number_size(fitter: Fitter, sizes: Sizes, item: KeyNumber, inner: Rect) -> float:
    """The largest of the sizes at which number and unit have the width, and the card's lines the height; for
    want of height no less than ``_LOWEST_NUMBER``.
    """
    height = inner.height - _lines_mm(fitter, sizes, item, inner.width)
    for size in _NUMBER_SIZES:
        large, unit = _number_styles(sizes, size)
        width = fitter.width(item.value, large.size, True) + fitter.width(item.unit, unit.size, True)
        if width <= inner.width * 0.97 and (large.line_mm <= height + 0.01 or size <= _LOWEST_NUMBER):
            return size
    return _NUMBER_SIZES[-1]


def _number_styles(sizes: Sizes, size: float) -> tuple[Style, Style]:
    return sizes.style(size, bold=True, colour=ACCENT), sizes.style(max(9, size * 0.55), bold=True)


def _number(fitter: Fitter, sizes: Sizes, item: KeyNumber, room: float, size: float) -> Paragraph:
    """The number in this size, with a smaller unit; on one plain line where even the smallest is too wide."""
    large, unit = _number_styles(sizes, size)
    width = fitter.width(item.value, large.size, True) + fitter.width(item.unit, unit.size, True)
    if width > room * 0.97:
        return fitter.line(item.value + item.unit, sizes.style(10, bold=True), room, item.label)
    runs = [Run(item.value, large.size, True, ACCENT)]
    if item.unit:
        runs.append(Run(item.unit, unit.size, True, INK))
    return Paragraph((Line(tuple(runs)),))
