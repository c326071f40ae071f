"""CSV bytes to cells: encoding, headings and rows as they stand, nothing interpreted."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from domain.finding import Cell, Finding
from rules import file_form

_LEGACY_ENCODINGS = ("cp932", "euc_jp")
"""Of offices without UTF-8; cp932 rather than shift_jis, for ① ㈱ 髙."""

_MOST_CELLS = 5_000_000
"""Cells and records of a file together; a hundred thousand projects have a third of it."""

_HALF_WIDTH_KANA = re.compile(r"[\uFF61-\uFF9F]")


@dataclass(frozen=True)
class CsvRows:
    """Cells of a CSV file: ``rows`` pairs the row number of a spreadsheet with its cells."""

    file: str
    headings: list[str]
    rows: list[tuple[int, list[str]]]


def decode(content: bytes) -> str | None:
    """Text in the encoding that fits, without byte-order mark; None if none fits.

    UTF-8 comes first: of the others only single words fit it by chance. Most EUC-JP also fits cp932,
    but as a clutter of half-width kana; and cp932 fits EUC-JP only where it lacks all of 0x81 to
    0x8D and 0x90 to 0x9F, the lead bytes of kana and common kanji. So of both readings the one with
    fewer half-width kana is right, and only a file whose whole Japanese is a few half-width kana may
    be taken for the wrong one.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decoded(content, "utf-16")
    content = content.removeprefix(b"\xef\xbb\xbf")
    if (text := _decoded(content, "utf-8")) is not None:
        return text
    readings = [_decoded(content, encoding) for encoding in _LEGACY_ENCODINGS]
    fitting = [text for text in readings if text is not None]
    return min(fitting, key=lambda text: len(_HALF_WIDTH_KANA.findall(text)), default=None)


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
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
        records = _records(text)
    except csv.Error as error:
        return None, [file_form.NOT_READABLE.at(Cell(file), reason=_reason(error))]
    if records is None:
        return None, [file_form.NOT_READABLE.at(Cell(file), reason="行と列が多すぎる")]
    if len(records) < 2:
        return None, [file_form.EMPTY.at(Cell(file))]
    headings = records[0][1]
    rows, findings = [], []
    for number, cells in records[1:]:
        if len(cells) != len(headings):
            place = Cell(file, row=number)
            shown = ",".join(cells)
            findings.append(file_form.ROW_LENGTH.at(place, shown, found=len(cells), expected=len(headings)))
            continue
        rows.append((number, cells))
    return CsvRows(file, headings, rows), findings


def _records(text: str) -> list[tuple[int, list[str]]] | None:
    """Records that hold anything, with their numbers and without white space at the ends of cells.

    None comes back for more records and cells than any file of ours has: a few megabytes of commas
    and line breaks would fill the memory.
    """
    records = []
    left = _MOST_CELLS
    for number, record in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1):
        left -= 1 + len(record)
        if left < 0:
            return None
        cells = [cell.strip() for cell in record]
        if any(cells):
            records.append((number, cells))
    return records


def _reason(error: csv.Error) -> str:
    """Why Python's reader gave up, in Japanese."""
    # An open quote swallows the rows after it, so it may end as a cell beyond the reader's limit.
    if "field limit" in str(error):
        return '囲みの「"」が閉じていないか、一つのセルが長すぎる'
    return '囲みの「"」が合わない'
