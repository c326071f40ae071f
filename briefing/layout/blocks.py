"""Blocks of a sheet in their rectangles: headings, numbers, tables, charts, maps, words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.contents import (
    Block,
    ChartFigure,
    KeyNumber,
    KeyNumbers,
    MapFigure,
    Row,
    SmallMap,
    SmallMaps,
    Stack,
    Table,
    Words,
)
from briefing.layout.elements import (
    ChartElement,
    Element,
    Line,
    MapElement,
    Paragraph,
    PictureElement,
    Rect,
    Run,
    Shortened,
    TextElement,
)
from briefing.layout.measured_text import MM_PER_POINT
from briefing.layout.stacks import GAP, Need, heights, side_by_side, stacked
from briefing.layout.tables import table_element
from briefing.layout.texts import Fitter, Style
from geo.palette import BORDER, NO_PROJECT

ACCENT, INK, QUIET = "#0017c1", "#333333", "#595959"
TINT, RULE = "#e8f1fe", "#c5d7fb"
_GAP = 1.2
_NO_END = 10_000.0
_BAR_MM = 4.6
_CARD_INSET = 1.6
_NUMBER_SIZES = (20, 18, 16, 14, 12, 10)
_LOWEST_NUMBER = 14


@dataclass(frozen=True)
class Sizes:
    """Text sizes in points on a paper."""

    scale: float

    def style(
        self, size: float, *, bold: bool = False, colour: str = INK, line_height: float = 1.35
    ) -> Style:
        return Style(round(size * self.scale, 2), bold, colour, line_height=line_height)


def elements(fitter: Fitter, sizes: Sizes, block: Block, rect: Rect) -> list[Element]:
    """What is drawn for a block in a rectangle."""
    match block:
        case KeyNumbers():
            return _key_numbers(fitter, sizes, block, rect)
        case Table():
            return _table(fitter, sizes, block, rect)
        case ChartFigure():
            heading, below = _headed(fitter, sizes, block.chart.title, rect, f"単位：{block.chart.unit}")
            return [*heading, ChartElement(below, block.chart, block.alternative)]
        case MapFigure():
            return _map(fitter, sizes, block, rect)
        case SmallMaps():
            return _small_maps(fitter, sizes, block, rect)
        case Words():
            return _words(fitter, sizes, block, rect)
        case Stack():
            rects = stacked(rect, _heights(fitter, sizes, block, rect))
        case Row():
            rects = side_by_side(rect, block.parts)
    return [
        element
        for inner, place in zip(block.blocks, rects, strict=True)
        for element in elements(fitter, sizes, inner, place)
    ]


def _heights(fitter: Fitter, sizes: Sizes, stack: Stack, rect: Rect) -> list[float]:
    needs = [
        Need(_natural_height(fitter, sizes, block, rect.width), isinstance(block, Table) and block.is_excerpt)
        for block in stack.blocks
    ]
    return heights(needs, rect.height)


def _natural_height(fitter: Fitter, sizes: Sizes, block: Block, width: float) -> float | None:
    """How high a block is when it has all the room it wants; None for what takes any height."""
    without_end = Rect(0, 0, width, _NO_END)
    match block:
        case Table() | Words() | KeyNumbers():
            made = elements(Fitter(fitter.faces), sizes, block, without_end)
            return max((_needed(element) for element in made), default=0.0)
        case Stack():
            needs = [_natural_height(fitter, sizes, inner, width) for inner in block.blocks]
            known = [need for need in needs if need is not None]
            return sum(known) + GAP * (len(known) - 1) if len(known) == len(needs) else None
        case Row():
            widths = [rect.width for rect in side_by_side(without_end, block.parts)]
            needs = [
                _bars_height(sizes, inner)
                if isinstance(inner, ChartFigure)
                else _natural_height(fitter, sizes, inner, wide)
                for inner, wide in zip(block.blocks, widths, strict=True)
            ]
            return None if None in needs else max(filter(None, needs))
        case _:
            return None


def _bars_height(sizes: Sizes, figure: ChartFigure) -> float:
    """How high bars beside a table had best be."""
    return sizes.style(10.5).line_mm + 0.4 + max(len(figure.chart.categories), 4) * _BAR_MM


def _needed(element: Element) -> float:
    """Where an element that had room without end comes to its end."""
    if isinstance(element, TextElement):
        lines = [line for paragraph in element.paragraphs for line in paragraph.lines]
        tall = sum(max(run.size for run in line.runs) * MM_PER_POINT * element.line_height for line in lines)
        return element.rect.y + tall + 2 * element.inset + 0.1
    return element.rect.bottom


def _headed(
    fitter: Fitter, sizes: Sizes, title: str, rect: Rect, unit: str = ""
) -> tuple[list[Element], Rect]:
    """A heading with the unit on the right, and the room that is left below."""
    if not title and not unit:
        return [], rect
    style, small = sizes.style(10.5, bold=True, colour=ACCENT), sizes.style(8.5, colour=QUIET)
    height = style.line_mm + 0.4
    words = f"（{unit}）" if unit else ""
    unit_width = min(fitter.width(words, small.size) * 1.06 + 1.5, rect.width * 0.5) if words else 0.0
    box = Rect(rect.x, rect.y, rect.width - unit_width, height)
    found: list[Element] = [fitter.box(box, "heading", [title], style, title or unit)] if title else []
    if words:
        right = Rect(rect.right - unit_width, rect.y + 0.6, unit_width, height - 0.6)
        aligned = Style(small.size, False, QUIET, "right", small.line_height)
        found.append(fitter.box(right, "unit", [words], aligned, title))
    return found, Rect(rect.x, rect.y + height, rect.width, rect.height - height)


def _table(fitter: Fitter, sizes: Sizes, table: Table, rect: Rect) -> list[Element]:
    heading, below = _headed(fitter, sizes, table.title, rect, table.unit)
    body, head = sizes.style(8.8, line_height=1.28), sizes.style(8.2, bold=True, line_height=1.25)
    small = sizes.style(8, colour=QUIET)
    if not table.rows:
        box = Rect(below.x, below.y, below.width, body.line_mm + 2)
        return [*heading, fitter.box(box, "body", [table.empty], body, table.title)]
    told = len(fitter.told)
    element, left_out = table_element(fitter, table, below, body, head, table.title)
    if not left_out + table.more:
        return [*heading, element]
    if table.continued:
        fitter.continued += left_out
        del fitter.told[-1]  # that rows have no room here: they stand on the next page
        return [*heading, element]
    del fitter.told[told:]
    shorter = Rect(below.x, below.y, below.width, below.height - small.line_mm - 0.4)
    element, left_out = table_element(fitter, table, shorter, body, head, table.title)
    box = Rect(below.x, element.rect.bottom + 0.4, below.width, small.line_mm)
    if table.is_excerpt:
        del fitter.told[told:]
    words = table.rest.format(count=left_out + table.more)
    rest = fitter.box(box, "foot", [words], small, table.title)
    return [*heading, element, rest]


def _map(fitter: Fitter, sizes: Sizes, figure: MapFigure, rect: Rect) -> list[Element]:
    heading, below = _headed(fitter, sizes, figure.title, rect)
    if not figure.caption:
        return [*heading, MapElement(below, figure.still, figure.alternative)]
    small = sizes.style(8, colour=QUIET)
    box = Rect(below.x, below.bottom - small.line_mm, below.width, small.line_mm)
    shown = Rect(below.x, below.y, below.width, below.height - small.line_mm - 0.3)
    caption = fitter.box(box, "foot", [figure.caption], small, figure.title)
    return [*heading, MapElement(shown, figure.still, figure.alternative), caption]


def _words(fitter: Fitter, sizes: Sizes, words: Words, rect: Rect) -> list[Element]:
    heading, below = _headed(fitter, sizes, words.title, rect)
    style = sizes.style(9.5)
    ground = TINT if words.is_tinted else ""
    inset = 1.5 if words.is_tinted else 0.0
    return [
        *heading,
        fitter.box(below, "body", words.paragraphs, style, words.title, ground=ground, inset=inset),
    ]


def _key_numbers(fitter: Fitter, sizes: Sizes, numbers: KeyNumbers, rect: Rect) -> list[Element]:
    gap = 2.0
    width = (rect.width - gap * (len(numbers.items) - 1)) / len(numbers.items)
    inner = Rect(rect.x, rect.y, width - 2 * _CARD_INSET, rect.height - 2 * _CARD_INSET)
    # All in one size: the largest at which each has room beside what compares it.
    size = min(_number_size(fitter, sizes, item, inner) for item in numbers.items)
    return [
        _key_number(fitter, sizes, item, Rect(rect.x + at * (width + gap), rect.y, width, rect.height), size)
        for at, item in enumerate(numbers.items)
    ]


def _key_number(fitter: Fitter, sizes: Sizes, item: KeyNumber, rect: Rect, size: float) -> TextElement:
    """Label and 時点, the number with its unit, and the lines that compare it."""
    name, room = item.label, rect.width - 2 * _CARD_INSET
    label, small = _card_styles(sizes)
    spare = rect.height - 2 * _CARD_INSET
    together = f"{item.label}（{item.when}）" if item.when else item.label
    is_one_line = fitter.width(together, label.size, is_bold=True) <= room * 0.97
    paragraphs = [fitter.line(together if is_one_line else item.label, label, room, name)]
    spare -= label.line_mm
    number = _number(fitter, sizes, item, room, size)
    paragraphs.append(number)
    spare -= max(run.size for run in number.runs) * MM_PER_POINT * 1.35
    for text in item.lines if is_one_line else (item.when, *item.lines):
        if spare < small.line_mm:
            fitter.told.append(Shortened(name, text))
            continue
        made = fitter.paragraph(text, small, room, int(spare / small.line_mm), name)
        paragraphs.append(made)
        spare -= small.line_mm * len(made.lines)
    return TextElement(rect, "number", tuple(paragraphs), "#ffffff", RULE, _CARD_INSET)


def _card_styles(sizes: Sizes) -> tuple[Style, Style]:
    """Of a card's label, and of the lines below its number."""
    return sizes.style(9, bold=True, colour=QUIET), sizes.style(8, colour=QUIET)


