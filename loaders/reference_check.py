"""The references of a report: cut to what a cell holds, signed when written, and looked at when read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.finding import Cell, Finding
from domain.record import Table
from domain.spelling import label_key
from loaders.read_cell import cell_text
from loaders.report_layout import CHECK, REFERENCES, is_reference
from loaders.sheet_headings import find_headings
from loaders.sheet_table import TableCells
from loaders.workbook_cells import Sheet
from rules import report_form
from rules.workbook_form import rows_ja

_LONGEST = 600
_NOT_SHOWN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_SIGN = 4
"""Letters for each reference: a change stays unseen once in 65,536 times."""


def reference_text(text: str) -> str:
    """``text`` as a reference shows it: no character that a cell cannot hold, and not endless."""
    shown = _NOT_SHOWN.sub("□", text).strip()
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def signed(table: Table, identifier: str, references: Mapping[str, str]) -> str:
    """The content of the column 照合 for a row: a sign for each reference, by the row's own identifier.

    It is of letters alone, which no spreadsheet takes for a number or a date.
    """
    return "".join(
        _sign(identifier, column.name, references.get(column.name, "")) for column in REFERENCES[table.name]
    )


def _sign(identifier: str, name: str, text: str) -> str:
    told = "\n".join((label_key(identifier), name, label_key(text)))
    digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:_SIGN]
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digest)


@dataclass(frozen=True)
class References:
    """The references of a sheet as read: texts by row number and column name, and the sender's headings."""

    table: Table
    rows: Mapping[int, Mapping[str, str]]
    headings: Mapping[str, str]

    def findings(self, cells: TableCells) -> list[Finding]:
        """References that are no longer what was written out, of the rows that are data."""
        found: list[Finding] = []
        unsigned = []
        identifiers = cells.columns[self.table.columns[0].name]
        for number, identifier in zip(cells.numbers, identifiers, strict=True):
            row = self.rows.get(number, {})
            sign = row.get(CHECK.name, "")
            if sign:
                found += self._changed(cells, number, cell_text(identifier), row, sign)
            elif any(row.values()):
                unsigned.append(number)
        if unsigned:
            at = Cell(cells.file, cells.sheet, unsigned[0], self.headings.get(CHECK.name, ""))
            found.append(report_form.REFERENCE_UNSIGNED.at(at, rows=rows_ja(unsigned)))
        return found

    def _changed(
        self, cells: TableCells, number: int, identifier: str, row: Mapping[str, str], sign: str
    ) -> list[Finding]:
        found = []
        for at, column in enumerate(REFERENCES[self.table.name]):
            if column.name not in self.headings:
                continue  # a column that was taken out says nothing that could be lost
            text = row.get(column.name, "")
            if sign[at * _SIGN : (at + 1) * _SIGN] != _sign(identifier, column.name, text):
                cell = Cell(cells.file, cells.sheet, number, self.headings[column.name])
                found.append(report_form.REFERENCE_CHANGED.at(cell, text, label=column.heading_ja))
        return found


def taken_apart(sheet: Sheet, table: Table) -> tuple[Sheet, References]:
    """The sheet without its references, their places left empty, and the references.

    A row in which nothing else stands is left out: it has not even a key.
    """
    headings = find_headings(sheet, table)
    if headings is None:
        return sheet, References(table, {}, {})
    places = {at for at, text in enumerate(headings.texts) if is_reference(table, text)}
    if not places:
        return sheet, References(table, {}, {})
    names = {label_key(column.heading_ja): column.name for column in (*REFERENCES[table.name], CHECK)}
    by_place = {at: names[label_key(headings.texts[at])] for at in sorted(places)}
    rows = {
        number: {name: cell_text(sheet.columns[at][index]) for at, name in by_place.items()}
        for index, number in enumerate(sheet.numbers)
        if number > headings.row
    }
    texts = {name: headings.texts[at] for at, name in by_place.items()}
    return _without(sheet, places), References(table, rows, texts)


def _without(sheet: Sheet, places: set[int]) -> Sheet:
    columns = [[""] * len(sheet.numbers) if at in places else cells for at, cells in enumerate(sheet.columns)]
    kept = [index for index in range(len(sheet.numbers)) if any(cells[index] != "" for cells in columns)]
    form = sheet.form._replace(
        formulas=_outside(sheet.form.formulas, places),
        unevaluated=_outside(sheet.form.unevaluated, places),
        struck=_outside(sheet.form.struck, places),
    )
    return sheet._replace(
        numbers=[sheet.numbers[index] for index in kept],
        columns=[[cells[index] for index in kept] for cells in columns],
        form=form,
    )


def _outside(places: Sequence[tuple[int, int]], columns: set[int]) -> list[tuple[int, int]]:
    return [place for place in places if place[1] not in columns]
