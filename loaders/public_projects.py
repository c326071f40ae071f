"""Loader for 公表案件: the CSV of publicly announced projects and that of their further sites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from domain.finding import Cell, Finding
from domain.project_tables import PROJECT_SITES, PROJECTS
from domain.record import SOURCE_COLUMNS, Reading, SubmittedTable, Table
from loaders.cell_reader import CellReader
from loaders.column_map import ColumnMap, column_map, value_map
from loaders.csv_file import CsvRows, read_csv
from loaders.file_name import name_finding
from loaders.workbook_file import size_finding
from rules import file_form

PROJECTS_LAYOUT = "public_projects"
SITES_LAYOUT = "public_project_sites"

Row = dict[str, object]


@dataclass
class _Gathered:
    """Rows of one table from all files read so far, and what a submitted table tells of them."""

    table: Table
    rows: list[Row] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)
    unread: dict[str, set[int]] = field(default_factory=dict)

    def add(self, row: Row, unread: set[str]) -> None:
        """Append ``row``; of the columns that were ``unread`` in its file it takes its own."""
        for column in unread & row.keys():
            self.unread.setdefault(column, set()).add(len(self.rows))
        self.rows.append(row)

    def submitted(self) -> SubmittedTable:
        columns = [*self.table.column_names, *SOURCE_COLUMNS]
        frame = self.table.typed(pd.DataFrame(self.rows, columns=columns, dtype=object))
        return SubmittedTable(self.table, frame, self.headings, self.unread)


def is_public_projects(files: Mapping[str, bytes]) -> bool:
    """True if one of the files is a CSV whose headings are those of 公表案件 or of their sites."""
    for name, content in files.items():
        if name.lower().endswith(".csv") and not size_finding(name, content):
            cells, _ = read_csv(name, content)
            if cells is not None and _layout_of(cells) is not None:
                return True
    return False


def read_public_projects(files: Mapping[str, bytes]) -> Reading:
    """Tables ``projects`` and ``project_sites`` of CSV files by name.

    A project's place in the first file is its first site; the second file adds further ones.
    Amounts in 億円 become whole yen. Cells that cannot be read are findings and stay empty; a
    file that is neither of the two layouts is a finding and gives no rows.
    """
    projects, sites = _Gathered(PROJECTS), _Gathered(PROJECT_SITES)
    findings: list[Finding] = []
    for name, content in files.items():
        if refused := name_finding(name) or size_finding(name, content):
            findings.append(refused)
            continue
        cells, form = read_csv(name, content)
        findings += form
        if cells is None:
            continue
        layout = _layout_of(cells)
        if layout is None:
            findings.append(file_form.FILE_UNKNOWN.at(Cell(name, row=1), name))
            continue
        drift = layout.check(cells)
        findings += drift
        if not drift:
            findings += _read_rows(cells, layout, projects, sites)
    submitted = {PROJECTS.name: projects.submitted(), PROJECT_SITES.name: sites.submitted()}
    return Reading(submitted, findings)


def _read_rows(cells: CsvRows, layout: ColumnMap, projects: _Gathered, sites: _Gathered) -> list[Finding]:
    """Findings on the cells of a file, whose rows are added to the tables that they belong to."""
    reader = CellReader(cells.file, layout.headings)
    for number, record in layout.records(cells):
        source: Row = {"source_file": cells.file, "source_sheet": "", "source_row": number}
        if layout.name == PROJECTS_LAYOUT:
            projects.add(_project(reader, number, record) | source, reader.unread[number])
        sites.add(_site(reader, number, record) | source, reader.unread[number])
    if layout.name == PROJECTS_LAYOUT:
        projects.headings |= layout.headings
    # A place is told by two cells; what is said of it is said of the nearer one.
    place = layout.headings["municipality"]
    sites.headings |= layout.headings | {"lg_code": place, "location_precision": place}
    return reader.findings


def _layout_of(cells: CsvRows) -> ColumnMap | None:
    layouts = (column_map(PROJECTS_LAYOUT), column_map(SITES_LAYOUT))
    return next((layout for layout in layouts if layout.matches(cells.headings)), None)


def _project(reader: CellReader, number: int, record: Mapping[str, str]) -> Row:
    text = ("project_id", "name", "company_name", "source_url", "source_quote", "note")
    scopes = value_map("public_projects_amount_status")
    return {
        **{column: reader.text(number, column, record[column]) for column in text},
        "field_code": reader.word(number, "field_code", record["field_code"], "strategic_field"),
        "status_code": reader.word(number, "status_code", record["status_code"], "project_status"),
        "amount_scope": reader.word(number, "amount_scope", record["amount_scope"], "amount_scope", scopes),
        "amount_yen": reader.yen(number, "amount_yen", record["amount_yen"]),
        "public_support_yen": reader.yen(number, "public_support_yen", record["public_support_yen"]),
        "announced_date": reader.date(number, "announced_date", record["announced_date"]),
        "operation_date": reader.date(number, "operation_date", record["operation_date"]),
        "company_disclosure": "public",  # every name in this source stands on a public page
    }


def _site(reader: CellReader, number: int, record: Mapping[str, str]) -> Row:
    lg_code, precision = reader.place(number, record["prefecture"], record["municipality"])
    return {
        "project_id": reader.text(number, "project_id", record["project_id"]),
        "lg_code": lg_code,
        "share": reader.share(number, "share", record.get("share", "")) if "share" in record else None,
        "location_precision": precision,
        "place_note": reader.text(number, "place_note", record.get("place_note", "")),
    }