def _number_size(fitter: Fitter, sizes: Sizes, item: KeyNumber, inner: Rect) -> float:
    """The largest of the sizes at which number and unit have the width, and the card's lines the height; for
    want of height no less than ``_LOWEST_NUMBER``.
    """
    label, small = _card_styles(sizes)
    unmarked = Fitter(fitter.faces)
    lines = sum(len(unmarked.paragraph(text, small, inner.width, 2, "").lines) for text in item.lines)
    height = inner.height - label.line_mm - lines * small.line_mm
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


def _small_maps(fitter: Fitter, sizes: Sizes, maps: SmallMaps, rect: Rect) -> list[Element]:
    """Pictures in rows with name above and number below each, and one legend in the last line."""
    heading, below = _headed(fitter, sizes, maps.title, rect)
    found: list[Element] = list(heading)
    name = replace(sizes.style(9, bold=True), align="center")
    number, legend = replace(sizes.style(8), align="center"), sizes.style(8)
    down = -(-len(maps.items) // maps.across)
    legend_height = legend.line_mm + _GAP
    width = (below.width - _GAP * (maps.across - 1)) / maps.across
    height = (below.height - legend_height - _GAP * (down - 1)) / down
    for at, item in enumerate(maps.items):
        x = below.x + (at % maps.across) * (width + _GAP)
        y = below.y + (at // maps.across) * (height + _GAP)
        found += _small_map(fitter, name, number, item, Rect(x, y, width, height))
    box = Rect(below.x, below.bottom - legend.line_mm, below.width, legend.line_mm)
    found.append(_legend_line(maps.legend, legend, box))
    return found


def _small_map(fitter: Fitter, name: Style, number: Style, item: SmallMap, rect: Rect) -> list[Element]:
    top, bottom = name.line_mm, number.line_mm
    picture = Rect(rect.x, rect.y + top, rect.width, max(rect.height - top - bottom, 1.0))
    return [
        fitter.box(Rect(rect.x, rect.y, rect.width, top), "body", [item.name], name, item.name),
        PictureElement(picture, item.svg, item.alternative),
        fitter.box(
            Rect(rect.x, picture.bottom, rect.width, bottom), "body", [item.number], number, item.name
        ),
    ]


def _legend_line(legend: tuple[tuple[str, str], ...], style: Style, rect: Rect) -> TextElement:
    """Colours as squares and their words, side by side."""
    runs = []
    for colour, words in legend:
        sign, ink = ("□", BORDER) if colour == NO_PROJECT else ("■", colour)
        runs += [Run(sign, style.size, False, ink), Run(f"{words}　", style.size, False, style.colour)]
    return TextElement(rect, "foot", (Paragraph((Line(tuple(runs)),)),))
