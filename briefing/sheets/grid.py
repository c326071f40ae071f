"""How many rows of a sheet's grid things need, so that they have room on every paper."""

from __future__ import annotations

import math

from briefing.contents import ROWS

KEY_ROWS = 5
"""What headline numbers take."""

_ROW_MM = 5.05
"""A row of the grid on the lowest paper under a title of one line and three messages."""

_LINE_MM, _HEAD_MM, _LOW_HEAD_MM, _GUTTER_MM = 5.4, 13.7, 10.1, 3.0


def rows_for(lines: int, *, is_low: bool = False) -> int:
    """Grid rows for a table of so many lines under headings of two lines, or of one (``is_low``)."""
    head = _LOW_HEAD_MM if is_low else _HEAD_MM
    return math.ceil((head + lines * _LINE_MM + _GUTTER_MM) / _ROW_MM)


def lines_for(rows: int) -> int:
    """How many lines of a table with headings of one line so many grid rows have room for; at least one."""
    return max(1, math.floor((rows * _ROW_MM - _GUTTER_MM - _LOW_HEAD_MM) / _LINE_MM))


def rest(*used: int) -> int:
    """The rows that are left below what is used."""
    return ROWS - sum(used)
