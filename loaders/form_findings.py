"""What is told of a sheet's form: merged and hidden cells, formulas, lines through text, pictures."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_range

from domain.finding import Cell, Finding
from loaders.sheet_headings import Headings
from loaders.workbook_cells import Place, SheetForm
from rules import workbook_form
from rules.workbook_form import rows_ja


def form_findings(form: SheetForm, headings: Headings, rows: Sequence[int], place: Cell) -> list[Finding]:
    """Findings on the form of the table whose rows of data have the numbers ``rows``.

    What lies outside the table, such as merged cells of a note below it, does not matter.
    """
    columns = set(range(len(headings.texts)))
    data = set(rows)
    findings = _merged(form, headings, data, place)
    if hidden_rows := data & set(form.hidden_rows):
        at = Cell(place.file, place.sheet, min(hidden_rows))
        findings.append(workbook_form.ROWS_HIDDEN.at(at, rows=rows_ja(hidden_rows)))
    for column in sorted(columns & set(form.hidden_columns)):
        if data and headings.texts[column]:
            at = Cell(place.file, place.sheet, headings.row, headings.text(column))
            findings.append(workbook_form.COLUMNS_HIDDEN.at(at, headings.text(column)))
    for column, own_rows in _by_column(form.formulas, data, columns).items():
        at = Cell(place.file, place.sheet, min(own_rows), headings.text(column))
        findings.append(workbook_form.FORMULAS.at(at, headings.text(column), rows=rows_ja(own_rows)))
    for column, own_rows in _by_column(form.struck, data, columns).items():
        at = Cell(place.file, place.sheet, min(own_rows), headings.text(column))
        findings.append(workbook_form.STRUCK_OUT.at(at, headings.text(column), rows=rows_ja(own_rows)))
    if form.has_drawing:
        findings.append(workbook_form.DRAWING.at(place))
    return findings


def _merged(form: SheetForm, headings: Headings, data: set[int], place: Cell) -> list[Finding]:
    findings = []
    for top, left, bottom, right in form.merged:
        is_in_table = left < len(headings.texts) and (
            top <= headings.row <= bottom or not data.isdisjoint(range(top, bottom + 1))
        )
        if is_in_table:
            at = Cell(place.file, place.sheet, top, headings.text(left))
            cells = xl_range(top - 1, left, bottom - 1, right)
            findings.append(workbook_form.CELLS_MERGED.at(at, cells))
    return findings


def _by_column(places: Sequence[Place], rows: set[int], columns: set[int]) -> dict[int, list[int]]:
    """Rows by column of the places that lie in the table."""
    found: dict[int, list[int]] = {}
    for row, column in places:
        if row in rows and column in columns:
            found.setdefault(column, []).append(row)
    return dict(sorted(found.items()))
