"""A copy of what a sender handed in, with the cells of its findings coloured and explained in place."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import PureWindowsPath

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from domain.file_name import safe_name
from domain.finding import Finding, Severity
from domain.spelling import label_key
from loaders.finding_list import SEVERITY_FILLS, as_cell_text, write_finding_list
from loaders.plan_layout import FINDINGS_SHEET
from loaders.workbook_form import scan_xlsx
from loaders.zip_parts import inflated_parts

MARKED_BY = "地域未来投資マップ"
"""Author of our notes, by which the notes of an earlier copy are known and taken off."""

_MOST_BYTES = 24 * 2**20
_MOST_MERGED = 200_000
"""Beyond these a workbook is not loaded for marking: its cells would take gigabytes of memory."""

_MOST_NOTES = 5_000
"""Notes on cells; the list has every finding."""

_HEADINGS_WITHIN = 20
_LETTERS = re.compile("([A-Z]{1,3})列")
_TINTS = {f"00{tint}" for tint in SEVERITY_FILLS.values()}
_NOTE_WIDTH, _NOTE_HEIGHT = 360, 120


def marked_copy(file_name: str, content: bytes, findings: Sequence[Finding]) -> bytes:
    """The file as xlsx with its findings marked, and the sheet 指摘一覧 before the others.

    Cells are tinted by the gravest finding and bear all sentences as a note. What the sender wrote
    stays as it is, formulas too; pictures, charts and macros are left out, and so are the marks of an
    earlier copy. A file that is no xlsx, or cannot be loaded within bounds, gives the list alone.
    """
    own = [finding for finding in findings if finding.cell.file in (file_name, "")]
    book = _loaded(content)
    if book is None:
        book = Workbook()
        book.remove(book.worksheets[0])
    addresses = _mark(book, own)
    sheet = book.create_sheet(FINDINGS_SHEET, 0)
    write_finding_list(sheet, [(finding, addresses.get(finding, "")) for finding in own])
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def copy_name(file_name: str) -> str:
    """Name under which a marked copy is sent back: ``計画.xls`` → ``計画（指摘）.xlsx``, in no folder of any system."""
    return f"{safe_name(PureWindowsPath(file_name.replace(':', '＿')).stem)}（指摘）.xlsx"


def _loaded(content: bytes) -> Workbook | None:
    """The workbook without an earlier copy's marks; None if it cannot be had within bounds."""
    try:
        parts = inflated_parts(content)
        merged = [
            (bottom - top + 1) * (right - left + 1)
            for scanned in scan_xlsx(parts).values()
            for top, left, bottom, right in scanned.form.merged
        ]
        if sum(map(len, parts.values())) > _MOST_BYTES or sum(merged) > _MOST_MERGED:
            return None
        book = load_workbook(io.BytesIO(content))
    except Exception:  # openpyxl has no error of its own for files that it cannot load
        return None
    if FINDINGS_SHEET in book.sheetnames:
        book.remove(book[FINDINGS_SHEET])
    for sheet in book.worksheets:
        _unmark(sheet)
    return book


def _unmark(sheet: Worksheet) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment is not None and cell.comment.author == MARKED_BY:
                cell.comment = None
            if cell.fill.start_color.rgb in _TINTS:
                cell.fill = PatternFill()


def _mark(book: Workbook, findings: Sequence[Finding]) -> dict[Finding, str]:
    """Tint and explain cells; returns the address that each finding has got."""
    addresses: dict[Finding, str] = {}
    by_cell: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    columns = {sheet.title: _columns(sheet) for sheet in book.worksheets}
    for finding in findings:
        at = finding.cell
        if at.sheet in columns and at.row:
            column = _column(columns[at.sheet], at.column)
            addresses[finding] = f"{get_column_letter(column)}{at.row}"
            by_cell[at.sheet, addresses[finding]].append(finding)
    for (sheet, address), found in by_cell.items():
        _mark_cell(book[sheet], address, found, has_note=len(by_cell) <= _MOST_NOTES)
    return addresses


def _column(columns: Mapping[str, int], heading: str) -> int:
    """Number of the column with this heading, or of ``AF列`` without one; the first for a whole row."""
    if letters := _LETTERS.fullmatch(heading):
        return column_index_from_string(letters[1])
    return columns.get(label_key(heading), 1)


def _columns(sheet: Worksheet) -> Mapping[str, int]:
    """Column numbers by heading; the headings may stand lower than row 1, and of two the first counts."""
    found: dict[str, int] = {}
    for row in sheet.iter_rows(max_row=_HEADINGS_WITHIN, values_only=True):
        for column, heading in enumerate(row, start=1):
            if heading is not None:
                found.setdefault(label_key(str(heading)), column)
    return found


def _mark_cell(sheet: Worksheet, address: str, findings: Sequence[Finding], *, has_note: bool) -> None:
    cell = _shown_cell(sheet, address)
    gravest = next(severity for severity in Severity if any(f.severity is severity for f in findings))
    cell.fill = PatternFill("solid", start_color=SEVERITY_FILLS[gravest])
    if not has_note:
        return
    sentences = dict.fromkeys(f"［{finding.severity}］{finding.sentence}" for finding in findings)
    own = [cell.comment.text] if cell.comment is not None else []
    note = as_cell_text("\n".join([*sentences, *own]))
    cell.comment = Comment(note, MARKED_BY, height=_NOTE_HEIGHT, width=_NOTE_WIDTH)


def _shown_cell(sheet: Worksheet, address: str) -> Cell:
    """The cell at the address, or the one that shows it where cells are merged."""
    cell = sheet[address]
    if isinstance(cell, MergedCell):
        around = next(merged for merged in sheet.merged_cells.ranges if address in merged)
        cell = around.start_cell
    return cell
