"""How many rows of a sheet's grid things need, so that they have room on every paper."""

from __future__ import annotations

import math

from briefing.contents import ROWS

KEY_ROWS = 5
"""What headline numbers take."""

_ROW_MM = 4.95
"""A row of the grid on the lowest paper under a title of one line and three messages."""

_LINE_MM, _HEAD_MM, _GUTTER_MM = 5.5, 9.6, 3.0


def rows_for(lines: int) -> int:
    """Grid rows for a table of so many lines under its headings."""
    return math.ceil((_HEAD_MM + lines * _LINE_MM + _GUTTER_MM) / _ROW_MM)


def rest(*used: int) -> int:
    """The rows that are left below what is used."""
    return ROWS - sum(used)
