"""Workbooks of plans for tests: a good one, and ways in which senders spoil theirs."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.chart import BarChart
from openpyxl.styles import Font
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from domain.tables import TABLES
from loaders.plan_layout import NOT_TABLES
from loaders.plan_workbook import filled_bytes
from tests.builders import good_plan
from tests.xlsb_book import xlsb_bytes

Change = Mapping[str, str]
"""One change: ``sheet``, ``at``, ``do`` and ``value``. A cell is ``C5``, or ``5 投資額（億円）`` by its heading;
rows, columns and ranges are given as spreadsheets do."""


@cache
def good_book(plan_type: str = "b") -> bytes:
    """The workbook of a plan in which nothing is found, without the sheets that are only to be read."""
    frames = {name: TABLES[name].frame(rows) for name, rows in good_plan(plan_type).items()}
    book = load_workbook(io.BytesIO(filled_bytes(frames, plan_type, version=1, is_fictional=True)))
    for name in NOT_TABLES:
        if name in book.sheetnames:
            del book[name]
    for sheet in book:
        sheet.data_validations.dataValidation = []
    for name in list(book.defined_names):
        del book.defined_names[name]
    return saved(book)


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def saved(book: Workbook) -> bytes:
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def spoilt(content: bytes, changes: Iterable[Change]) -> bytes:
    """``content`` with the changes made in order; the last may save it in another format."""
    book = opened(content)
    for change in changes:
        if change["do"] == "save_as_xlsb":
            return xlsb_bytes({sheet.title: [list(row) for row in sheet.values] for sheet in book})
        if change["do"] == "add_macros":
            return _add_macros(saved(book))
        if change["do"] in _TO_BOOK:
            _TO_BOOK[change["do"]](book, change)
            continue
        sheet = book[change["sheet"]]
        if change["do"] in _TO_SHEET:
            _TO_SHEET[change["do"]](sheet, change)
        else:
            _write(_cell(sheet, change["at"]), change["do"], change["value"])
    return saved(book)


def _cell(sheet: Worksheet, at: str) -> Cell:
    row, _, heading = at.partition(" ")
    if not heading:
        return sheet[at]
    column = next(cell.column for cell in sheet[1] if cell.value == heading)
    return sheet.cell(int(row), column)


def _write(cell: Cell, kind: str, value: str) -> None:
    """Put a value into a cell as a sender's program would."""
    if kind == "text":
        cell.value, cell.data_type = value.replace("\\n", "\n"), "s"
        cell.number_format = "@"
    elif kind == "number":
        cell.value, cell.number_format = float(value), "General"
    elif kind == "percent":
        cell.value, cell.number_format = float(value), "0%"
    elif kind == "date":
        cell.value, cell.number_format = dt.datetime.fromisoformat(value), "yyyy/m/d"
    elif kind == "flag":
        cell.value = value == "TRUE"
    elif kind == "error":
        cell.value, cell.data_type = value, "e"
    elif kind == "formula":
        cell.value = value
    elif kind == "format":
        cell.number_format = value
    elif kind == "strike":
        cell.font = Font(strike=True)
    else:
        raise ValueError(kind)


def _hide_column(sheet: Worksheet, change: Change) -> None:
    sheet.column_dimensions[change["at"]].hidden = True


def _hide_row(sheet: Worksheet, change: Change) -> None:
    sheet.row_dimensions[int(change["at"])].hidden = True


def _move_column(sheet: Worksheet, change: Change) -> None:
    """Move a column behind the last one."""
    at, last = column_index_from_string(change["at"]), sheet.max_column + 1
    for row in range(1, sheet.max_row + 1):
        sheet.cell(row, last).value = sheet.cell(row, at).value
    sheet.delete_cols(at)


def _copy_row(sheet: Worksheet, change: Change) -> None:
    """Write a row once more below the table."""
    values = [cell.value for cell in sheet[int(change["at"])]]
    for column, value in enumerate(values, start=1):
        sheet.cell(sheet.max_row + (column == 1), column).value = value


def _rename(sheet: Worksheet, change: Change) -> None:
    sheet.title = change["value"]


def _hide(sheet: Worksheet, _: Change) -> None:
    sheet.sheet_state = "hidden"


def _add_chart(sheet: Worksheet, change: Change) -> None:
    sheet.add_chart(BarChart(), change["at"])


_TO_SHEET: Mapping[str, Callable[[Worksheet, Change], Any]] = {
    "add_chart": _add_chart,
    "merge": lambda sheet, change: sheet.merge_cells(change["at"]),
    "hide_row": _hide_row,
    "hide_column": _hide_column,
    "hide_sheet": _hide,
    "rename_sheet": _rename,
    "insert_row": lambda sheet, change: sheet.insert_rows(int(change["at"])),
    "delete_row": lambda sheet, change: sheet.delete_rows(int(change["at"])),
    "delete_column": lambda sheet, change: sheet.delete_cols(column_index_from_string(change["at"])),
    "move_column": _move_column,
    "copy_row": _copy_row,
}


def _add_macros(content: bytes) -> bytes:
    """``content`` with the part that makes a workbook one with macros."""
    packed = io.BytesIO(content)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"not run")
    return packed.getvalue()


def _delete_sheet(book: Workbook, change: Change) -> None:
    del book[change["sheet"]]


_TO_BOOK: Mapping[str, Callable[[Workbook, Change], Any]] = {
    "add_sheet": lambda book, change: book.create_sheet(change["sheet"]),
    "delete_sheet": _delete_sheet,
    "move_sheet_first": lambda book, change: book.move_sheet(change["sheet"], -len(book.sheetnames)),
}
