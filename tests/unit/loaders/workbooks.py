"""Looking into written workbooks: with openpyxl for their form, with calamine for their values."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from domain.record import Table
from domain.tables import TABLES
from loaders.plan_workbook import filled_bytes


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def packed(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def values(content: bytes, sheet: str) -> list[list[Any]]:
    """Rows of a sheet as calamine reads them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def frames(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, pd.DataFrame]:
    """Rows by table as they are in force."""
    return {name: TABLES[name].frame([dict(row) for row in rows[name]]) for name in rows}


def filled(table: Table, *rows: Mapping[str, Any], plan_type: str = "b") -> bytes:
    return filled_bytes(frames({table.name: rows}), plan_type, version=7, is_fictional=False)


def cell_of(content: bytes, table: Table, column: str, row: int = 2) -> Any:
    """What calamine finds in a column's cell."""
    return values(content, table.label_ja)[row - 1][table.column_names.index(column)]


def rule_at(sheet: Worksheet, address: str) -> DataValidation:
    """The one rule of entry for a cell."""
    (found,) = [rule for rule in sheet.data_validations.dataValidation if address in rule.sqref]
    return found


def column_at(sheet: Worksheet, number: int) -> ColumnDimension:
    """Width and format of a column; neighbours that look alike share one entry."""
    return next(found for found in sheet.column_dimensions.values() if found.min <= number <= found.max)
