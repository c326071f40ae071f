"""A table as data of the template: cells with their measured lines, grounds and the lines between rows."""

from __future__ import annotations

from typing import Any

from briefing.layout.elements import TableCell, TableElement
from briefing.layout.table_look import LINE_HEIGHT, Rule, row_look
from briefing.typeset.run_data import line_data


def table_data(table: TableElement) -> dict[str, Any]:
    """Widths, heights and rows; the first row is the heading."""
    return {
        "widths": list(table.widths),
        "heights": list(table.heights),
        "inset": table.inset,
        "rows": [_row(table, at) for at in range(len(table.rows))],
    }


def _row(table: TableElement, at: int) -> dict[str, Any]:
    look = row_look(table, at)
    return {
        "ground": look.ground,
        "above": _rule(look.above),
        "below": _rule(look.below),
        "cells": [_cell(cell) for cell in table.rows[at]],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {"points": rule.points, "colour": rule.colour}


def _cell(cell: TableCell) -> dict[str, Any]:
    size = max((run.size for line in cell.paragraph.lines for run in line.runs), default=1.0)
    colour = cell.mark.text_colour if cell.mark else ""
    return {
        "align": cell.paragraph.align,
        "lines": [line_data(line, colour) for line in cell.paragraph.lines],
        "size": size,
        "leading": size * (LINE_HEIGHT - 1),
        "mark": cell.mark.colour if cell.mark else "",
    }
