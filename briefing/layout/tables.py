"""Tables that fit: column widths from their contents, rows as high as their text, the rest told."""

from __future__ import annotations

from dataclasses import replace

from briefing.contents import Table
from briefing.layout.column_widths import column_widths
from briefing.layout.elements import Paragraph, Rect, Shortened, TableCell, TableElement
from briefing.layout.texts import Fitter, Style

INSET = 0.9
_PADDING = 0.7


def table_element(
    fitter: Fitter, table: Table, rect: Rect, body: Style, heading: Style, place: str
) -> tuple[TableElement, int]:
    """The table as high as its rows, at most as the rectangle, and the number of rows it has no room for."""
    widths = column_widths(fitter, table, rect.width, body, heading, INSET)
    head = [
        fitter.paragraph(column.heading, replace(heading, align=column.align), width - 2 * INSET, 3, place)
        for column, width in zip(table.columns, widths, strict=True)
    ]
    rows, heights = [tuple(map(TableCell, head))], [_height(head, heading)]
    for at, row in enumerate(table.rows):
        told = len(fitter.told)
        cells = [
            fitter.paragraph(
                text,
                replace(body, is_bold=at in table.strong, align=column.align),
                width - 2 * INSET,
                table.lines,
                place,
            )
            for text, column, width in zip(row, table.columns, widths, strict=True)
        ]
        height = _height(cells, body)
        if sum(heights) + height > rect.height + 0.01:
            del fitter.told[told:]
            fitter.told.append(Shortened(place, f"{len(table.rows) - at}行", is_rows=True))
            break
        rows.append(
            tuple(TableCell(cell, table.marks.get((at, column))) for column, cell in enumerate(cells))
        )
        heights.append(height)
    box = Rect(rect.x, rect.y, rect.width, sum(heights))
    strong = frozenset(at + 1 for at in table.strong if at + 1 < len(rows))
    element = TableElement(box, table.title or place, widths, tuple(heights), tuple(rows), strong, INSET)
    return element, len(table.rows) - (len(rows) - 1)


def _height(cells: list[Paragraph], style: Style) -> float:
    return max(len(cell.lines) for cell in cells) * style.line_mm + 2 * _PADDING
