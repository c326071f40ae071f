"""CSV bytes to cells: encoding, headings and rows as they stand, nothing interpreted."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from domain.finding import Cell, Finding
from rules import file_form

ENCODINGS = ("utf-8", "cp932", "euc_jp")
"""Tried in this order after a byte-order mark; cp932 before shift_jis, for ① ㈱ 髙."""


@dataclass(frozen=True)
class CsvRows:
    """Cells of a CSV file: ``rows`` pairs the row number of a spreadsheet with its cells."""

    file: str
    headings: list[str]
    rows: list[tuple[int, list[str]]]


def decode(content: bytes) -> str | None:
    """Text in the first encoding that fits, without byte-order mark; None if none fits."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        candidates: tuple[str, ...] = ("utf-16",)
    else:
        candidates = ENCODINGS
        content = content.removeprefix(b"\xef\xbb\xbf")
    for encoding in candidates:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def read_csv(file: str, content: bytes) -> tuple[CsvRows | None, list[Finding]]:
    """The cells of a CSV file and what is wrong with its form.

    No rows come back when the file cannot be read at all. A row whose length differs from the
    headings' is left out and found; empty rows are passed over. Cells keep their inner text but
    lose white space at both ends.
    """
    text = decode(content)
    if text is None or "\x00" in text:
        reason = "文字コードが分からない" if text is None else "文字でない値を含む"
        return None, [file_form.NOT_READABLE.at(Cell(file), reason=reason)]
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        reason = f'囲みの「"」が合わない（{error}）'
        return None, [file_form.NOT_READABLE.at(Cell(file), reason=reason)]
    if not any(any(cell.strip() for cell in record) for record in records[1:]):
        return None, [file_form.EMPTY.at(Cell(file))]
    headings = [cell.strip() for cell in records[0]]
    rows, findings = [], []
    for number, record in enumerate(records[1:], start=2):
        cells = [cell.strip() for cell in record]
        if not any(cells):
            continue
        if len(cells) != len(headings):
            place = Cell(file, row=number)
            shown = ",".join(cells)
            findings.append(file_form.ROW_LENGTH.at(place, shown, found=len(cells), expected=len(headings)))
            continue
        rows.append((number, cells))
    return CsvRows(file, headings, rows), findings
