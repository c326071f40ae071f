"""Blocks of a sheet in their rectangles: tables with what is told below them, charts, maps, words, numbers."""

from __future__ import annotations

from dataclasses import replace

from briefing.contents import ChartFigure, KeyNumbers, MapFigure, SmallMaps, Table, Words
from briefing.layout.elements import ChartElement, Element, MapElement, Rect, TableElement
from briefing.layout.key_number_cards import cards
from briefing.layout.look import QUIET, TINT, Sizes, headed
from briefing.layout.small_map_rows import small_map_rows
from briefing.layout.tables import table_element
from briefing.layout.texts import Fitter, Style

Leaf = KeyNumbers | Table | ChartFigure | MapFigure | SmallMaps | Words
_REST_GAP = 0.4


def leaf_elements(fitter: Fitter, sizes: Sizes, block: Leaf, rect: Rect) -> list[Element]:
    """What is drawn for a block in a rectangle."""
    match block:
        case KeyNumbers():
            return cards(fitter, sizes, block, rect)
        case Table():
            return _table(fitter, sizes, block, rect)
        case ChartFigure():
            heading, below = headed(fitter, sizes, block.chart.title, rect, f"単位：{block.chart.unit}")
            return [*heading, ChartElement(below, block.chart, block.alternative)]
        case MapFigure():
            return _map(fitter, sizes, block, rect)
        case SmallMaps():
            return small_map_rows(fitter, sizes, block, rect)
        case Words():
            return _words(fitter, sizes, block, rect)


def _table_styles(sizes: Sizes) -> tuple[Style, Style, Style]:
    """Of cells, of headings, and of what is told below a table."""
    return (
        sizes.style(8.8, line_height=1.28),
        sizes.style(8.2, bold=True, line_height=1.25),
        sizes.style(8, colour=QUIET),
    )


def rest_height(sizes: Sizes) -> float:
    """Millimetres of the line that tells how many rows found no room."""
    return _table_styles(sizes)[2].line_mm + _REST_GAP


def rows_with_room(fitter: Fitter, sizes: Sizes, table: Table, rect: Rect) -> int:
    """How many rows of the table, from its first, find room in the rectangle."""
    body, head, _ = _table_styles(sizes)
    _, below = headed(Fitter(fitter.faces), sizes, table.heading, rect, table.unit)
    _, left_out = table_element(Fitter(fitter.faces), table, below, body, head, table.title)
    return len(table.rows) - left_out


def _table(fitter: Fitter, sizes: Sizes, table: Table, rect: Rect) -> list[Element]:
    heading, below = headed(fitter, sizes, table.heading, rect, table.unit)
    body, head, small = _table_styles(sizes)
    if not table.rows:
        box = Rect(below.x, below.y, below.width, body.line_mm + 2)
        return [*heading, fitter.box(box, "body", [table.empty], body, table.title)]
    told = len(fitter.told)
    element, left_out = table_element(fitter, table, below, body, head, table.title)
    if not left_out + table.more:
        return [*heading, element]
    del fitter.told[told:]
    shorter = Rect(below.x, below.y, below.width, below.height - rest_height(sizes))
    element, left_out = _first_rows(fitter, sizes, table, shorter)
    box = Rect(below.x, element.rect.bottom + _REST_GAP, below.width, small.line_mm)
    words = table.rest.format(count=left_out + table.more)
    rest = fitter.box(box, "foot", [words], small, table.title)
    return [*heading, element, rest]


def _first_rows(fitter: Fitter, sizes: Sizes, table: Table, rect: Rect) -> tuple[TableElement, int]:
    """The rows that find room and the number of the others; the columns of an excerpt are as wide as its own
    rows need.
    """
    body, head, _ = _table_styles(sizes)

    def made(count: int, told: Fitter) -> tuple[TableElement, int]:
        shown = replace(table, rows=table.rows[:count])
        return table_element(told, shown, rect, body, head, table.title)

    if not table.is_excerpt:
        return made(len(table.rows), fitter)
    count = len(table.rows) - made(len(table.rows), Fitter(fitter.faces))[1]
    # Without the long texts of other rows columns are wider where they are needed, and more rows have room.
    while count < len(table.rows) and not made(count + 1, Fitter(fitter.faces))[1]:
        count += 1
    element, beyond = made(count, fitter)
    return element, len(table.rows) - count + beyond


def _map(fitter: Fitter, sizes: Sizes, figure: MapFigure, rect: Rect) -> list[Element]:
    heading, below = headed(fitter, sizes, figure.title, rect)
    if not figure.caption:
        return [*heading, MapElement(below, figure.still, figure.alternative)]
    small = sizes.style(8, colour=QUIET)
    box = Rect(below.x, below.bottom - small.line_mm, below.width, small.line_mm)
    shown = Rect(below.x, below.y, below.width, below.height - small.line_mm - 0.3)
    caption = fitter.box(box, "foot", [figure.caption], small, figure.title)
    return [*heading, MapElement(shown, figure.still, figure.alternative), caption]


def words_style(sizes: Sizes) -> Style:
    """Of the text in a box of words."""
    return sizes.style(9.5)


def _words(fitter: Fitter, sizes: Sizes, words: Words, rect: Rect) -> list[Element]:
    heading, below = headed(fitter, sizes, words.title, rect)
    style = words_style(sizes)
    ground = TINT if words.is_tinted else ""
    inset = 1.5 if words.is_tinted else 0.0
    return [
        *heading,
        fitter.box(below, "body", words.paragraphs, style, words.title, ground=ground, inset=inset),
    ]
