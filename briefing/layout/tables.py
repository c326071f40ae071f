"""Tables that fit: column widths from their contents, rows as high as their text, the rest told."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from briefing.contents import Table
from briefing.layout.elements import Paragraph, Rect, Shortened, TableCell, TableElement
from briefing.layout.texts import Fitter, Style

INSET = 0.9
_PADDING = 0.7
_NARROWEST = 7.0
_LOOKED_AT = 60
_SHORT, _WHOLE = 24.0, 10.0
"""Millimetres: words that need less stay on one line."""

_BREAKING = 1.15
"""How much more room a text takes that is broken into lines."""


def table_element(
    fitter: Fitter, table: Table, rect: Rect, body: Style, heading: Style, place: str
) -> tuple[TableElement, int]:
    """The table as high as its rows, at most as the rectangle, and the number of rows it has no room for."""
    widths = _widths(fitter, table, rect.width, body, heading)
    head = [
        fitter.paragraph(column.heading, _aligned(heading, column.align), width - 2 * INSET, 3, place)
        for column, width in zip(table.columns, widths, strict=True)
    ]
    rows, heights = [tuple(map(TableCell, head))], [_height(head, heading)]
    for at, row in enumerate(table.rows):
        told = len(fitter.told)
        cells = [
            fitter.paragraph(
                text, _cell_style(body, table, at, column.align), width - 2 * INSET, table.lines, place
            )
            for text, column, width in zip(row, table.columns, widths, strict=True)
        ]
        height = _height(cells, body)
        if sum(heights) + height > rect.height + 0.01:
            del fitter.told[told:]
            fitter.told.append(Shortened(place, f"{len(table.rows) - at}行"))
            break
        rows.append(
            tuple(TableCell(cell, table.marks.get((at, column))) for column, cell in enumerate(cells))
        )
        heights.append(height)
    box = Rect(rect.x, rect.y, rect.width, sum(heights))
    strong = frozenset(at + 1 for at in table.strong if at + 1 < len(rows))
    element = TableElement(
        box, table.title or place, tuple(widths), tuple(heights), tuple(rows), strong, INSET
    )
    return element, len(table.rows) - (len(rows) - 1)


def _cell_style(body: Style, table: Table, row: int, align: str) -> Style:
    return Style(body.size, row in table.strong, body.colour, align, body.line_height)  # type: ignore[arg-type]


def _aligned(style: Style, align: str) -> Style:
    return Style(style.size, style.is_bold, style.colour, align, style.line_height)  # type: ignore[arg-type]


def _height(cells: list[Paragraph], style: Style) -> float:
    return max(len(cell.lines) for cell in cells) * style.line_mm + 2 * _PADDING


def _widths(fitter: Fitter, table: Table, width: float, body: Style, heading: Style) -> list[float]:
    """Widths that add up to ``width``. Numbers and short words get what they need on one line, texts what they
    need on the lines that they may have; what is then left goes first to texts that are still broken, then to
    all columns by need. Where even that is too much, the widest columns give way.
    """
    needs = np.array([_need(fitter, table, at, body, heading) for at in range(len(table.columns))])
    weights = np.array([column.weight for column in table.columns])
    is_number = np.array([column.align == "right" for column in table.columns])
    may_break = ~is_number & (needs > _SHORT)
    least = np.where(may_break, np.maximum(needs / table.lines * _BREAKING, _SHORT), needs)
    least = np.minimum(least, needs)
    if least.sum() > width:
        return _narrowed(least, weights, is_number, width)
    spare, wanted = width - least.sum(), (needs - least) * weights
    given = np.minimum(needs - least, wanted / wanted.sum() * spare) if wanted.sum() else np.zeros_like(least)
    found = least + given
    return list((found + (width - found.sum()) * needs / needs.sum()).tolist())


def _need(fitter: Fitter, table: Table, at: int, body: Style, heading: Style) -> float:
    """What the longest cell of a column needs on one line."""
    column = table.columns[at]
    texts = [row[at] for row in table.rows[:_LOOKED_AT]]
    longest = max((fitter.width(text, body.size, is_bold=True) for text in texts), default=0.0)
    head = fitter.width(column.heading, heading.size, is_bold=True)
    # A number never breaks; its heading may, into two lines, if it is not as short as a word.
    least = max(head / 2, min(head, _WHOLE)) if column.align == "right" else min(head, _SHORT)
    return max(max(longest, least) * 1.04 + 2 * INSET + 0.6, _NARROWEST)


def _narrowed(
    least: npt.NDArray[np.float64],
    weights: npt.NDArray[np.float64],
    is_number: npt.NDArray[np.bool_],
    width: float,
) -> list[float]:
    """Numbers keep what they need; of the others those that need less than their share keep it, and the rest
    share what is left by weight.
    """
    free = width - least[is_number].sum()
    if free <= 0 or is_number.all():
        return list((least * width / least.sum()).tolist())
    found, is_open = least.copy(), ~is_number
    while is_open.any():
        share = free * weights / weights[is_open].sum()
        fits = is_open & (least <= share)
        if not fits.any():
            found[is_open] = share[is_open]
            break
        free -= least[fits].sum()
        is_open &= ~fits
    return list(found.tolist())
