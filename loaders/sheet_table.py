"""A sheet to the cells of one table: headings are matched, rows sorted out, nothing interpreted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.finding import Cell, Finding
from domain.record import Table
from loaders.form_findings import form_findings
from loaders.read_cell import cell_text
from loaders.row_kind import RowKind, RowSorter
from loaders.sheet_headings import Headings, check_headings, find_headings
from loaders.workbook_cells import CellValue, Sheet
from rules import workbook_form
from rules.workbook_form import rows_ja


@dataclass(frozen=True)
class TableCells:
    """Cells of one table as they stand in one sheet: rows of data only, by column name.

    ``unread`` has, by column, the indexes of rows whose cell cannot be read whatever it holds;
    it is empty in ``columns``.
    """

    table: Table
    file: str
    sheet: str
    numbers: list[int]
    columns: dict[str, list[CellValue]]
    headings: dict[str, str]
    unread: dict[str, set[int]]

    def cell(self, index: int, column: str) -> Cell:
        return Cell(self.file, self.sheet, self.numbers[index], self.headings[column])


def table_cells(
    file: str, sheet: Sheet, table: Table, *, is_csv: bool = False
) -> tuple[TableCells | None, list[Finding]]:
    """The cells of ``table`` in a sheet, and what is wrong with the sheet's form.

    None comes back for a sheet without headings. The order of columns is free. A column whose
    heading is missing or repeated is unread in every row. Examples are passed over; notes, totals
    and whatever else is not imported are findings.
    """
    place = Cell(file, sheet.name)
    headings = find_headings(sheet, table)
    if headings is None:
        first = _joined(sheet.row(0)) if sheet.numbers else ""
        return None, [workbook_form.HEADING_ROW_MISSING.at(place, first)]
    heading_cell = Cell(file, sheet.name, headings.row)
    findings = check_headings(headings, table, heading_cell, needs_example=not is_csv)
    findings += _above(sheet, headings, place)
    kept, not_imported = _sorted_out(sheet, headings, table, place)
    data = _only(sheet, kept)
    findings += not_imported + _outside_columns(data, headings, place)
    cells = _cells(data, headings, table, place)
    findings += _unevaluated(sheet, headings, cells)
    findings += form_findings(sheet.form, headings, cells.numbers, place)
    return cells, findings


def _above(sheet: Sheet, headings: Headings, place: Cell) -> list[Finding]:
    findings = []
    if headings.row > 1:
        at = Cell(place.file, place.sheet, headings.row)
        findings.append(workbook_form.HEADING_ROW_LOWER.at(at, row=headings.row))
    for index in range(sheet.numbers.index(headings.row)):
        at = Cell(place.file, place.sheet, sheet.numbers[index])
        findings.append(workbook_form.TEXT_ABOVE_HEADINGS.at(at, _joined(sheet.row(index))))
    return findings


_NOT_IMPORTED = {
    RowKind.EXAMPLE_FILLED: workbook_form.EXAMPLE_ROW_FILLED,
    RowKind.NOTE: workbook_form.NOTE_NOT_IMPORTED,
    RowKind.TOTAL: workbook_form.TOTAL_ROW,
    RowKind.HEADINGS: workbook_form.SECOND_TABLE,
}


def _sorted_out(
    sheet: Sheet, headings: Headings, table: Table, place: Cell
) -> tuple[list[int], list[Finding]]:
    """Indexes of the rows of data, and findings on the others and on odd marks in the column 記入例."""
    sorter = RowSorter(sheet, table, headings.columns, headings.example_at, headings.row)
    example_at = headings.example_at
    kept: list[int] = []
    preset: list[int] = []
    findings = []
    for index in range(sheet.numbers.index(headings.row) + 1, len(sheet.numbers)):
        kind = sorter.kind(index)
        if kind is RowKind.PRESET:
            preset.append(sheet.numbers[index])
        if made := _NOT_IMPORTED.get(kind):
            at = Cell(place.file, place.sheet, sheet.numbers[index])
            findings.append(made.at(at, _joined(sheet.row(index))))
        if kind is not RowKind.DATA:
            continue
        kept.append(index)
        if example_at is not None and (mark := sheet.columns[example_at][index]) != "":
            at = Cell(place.file, place.sheet, sheet.numbers[index], headings.text(example_at))
            findings.append(workbook_form.EXAMPLE_MARK_UNKNOWN.at(at, cell_text(mark)))
    if preset:
        at = Cell(place.file, place.sheet, preset[0])
        findings.append(workbook_form.PRESET_ROWS.at(at, rows=rows_ja(preset)))
    return kept, findings


def _only(sheet: Sheet, kept: Sequence[int]) -> Sheet:
    """The sheet with these of its rows."""
    columns = [[column[index] for index in kept] for column in sheet.columns]
    return sheet._replace(numbers=[sheet.numbers[index] for index in kept], columns=columns)


def _outside_columns(data: Sheet, headings: Headings, place: Cell) -> list[Finding]:
    """Findings on values in columns that have no heading."""
    findings = []
    for column, cells in enumerate(data.columns):
        if column < len(headings.texts) and headings.texts[column]:
            continue
        filled = [index for index, cell in enumerate(cells) if cell != ""]
        if filled:
            rows = [data.numbers[index] for index in filled]
            at = Cell(place.file, place.sheet, rows[0], headings.text(column))
            first = cell_text(cells[filled[0]])
            findings.append(workbook_form.CELLS_WITHOUT_HEADING.at(at, first, rows=rows_ja(rows)))
    return findings


def _cells(data: Sheet, headings: Headings, table: Table, place: Cell) -> TableCells:
    count = len(data.numbers)
    columns: dict[str, list[CellValue]] = {}
    texts: dict[str, str] = {}
    unread: dict[str, set[int]] = {}
    for column in table.columns:
        at = headings.columns.get(column.name)
        columns[column.name] = [""] * count if at is None else data.columns[at]
        texts[column.name] = column.heading_ja if at is None else headings.text(at)
        if at is None:
            unread[column.name] = set(range(count))
    return TableCells(table, place.file, place.sheet, data.numbers, columns, texts, unread)


def _unevaluated(sheet: Sheet, headings: Headings, cells: TableCells) -> list[Finding]:
    """Findings on formulas that have no value; their cells are emptied, and unread."""
    findings = []
    names = {at: name for name, at in headings.columns.items()}
    indexes = {number: index for index, number in enumerate(cells.numbers)} if sheet.form.unevaluated else {}
    for row, column in sheet.form.unevaluated:
        if row in indexes and column in names:
            name, index = names[column], indexes[row]
            formula = cell_text(cells.columns[name][index])
            findings.append(workbook_form.FORMULA_WITHOUT_VALUE.at(cells.cell(index, name), formula))
            cells.columns[name][index] = ""
            cells.unread.setdefault(name, set()).add(index)
    return findings


def _joined(cells: Sequence[CellValue]) -> str:
    return " ".join(cell_text(cell) for cell in cells if cell != "")
