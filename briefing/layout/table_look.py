"""How tables look on paper and slides: grounds of rows, and the lines above and below them."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.layout.elements import TableElement
from geo.palette import ACCENT

LINE_HEIGHT = 1.25
"""Of the text in cells, beside its size."""

_ROW_LINE, _TOTAL_LINE, _LAST_LINE = "#cccccc", "#949494", "#949494"
_HEADING_GROUND, _TOTAL_GROUND = "#e8f1fe", "#f2f2f2"


@dataclass(frozen=True)
class Rule:
    """A line between rows, in points; "" is none."""

    points: float = 0.0
    colour: str = ""


@dataclass(frozen=True)
class RowLook:
    """A row's ground ("" for none) and the lines above and below it."""

    ground: str
    above: Rule
    below: Rule


def row_look(table: TableElement, row: int) -> RowLook:
    """How the row looks; row 0 is the heading, and ``strong`` rows are totals."""
    if row == 0:
        return RowLook(_HEADING_GROUND, Rule(0.9, ACCENT), Rule(0.6, ACCENT))
    if row in table.strong:
        return RowLook(_TOTAL_GROUND, Rule(0.6, _TOTAL_LINE), Rule(0.6, _TOTAL_LINE))
    last = row == len(table.rows) - 1
    return RowLook("", Rule(), Rule(0.6, _LAST_LINE) if last else Rule(0.4, _ROW_LINE))
