"""Rows of the demo as files that a sender hands in: the workbook of its plans, or CSV files of its report."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from demo.handing_in import HandedIn
from demo.rows import Row
from domain.codelist import codelist
from domain.record import Table
from domain.tables import TABLES
from loaders.cell_writer import Written, written
from loaders.plan_layout import (
    FACT_FORM,
    FACT_REGISTRY,
    FACT_VERSION,
    FACTS_HEADINGS,
    FACTS_SHEET,
    FICTIONAL,
    FORM_EDITION,
    headings,
)
from loaders.plan_workbook import filled_bytes

_ENCODING = "utf-8-sig"


def workbook_file(handed_in: HandedIn, version: int) -> dict[str, bytes]:
    """One workbook by its name; ``version`` is that of the registry from which its plans come."""
    kind = codelist("plan_type")[handed_in.plan_type].label_ja
    name = f"{handed_in.sender.replace(' ', '_')}_{kind}_{handed_in.period}.xlsx"
    tables = {name: TABLES[name].frame(rows) for name, rows in handed_in.rows.items()}
    return {name: filled_bytes(tables, handed_in.plan_type, version=version, is_fictional=True)}


def csv_files(handed_in: HandedIn, version: int) -> dict[str, bytes]:
    """A CSV file for each table that has rows, by its name, and 様式情報 with what holds for all of them."""
    rows = handed_in.rows
    files = {
        table.label_ja: [headings(table), *(_cells(table, row) for row in rows[name])]
        for name, table in TABLES.items()
        if rows.get(name)
    }
    files[FACTS_SHEET] = [
        [*FACTS_HEADINGS],
        [FACT_FORM, FORM_EDITION],
        [FACT_REGISTRY, FICTIONAL],
        [FACT_VERSION, str(version)],
    ]
    return {f"{name}.csv": _csv(lines) for name, lines in files.items()}


def _cells(table: Table, row: Row) -> list[str]:
    """The cells of a row, and the empty one of the column 記入例."""
    return [*(_shown(written(column, row.get(column.name))) for column in table.columns), ""]


def _csv(lines: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    return text.getvalue().encode(_ENCODING)


def _shown(value: Written) -> str:
    """A number without the ``.0`` that Python adds."""
    return "" if value is None else f"{value:.15g}" if isinstance(value, float) else value
