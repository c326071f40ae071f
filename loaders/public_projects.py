"""Loader for 公表案件: the CSV of publicly announced projects and that of their further sites."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from domain.finding import Cell, Finding
from domain.record import PROJECT_SITES, PROJECTS, SOURCE_COLUMNS, Reading, SubmittedTable, Table
from loaders.cell_reader import CellReader
from loaders.column_map import ColumnMap, column_map, value_map
from loaders.csv_file import CsvRows, read_csv
from rules import file_form

PROJECTS_LAYOUT = "public_projects"
SITES_LAYOUT = "public_project_sites"

Row = dict[str, object]


def read_public_projects(files: Mapping[str, bytes]) -> Reading:
    """Tables ``projects`` and ``project_sites`` of CSV files by name.

    A project's place in the first file is its first site; the second file adds further ones.
    Amounts in 億円 become whole yen. Cells that cannot be read are findings and stay empty; a
    file that is neither of the two layouts is a finding and gives no rows.
    """
    projects: list[Row] = []
    sites: list[Row] = []
    findings: list[Finding] = []
    headings: dict[str, Mapping[str, str]] = {PROJECTS.name: {}, PROJECT_SITES.name: {}}
    for name, content in files.items():
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
        if drift:
            continue
        reader = CellReader(name, layout.headings)
        for number, record in layout.records(cells):
            source = {"source_file": name, "source_sheet": "", "source_row": number}
            if layout.name == PROJECTS_LAYOUT:
                projects.append(_project(reader, number, record) | source)
            sites.append(_site(reader, number, record) | source)
        findings += reader.findings
        table = PROJECTS if layout.name == PROJECTS_LAYOUT else PROJECT_SITES
        headings[table.name] = layout.headings
    submitted = {
        PROJECTS.name: _table(PROJECTS, projects, headings[PROJECTS.name]),
        PROJECT_SITES.name: _table(PROJECT_SITES, sites, headings[PROJECT_SITES.name]),
    }
    return Reading(submitted, findings)


def _layout_of(cells: CsvRows) -> ColumnMap | None:
    layouts = (column_map(PROJECTS_LAYOUT), column_map(SITES_LAYOUT))
    return next((layout for layout in layouts if layout.matches(cells.headings)), None)


def _project(reader: CellReader, number: int, record: Mapping[str, str]) -> Row:
    text = ("project_id", "name", "company_name", "source_url", "source_quote", "note")
    scopes = value_map("public_projects_amount_status")
    return {
        **{column: record[column] for column in text},
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
        "project_id": record["project_id"],
        "lg_code": lg_code,
        "share": reader.share(number, "share", record.get("share", "")) if "share" in record else None,
        "location_precision": precision,
        "place_note": record.get("place_note", ""),
    }


def _table(table: Table, rows: list[Row], headings: Mapping[str, str]) -> SubmittedTable:
    columns = [*table.column_names, *SOURCE_COLUMNS]
    return SubmittedTable(table, table.typed(pd.DataFrame(rows, columns=columns, dtype=object)), headings)
