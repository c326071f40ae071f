"""Workbooks and CSV files of plans, and of reports on them, to submitted tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.finding import Cell, Finding
from domain.record import FileFacts, Reading, Table
from domain.report_tables import REPORT_TABLES
from domain.spelling import label_key
from domain.tables import TABLES
from loaders.csv_file import read_csv
from loaders.file_facts import are_facts, read_facts
from loaders.file_name import name_finding
from loaders.plan_layout import FACTS_SHEET, NOT_TABLES, plan_tables, sheet_name
from loaders.reference_check import taken_apart
from loaders.report_layout import is_reference
from loaders.report_rows import reported
from loaders.sheet_headings import matching_table
from loaders.sheet_table import table_cells
from loaders.table_rows import TableRows
from loaders.workbook_cells import Row, Sheet, no_form
from loaders.workbook_file import is_workbook, read_workbook, size_finding
from rules import file_form, workbook_form


def read_plan_files(files: Mapping[str, bytes]) -> Reading:
    """Tables of plans in workbooks (xlsx, xlsm, xlsb, xls, ods) and CSV files, by file name.

    A table is among those submitted if some file holds its sheet, or is its CSV. Whatever is not
    read into a value is a finding: cells, rows, sheets and files alike. ``facts`` has the workbooks, and
    the CSV files if 様式情報 is one of them: together they are one workbook taken apart. Of a report,
    rows in which nothing has been filled in and the columns 参考 are not among the tables.
    """
    reader = _Reader()
    for file, content in files.items():
        reader.read(file, content)
    reader.read_csv_tables()
    submitted = {name: reader.rows[name].submitted() for name in TABLES if name in reader.rows}
    return Reading(submitted, reader.findings, reader.facts)


class _Reader:
    """Reads the files of one submission, one after the other."""

    def __init__(self) -> None:
        self.rows: dict[str, TableRows] = {}
        self.findings: list[Finding] = []
        self.facts: dict[str, FileFacts] = {}
        self._csv_files: list[str] = []
        self._csv_tables: list[tuple[str, Sheet, Table]] = []
        self._csv_facts: list[FileFacts] = []

    def read(self, file: str, content: bytes) -> None:
        if unusable := name_finding(file):
            self.findings.append(unusable)
        elif too_large := size_finding(file, content):
            self.findings.append(too_large)
        elif is_workbook(file, content):
            self._read_workbook(file, content)
        else:
            self._read_csv(file, content)

    def _read_csv(self, file: str, content: bytes) -> None:
        cells, form = read_csv(file, content)
        self.findings += form
        if cells is None:
            return
        self._csv_files.append(file)
        rows: list[Row] = [(1, [*cells.headings])]
        rows += [(number, [*row]) for number, row in cells.rows]
        sheet = Sheet.of_rows("", False, rows, no_form())
        if are_facts(cells.headings):
            facts, said = read_facts(file, sheet, is_csv=True)
            self._csv_facts.append(facts)
            self.findings += said
        elif table := _table_of(cells.headings):
            self._csv_tables.append((file, sheet, table))
        else:
            self.findings.append(file_form.FILE_UNKNOWN.at(Cell(file, row=1), file))

    def read_csv_tables(self) -> None:
        """The CSV files, once it is known what they are: what 様式情報 among them says holds for all.

        Two of it are one too many. Tables with references are of a report, whether or not it says so.
        """
        for file in self._csv_files if self._csv_facts else ():
            self.facts[file] = self._csv_facts[0]
        if len(self._csv_facts) > 1:
            self.findings.append(workbook_form.SHEET_REPEATED.at(Cell(), FACTS_SHEET))
        for file, sheet, table in self._csv_tables:
            facts = self.facts.get(file, FileFacts())
            if any(is_reference(table, str(cells[0])) for cells in sheet.columns):
                self.facts[file] = facts = replace(facts, is_report=True)
            if facts.is_report and table not in REPORT_TABLES:
                self.findings.append(workbook_form.SHEET_UNKNOWN.at(Cell(file), table.label_ja))
                continue
            self._read_table(file, sheet, table, is_csv=True, is_report=facts.is_report)

    def _read_workbook(self, file: str, content: bytes) -> None:
        workbook, form = read_workbook(file, content)
        self.findings += form
        if workbook is None:
            return
        sheets = self._by_name(file, workbook.sheets)
        tables = {label_key(sheet_name(table)): table for table in plan_tables()}
        if not tables.keys() & sheets.keys():
            names = "、".join(sheet.name for sheet in workbook.sheets)
            self.findings.append(file_form.WORKBOOK_UNKNOWN.at(Cell(file), names))
            return
        facts, said = read_facts(file, sheets.get(label_key(FACTS_SHEET)))
        self.findings += said
        of_report = {key: table for key, table in tables.items() if table in REPORT_TABLES}
        if not facts.is_report and label_key(FACTS_SHEET) not in sheets:
            # Without 様式情報 it is a report if it has no sheet of anything else.
            facts = replace(facts, is_report=not (tables.keys() - of_report.keys()) & sheets.keys())
        self.facts[file] = facts
        self._read_sheets(file, sheets, of_report if facts.is_report else tables)

    def _read_sheets(self, file: str, sheets: Mapping[str, Sheet], tables: Mapping[str, Table]) -> None:
        """The sheets of a workbook of these tables, both by the keys of their names."""
        known = {label_key(name) for name in (*NOT_TABLES, FACTS_SHEET)} | tables.keys()
        for key, sheet in sheets.items():
            if key not in known and sheet.numbers:
                self.findings.append(workbook_form.SHEET_UNKNOWN.at(Cell(file, sheet.name), sheet.name))
        is_report = self.facts[file].is_report
        for key, table in tables.items():
            if key in sheets:
                self._read_table(file, sheets[key], table, is_csv=False, is_report=is_report)
            else:
                self.findings.append(workbook_form.SHEET_MISSING.at(Cell(file), sheet_name(table)))

    def _by_name(self, file: str, sheets: list[Sheet]) -> dict[str, Sheet]:
        """Sheets by the key of their names; the second of a name is a finding."""
        found: dict[str, Sheet] = {}
        for sheet in sheets:
            if found.setdefault(label_key(sheet.name), sheet) is not sheet:
                self.findings.append(workbook_form.SHEET_REPEATED.at(Cell(file, sheet.name), sheet.name))
        return found

    def _read_table(self, file: str, sheet: Sheet, table: Table, *, is_csv: bool, is_report: bool) -> None:
        references = None
        if is_report:
            sheet, references = taken_apart(sheet, table)
        cells, form = table_cells(file, sheet, table, is_csv=is_csv)
        self.findings += form
        if cells is None:
            return
        if sheet.is_hidden and cells.numbers:
            self.findings.append(workbook_form.SHEET_HIDDEN.at(Cell(file, sheet.name), sheet.name))
        if references is not None:
            self.findings += references.findings(cells)
            cells, waiting = reported(cells)
            self.findings += waiting
        rows = self.rows.setdefault(table.name, TableRows(table))
        self.findings += rows.add(cells, is_csv=is_csv)


def _table_of(headings: Sequence[str]) -> Table | None:
    """The table of a CSV file by its headings; the references of a report tell nothing of it."""
    own = [text for text in headings if not any(is_reference(table, text) for table in REPORT_TABLES)]
    return matching_table(own, plan_tables())
