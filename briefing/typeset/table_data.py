"""A table as data of the template: cells with their measured lines, grounds and the lines between rows."""

from __future__ import annotations

from typing import Any

from briefing.layout.elements import TableCell, TableElement
from briefing.typeset.run_data import line_data
from geo.palette import ACCENT

_ROW_LINE, _TOTAL_LINE, _LAST_LINE = "#cccccc", "#949494", "#949494"
_HEADING_GROUND, _TOTAL_GROUND = "#e8f1fe", "#f2f2f2"
_LINE_HEIGHT = 1.25


def table_data(table: TableElement) -> dict[str, Any]:
    """Widths, heights and rows; the first row is the heading."""
    return {
        "widths": list(table.widths),
        "heights": list(table.heights),
        "inset": table.inset,
        "rows": [_row(table, at) for at in range(len(table.rows))],
    }


def _row(table: TableElement, at: int) -> dict[str, Any]:
    """A row's ground and the lines above and below it: pairs of points and colour."""
    above: tuple[float, str] = (0.0, "")
    below = (0.4, _ROW_LINE)
    ground = ""
    if at == 0:
        above, below, ground = (0.9, ACCENT), (0.6, ACCENT), _HEADING_GROUND
    elif at in table.strong:
        above, below, ground = (0.6, _TOTAL_LINE), (0.6, _TOTAL_LINE), _TOTAL_GROUND
    elif at == len(table.rows) - 1:
        below = (0.6, _LAST_LINE)
    cells = [_cell(cell) for cell in table.rows[at]]
    return {"ground": ground, "above": list(above), "below": list(below), "cells": cells}


def _cell(cell: TableCell) -> dict[str, Any]:
    size = max(run.size for line in cell.paragraph.lines for run in line.runs)
    colour = cell.mark.text_colour if cell.mark else ""
    return {
        "align": cell.paragraph.align,
        "lines": [line_data(line, colour) for line in cell.paragraph.lines],
        "size": size,
        "leading": size * (_LINE_HEIGHT - 1),
        "mark": cell.mark.colour if cell.mark else "",
    }
