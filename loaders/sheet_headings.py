"""The row of headings of a sheet: where it is, and which column of a table stands where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from domain.finding import Cell, Finding
from domain.record import Table
from domain.spelling import label_key
from loaders.plan_layout import EXAMPLE_HEADING, headings
from loaders.read_cell import cell_text
from loaders.workbook_cells import CellValue, Row, Sheet
from rules import file_form

_ROWS_SEARCHED = 20
_LEAST_KNOWN = 2
"""Headings that a row must have to be taken for the headings."""


@dataclass(frozen=True)
class Headings:
    """Headings as the sender wrote them, and the places of the table's columns among them.

    ``columns`` leaves out columns whose heading is missing or stands there twice.
    """

    row: int
    texts: list[str]
    columns: dict[str, int]
    example_at: int | None

    def text(self, column: int) -> str:
        """The heading of a place, or the letter of a column that has none."""
        known = self.texts[column] if column < len(self.texts) else ""
        return known or f"{xl_col_to_name(column)}列"


def find_headings(sheet: Sheet, table: Table) -> Headings | None:
    """The row of headings that fits ``table`` best; None if no row near the top is one."""
    known = {label_key(heading) for heading in headings(table)}
    rows: list[Row] = [(number, sheet.row(at)) for at, number in enumerate(sheet.numbers[:_ROWS_SEARCHED])]
    scores = [len(known & _keys(cells)) for _, cells in rows]
    best = max(scores, default=0)
    if best < _LEAST_KNOWN:
        return None
    number, cells = rows[scores.index(best)]
    texts = [cell_text(cell) for cell in cells]
    keys = [label_key(text) for text in texts]
    counts = Counter(keys)
    columns = {
        column.name: keys.index(key)
        for column in table.columns
        if counts[key := label_key(column.heading_ja)] == 1
    }
    example = label_key(EXAMPLE_HEADING)
    return Headings(number, texts, columns, keys.index(example) if counts[example] == 1 else None)


def check_headings(found: Headings, table: Table, place: Cell, *, needs_example: bool) -> list[Finding]:
    """Missing, unknown and repeated headings. Drift is an error, never an empty column."""
    expected = [heading for heading in headings(table) if needs_example or heading != EXAMPLE_HEADING]
    known = {label_key(heading) for heading in headings(table)}
    counts = Counter(label_key(text) for text in found.texts)
    findings = [
        file_form.HEADING_MISSING.at(place, heading) for heading in expected if not counts[label_key(heading)]
    ]
    told: set[str] = set()
    for text in found.texts:
        key = label_key(text)
        cell = Cell(place.file, place.sheet, place.row, text)
        if key and key not in known:
            findings.append(file_form.HEADING_UNKNOWN.at(cell, text))
        if key and counts[key] > 1 and key not in told:
            told.add(key)
            findings.append(file_form.HEADING_REPEATED.at(cell, text))
    return findings


def matching_table(texts: Sequence[str], tables: Sequence[Table]) -> Table | None:
    """The table whose headings these are more than not, and more than any other's."""
    given = {label_key(text) for text in texts if text}
    best, best_share = None, 0.5
    for table in tables:
        known = {label_key(column.heading_ja) for column in table.columns}
        share = len(given & known) / len(given | known) if given else 0
        if share > best_share:
            best, best_share = table, share
    return best


def _keys(cells: Sequence[CellValue]) -> set[str]:
    return {label_key(cell_text(cell)) for cell in cells}
