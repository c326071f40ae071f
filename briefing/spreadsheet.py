"""Tables to CSV and Excel bytes. Text that a spreadsheet would run as a formula is made harmless."""

from __future__ import annotations

import datetime as dt
import io
import shutil
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from briefing.tables import AnswerTable
from domain.formula_text import looks_like_formula

_HEADING_FILL = PatternFill("solid", start_color="E8F1FE")
_WIDEST, _NARROWEST = 60, 8
_NO_DATE = dt.datetime(1980, 1, 1)
"""The earliest day that an archive knows."""


def harmless(text: str) -> str:
    """Text with an apostrophe before anything that spreadsheets take as a formula (OWASP)."""
    return f"'{text}" if looks_like_formula(text) else text


def csv_bytes(table: AnswerTable) -> bytes:
    """UTF-8 with byte-order mark, CRLF, so that Excel opens it as it is; empty cells are empty."""
    frame = table.frame
    texts = {c: frame[c].map(harmless) for c in frame.columns if _is_text(frame[c])}
    return (
        frame.assign(**texts)
        .to_csv(index=False, lineterminator="\r\n", float_format="%.15g")
        .encode("utf-8-sig")
    )


def workbook_bytes(tables: list[AnswerTable]) -> bytes:
    """One sheet a table: heading in row 1, one value a cell, numbers as numbers, no merged cells."""
    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.name[:31])
        _write_sheet(sheet, table.frame)
    # Without the time of day: the same tables are the same bytes.
    book.properties.created = book.properties.modified = _NO_DATE
    packed = io.BytesIO()
    ExcelWriter(book, _Timeless(packed, "w", ZIP_DEFLATED)).save()
    return packed.getvalue()


class _Timeless(ZipFile):
    """An archive whose members bear no time of their own."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *given: Any, **named: Any) -> None:
        super().writestr(_member(str(zinfo_or_arcname)), data, *given, **named)

    def write(self, filename: Any, arcname: Any = None, *given: Any, **named: Any) -> None:
        with Path(filename).open("rb") as source, self.open(_member(str(arcname)), "w") as target:
            shutil.copyfileobj(source, target)


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name)
    member.compress_type = ZIP_DEFLATED
    return member


def _write_sheet(sheet: Worksheet, frame: pd.DataFrame) -> None:
    for at, column in enumerate(frame.columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = _width(str(column), frame[column])
    sheet.freeze_panes = "A2"
    if len(frame):
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(frame.columns))}{len(frame) + 1}"
    sheet.append([_heading(sheet, str(column)) for column in frame.columns])
    plain = frame.astype(object).where(frame.notna(), None)
    formats = [_number_format(str(column)) for column in frame.columns]
    for row in plain.itertuples(index=False, name=None):
        sheet.append([_cell(sheet, value, form) for value, form in zip(row, formats, strict=True)])


def _heading(sheet: Worksheet, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    cell.fill = _HEADING_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet: Worksheet, value: Any, number_format: str) -> Cell | None:
    if value is None:
        return None
    if isinstance(value, str):
        # Whichever library writes the XML: one kind of line end.
        text = ILLEGAL_CHARACTERS_RE.sub("", value).replace("\r\n", "\n").replace("\r", "\n")
        cell = WriteOnlyCell(sheet, text)
        # A text cell is never calculated; the mark keeps it text when somebody edits it.
        cell.data_type = "s"
        cell.quotePrefix = looks_like_formula(value)
        return cell
    number = WriteOnlyCell(sheet, value)
    number.number_format = number_format
    return number


def _number_format(heading: str) -> str:
    return "#,##0.0" if "億円" in heading else "#,##0"


def _is_text(column: pd.Series) -> bool:
    return column.dtype == "str" or column.dtype == object


def _width(heading: str, column: pd.Series) -> float:
    """Width for the longest of the first lines; a Japanese character takes two."""
    samples = [heading, *(str(value) for value in column.head(200))]
    widest = max(sum(2 if ord(c) > 255 else 1 for c in text) for text in samples)
    return min(_WIDEST, max(_NARROWEST, widest + 2))
