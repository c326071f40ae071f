"""Rows of a report in which nothing has been written yet: they are due, and no report."""

from __future__ import annotations

from dataclasses import replace

from domain.finding import Cell, Finding
from loaders.sheet_table import TableCells
from rules import report_form
from rules.workbook_form import rows_ja


def reported(cells: TableCells) -> tuple[TableCells, list[Finding]]:
    """The rows in which more than the key is written, and one finding on all the others."""
    count = len(cells.numbers)
    to_fill = [column.name for column in cells.table.columns if column.name not in cells.table.key]
    # A column whose heading is missing is unread in every row; that does not make them written.
    unread = {name: indexes for name, indexes in cells.unread.items() if len(indexes) < count}
    is_written = [
        any(cells.columns[name][index] != "" or index in unread.get(name, ()) for name in to_fill)
        for index in range(count)
    ]
    kept = [index for index, written in enumerate(is_written) if written]
    if len(kept) == len(is_written):
        return cells, []
    waiting = [number for number, written in zip(cells.numbers, is_written, strict=True) if not written]
    places = {index: at for at, index in enumerate(kept)}
    found = report_form.ROWS_NOT_REPORTED.at(
        Cell(cells.file, cells.sheet, waiting[0]), cells.table.label_ja, rows=rows_ja(waiting)
    )
    return (
        replace(
            cells,
            numbers=[cells.numbers[index] for index in kept],
            columns={name: [column[index] for index in kept] for name, column in cells.columns.items()},
            unread={
                name: {places[index] for index in indexes if index in places}
                for name, indexes in cells.unread.items()
            },
        ),
        [found],
    )
