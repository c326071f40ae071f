"""Tables on slides: native ones, with the measured widths and heights and the lines of the house."""

from __future__ import annotations

from typing import Any

from pptx.oxml.ns import qn

from briefing.layout.elements import TableCell, TableElement
from briefing.layout.measured_text import MM_PER_POINT
from briefing.layout.table_look import LINE_HEIGHT, RowLook, row_look
from briefing.slides.drawing_xml import add_fill, add_line, describe, emu, remove_all
from briefing.slides.text import add_paragraph

_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's「スタイルなし、表のグリッド線なし」; lines and grounds are the cells' own."""


def add_table(slide: Any, table: TableElement) -> None:
    """The table, its first row told as heading to who cannot see it."""
    rect = table.rect
    frame = slide.shapes.add_table(
        len(table.rows), len(table.widths), emu(rect.x), emu(rect.y), emu(rect.width), emu(rect.height)
    )
    words = f"表：{table.name}（{len(table.rows) - 1:,}行、{len(table.widths)}列）"
    describe(frame, f"表 {frame.shape_id}", words)
    grid = frame._element.graphic.graphicData.tbl
    look = grid.tblPr
    look.set("firstRow", "1")
    look.set("bandRow", "0")
    look.find(qn("a:tableStyleId")).text = _NO_STYLE
    for column, width in zip(grid.tblGrid.gridCol_lst, table.widths, strict=True):
        column.w = emu(width)
    for at, (row, height) in enumerate(zip(grid.tr_lst, table.heights, strict=True)):
        row.h = emu(height)
        margin = _margin(table, at)
        for place, cell in zip(row.tc_lst, table.rows[at], strict=True):
            _fill_cell(place, cell, row_look(table, at), table.inset, margin)
    frame.width = sum(column.w for column in grid.tblGrid.gridCol_lst)
    frame.height = sum(row.h for row in grid.tr_lst)


def _margin(table: TableElement, row: int) -> float:
    """Room above and below a row's text, so small that PowerPoint has no reason to make the row higher."""
    text = max(_text_height(cell) for cell in table.rows[row])
    return max(0.0, (table.heights[row] - text) / 2 - 0.1)


def _text_height(cell: TableCell) -> float:
    size = max((run.size for run in cell.paragraph.runs), default=0.0)
    return len(cell.paragraph.lines) * size * LINE_HEIGHT * MM_PER_POINT


def _fill_cell(place: Any, cell: TableCell, look: RowLook, inset: float, margin: float) -> None:
    body = place.get_or_add_txBody()
    remove_all(body, "a:p")
    add_paragraph(body, cell.paragraph, LINE_HEIGHT, cell.mark.text_colour if cell.mark else "")
    properties = place.get_or_add_tcPr()
    for side in ("marL", "marR"):
        properties.set(side, str(emu(inset)))
    for side in ("marT", "marB"):
        properties.set(side, str(emu(margin)))
    properties.set("anchor", "ctr")
    for tag in ("a:lnL", "a:lnR"):
        add_line(properties, tag, 0, "")
    for tag, rule in (("a:lnT", look.above), ("a:lnB", look.below)):
        add_line(properties, tag, rule.points, rule.colour)
    add_fill(properties, cell.mark.colour if cell.mark else look.ground)
