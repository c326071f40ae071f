"""Cells of one table, from any number of sheets and files, to the submitted table that they make."""

from __future__ import annotations

import pandas as pd

from domain.finding import Finding
from domain.record import SOURCE_COLUMNS, SubmittedTable, Table
from loaders.plan_cell import read_column
from loaders.sheet_table import TableCells
from rules import workbook_form
from rules.workbook_form import rows_ja

_SCOPE, _SCOPED = "amount_scope", "amount_yen"
"""A column that says how another of its table is to be read."""


class TableRows:
    """Gathers the rows of one table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._values: dict[str, list[object]] = {name: [] for name in (*table.column_names, *SOURCE_COLUMNS)}
        self._headings: dict[str, str] = {}
        self._unread: dict[str, set[int]] = {}
        self._count = 0

    def add(self, cells: TableCells, *, is_csv: bool) -> list[Finding]:
        """Read the rows of a sheet or CSV into values; what comes back is said of its cells."""
        findings: list[Finding] = []
        scopes: list[str] | None = None
        # The scope comes first: it is read without the amounts, and they with it.
        for name in sorted(self.table.column_names, key=lambda name: name != _SCOPE):
            findings += self._add_column(cells, name, scopes if name == _SCOPED else None, is_csv=is_csv)
            if name == _SCOPE:
                scopes = [str(value or "") for value in self._values[name][self._count :]]
        count = len(cells.numbers)
        sources: tuple[list[object], ...] = ([cells.file] * count, [cells.sheet] * count, [*cells.numbers])
        for name, values in zip(SOURCE_COLUMNS, sources, strict=True):
            self._values[name] += values
        self._headings = cells.headings | self._headings
        self._count += count
        return findings

    def _add_column(
        self, cells: TableCells, name: str, scopes: list[str] | None, *, is_csv: bool
    ) -> list[Finding]:
        read = read_column(
            self.table[name], cells.columns[name], lambda index: cells.cell(index, name), scopes
        )
        self._values[name] += read.values
        if unread := read.unread | cells.unread.get(name, set()):
            self._unread.setdefault(name, set()).update(self._count + index for index in unread)
        if is_csv or not read.numbers_as_text:
            return read.findings
        at = cells.cell(read.numbers_as_text[0], name)
        rows = rows_ja(cells.numbers[index] for index in read.numbers_as_text)
        return [*read.findings, workbook_form.NUMBERS_AS_TEXT.at(at, at.column, rows=rows)]

    def submitted(self) -> SubmittedTable:
        """The rows so far, in the order in which they came."""
        columns = {name: pd.Series(values, dtype=object) for name, values in self._values.items()}
        frame = self.table.typed(pd.DataFrame(columns))
        return SubmittedTable(self.table, frame, self._headings, self._unread)
