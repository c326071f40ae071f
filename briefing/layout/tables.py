"""Tables that fit: column widths from their contents, rows as high as their text, the rest told."""

from __future__ import annotations

import numpy as np

from briefing.contents import Table
from briefing.layout.elements import Paragraph, Rect, Shortened, TableCell, TableElement
from briefing.layout.measured_text import pieces
from briefing.layout.texts import Fitter, Style

INSET = 0.9
_PADDING = 0.7
_NARROWEST = 7.0
_LOOKED_AT = 60
_SHORT_HEADING = 12.0
_SHORT = 24.0
"""Millimetres: shorter texts, such as states and dates, are kept on one line."""


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
    """Widths that add up to ``width``: numbers and short texts get what they need, the others share the rest
    by need and weight.
    """
    needs, is_kept = [], []
    for at, column in enumerate(table.columns):
        texts = [row[at] for row in table.rows[:_LOOKED_AT]]
        longest = max((fitter.width(text, body.size, is_bold=True) for text in texts), default=0.0)
        # A number never breaks; its heading may, into two lines.
        head = _two_lines(fitter, column.heading, heading)
        is_kept.append(column.align == "right" or longest <= _SHORT)
        needs.append(max(longest, head if is_kept[-1] else min(head, 24)) * 1.04 + 2 * INSET + 0.6)
    need = np.maximum(np.array(needs), _NARROWEST)
    fixed = np.array(is_kept)
    if fixed.all():
        # Of nothing but short texts and numbers the texts take what is over.
        fixed = np.array([column.align == "right" for column in table.columns])
    free = width - need[fixed].sum()
    if not (~fixed).any() or free <= 0:
        return list((need * width / need.sum()).tolist())
    weights = np.array([column.weight for column in table.columns])
    wanted = need * weights
    part, over = wanted / wanted[~fixed].sum(), free - need[~fixed].sum()
    # Where there is room for all, each has what it needs, and what is over is shared.
    share = np.where(fixed, need, need + part * over if over >= 0 else part * free)
    return list(share.tolist())


def _two_lines(fitter: Fitter, text: str, style: Style) -> float:
    """The width at which a heading stands on at most two lines, wherever it may break; a short one on one."""
    parts, whole = pieces(text), fitter.width(text, style.size, is_bold=True)
    if whole <= _SHORT_HEADING:
        return whole
    cuts = (("".join(parts[:at]), "".join(parts[at:])) for at in range(len(parts)))
    return min(
        (max(fitter.width(line, style.size, is_bold=True) for line in cut) for cut in cuts), default=0.0
    )
