"""How high the blocks of a sheet must and would best be, in a given width."""

from __future__ import annotations

from dataclasses import replace

from briefing.contents import Block, ChartFigure, KeyNumbers, MapFigure, Row, SmallMaps, Stack, Table, Words
from briefing.layout.blocks import leaf_elements, rest_height, words_style
from briefing.layout.elements import Element, Rect, TextElement
from briefing.layout.key_number_cards import card_heights
from briefing.layout.look import Sizes
from briefing.layout.measured_text import MM_PER_POINT
from briefing.layout.stacks import GAP, Need, side_by_side
from briefing.layout.texts import Fitter

_NO_END = 10_000.0
_LEAST_CHART, _LEAST_MAP, _LEAST_SMALL_MAPS = 30.0, 46.0, 60.0
"""Millimetres below which nobody can read a figure."""

_BAR_MM = 4.6


def need(fitter: Fitter, sizes: Sizes, block: Block, width: float) -> Need:
    """What a block of this width asks for."""
    match block:
        case KeyNumbers():
            return Need(*card_heights(fitter, sizes, block, width))
        case Table():
            return _of_table(fitter, sizes, block, width)
        case Words():
            return _of_words(fitter, sizes, block, width)
        case ChartFigure():
            return Need(_LEAST_CHART, None)
        case MapFigure():
            return Need(_LEAST_MAP, None)
        case SmallMaps():
            return Need(_LEAST_SMALL_MAPS, None)
        case Stack():
            return _one_below_the_other([need(fitter, sizes, inner, width) for inner in block.blocks])
        case Row():
            return _of_row(fitter, sizes, block, width)


def _of_table(fitter: Fitter, sizes: Sizes, table: Table, width: float) -> Need:
    """All rows; of an excerpt at least its first ones and the line that tells the others."""
    wanted = _height(fitter, sizes, table, width)
    if not table.is_excerpt or len(table.rows) <= table.least:
        return Need(wanted, wanted)
    first = replace(table, rows=table.rows[: table.least], more=0)
    return Need(min(wanted, _height(fitter, sizes, first, width) + rest_height(sizes)), wanted)


def _of_words(fitter: Fitter, sizes: Sizes, words: Words, width: float) -> Need:
    """All of the text; of a box that gives way at least so many lines of each paragraph."""
    wanted = _height(fitter, sizes, words, width)
    if not words.least:
        return Need(wanted, wanted)
    heading = _height(fitter, sizes, replace(words, paragraphs=()), width)
    line = words_style(sizes).line_mm
    return Need(min(wanted, heading + words.least * len(words.paragraphs) * line + 0.1), wanted)


def least_height(fitter: Fitter, sizes: Sizes, table: Table, width: float) -> float:
    """Millimetres of a table's first rows, below which it is not begun at the foot of a page."""
    first = replace(table, rows=table.rows[: table.least], more=0)
    return _height(fitter, sizes, first, width)


def _one_below_the_other(needs: list[Need]) -> Need:
    gaps = GAP * (len(needs) - 1)
    wanted = [each.wanted for each in needs]
    known = [each for each in wanted if each is not None]
    return Need(
        sum(each.least for each in needs) + gaps,
        sum(known) + gaps if len(known) == len(wanted) else None,
    )


def _of_row(fitter: Fitter, sizes: Sizes, row: Row, width: float) -> Need:
    """The highest of its blocks; bars beside a table are as high as so many bars had best be."""
    places = side_by_side(Rect(0, 0, width, _NO_END), row.parts)
    needs = [need(fitter, sizes, inner, place.width) for inner, place in zip(row.blocks, places, strict=True)]
    wanted = [
        _bars_height(sizes, inner) if isinstance(inner, ChartFigure) else each.wanted
        for inner, each in zip(row.blocks, needs, strict=True)
    ]
    known = [each for each in wanted if each is not None]
    return Need(max(each.least for each in needs), max(known) if len(known) == len(wanted) else None)


def _bars_height(sizes: Sizes, figure: ChartFigure) -> float:
    """How high bars beside a table had best be."""
    return sizes.style(10.5).line_mm + 0.4 + max(len(figure.chart.categories), 4) * _BAR_MM


def _height(fitter: Fitter, sizes: Sizes, block: Table | Words, width: float) -> float:
    """How high a block is when it has all the room it wants."""
    made = leaf_elements(Fitter(fitter.faces), sizes, block, Rect(0, 0, width, _NO_END))
    return max((_bottom(element) for element in made), default=0.0)


def _bottom(element: Element) -> float:
    """Where an element that had room without end comes to its end."""
    if isinstance(element, TextElement):
        lines = [line for paragraph in element.paragraphs for line in paragraph.lines]
        tall = sum(max(run.size for run in line.runs) * MM_PER_POINT * element.line_height for line in lines)
        return element.rect.y + tall + 2 * element.inset + 0.1
    return element.rect.bottom
