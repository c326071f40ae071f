"""What a workbook file holds, as plain values: sheets, rows of cells, and marks of their form.

Rows count from 1 and columns from 0 everywhere. These types travel between processes, and their
module imports nothing that takes long to load.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

CellValue = str | int | float | dt.date
"""Text, number or date of a cell; ``""`` is the empty cell. Yes and no are TRUE and FALSE, errors
their text (``#REF!``), and a number is text where its format shows another (``60%``, ``500百万円``)."""

Place = tuple[int, int]
"""Row and column of a cell."""


class SheetForm(NamedTuple):
    """What stands in a sheet besides its values."""

    merged: list[tuple[int, int, int, int]]
    """First row, first column, last row, last column."""
    hidden_rows: list[int]
    hidden_columns: list[int]
    formulas: list[Place]
    unevaluated: list[Place]
    """Formulas that the file keeps no result of; their cells hold the formula's text."""
    struck: list[Place]
    """Cells whose text, or a part of it, is struck out."""
    has_drawing: bool


Row = tuple[int, list[CellValue]]
"""Number and cells of a row."""


class Sheet(NamedTuple):
    """One sheet by columns, all as long as ``numbers``: of rows that are not wholly empty."""

    name: str
    is_hidden: bool
    numbers: list[int]
    columns: list[list[CellValue]]
    form: SheetForm

    @classmethod
    def of_rows(cls, name: str, is_hidden: bool, rows: Sequence[Row], form: SheetForm) -> Sheet:
        """The sheet of these rows, which are of one length. Cells with one value are one object.

        That halves what has to travel between processes, and what a thousand rows take.
        """
        columns = []
        for column in zip(*(cells for _, cells in rows), strict=True):
            known: dict[CellValue, CellValue] = {}
            columns.append([known.setdefault(cell, cell) for cell in column])
        return cls(name, is_hidden, [number for number, _ in rows], columns, form)

    def row(self, index: int) -> list[CellValue]:
        return [column[index] for column in self.columns]

    @property
    def rows(self) -> list[Row]:
        """The rows with their numbers; to be asked of small sheets."""
        return [(number, self.row(index)) for index, number in enumerate(self.numbers)]


class Workbook(NamedTuple):
    """A workbook file as read: ``kind`` is xlsx, xlsb, xls or ods."""

    kind: str
    has_macros: bool
    sheets: list[Sheet]


class Refused(Exception):
    """A file is not read; ``reason`` is a word for why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def no_form() -> SheetForm:
    """The form of a sheet of nothing but values."""
    return SheetForm([], [], [], [], [], [], False)
