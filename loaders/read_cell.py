"""What reading one cell gives: the value, and what is to be said of the cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from loaders.workbook_cells import CellValue
from rules.rule import Rule


class Said(NamedTuple):
    """A rule that a cell breaks, the value to show, and the further names of the sentence."""

    rule: Rule
    value: str
    names: Mapping[str, str] = {}


class Read(NamedTuple):
    """A value in the column's type, None or ``""`` for none. ``is_unread``: the cell was not empty."""

    value: object
    said: tuple[Said, ...] = ()
    is_unread: bool = False


def unread(rule: Rule, value: str, **names: str) -> Read:
    """The reading of a cell that holds no value of its column."""
    return Read(None, (Said(rule, value, names),), is_unread=True)


def cell_text(cell: CellValue) -> str:
    """The cell as text: a number without the digits that spreadsheets do not keep, a date in ISO."""
    if isinstance(cell, float):
        return f"{cell:.15g}" if abs(cell) < 1e15 else f"{cell:.0f}"
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return str(cell)
