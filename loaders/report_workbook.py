"""The workbook of a half-yearly report: what is due, prefilled, beside what was reported and promised before."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.record import Table
from domain.report_tables import REPORT_TABLES
from loaders.cell_writer import Written, written
from loaders.entry_guide import write_report_columns, write_report_guide
from loaders.plan_layout import (
    CHOICES_SHEET,
    COLUMNS_SHEET,
    FACT_KIND,
    FACT_PERIOD,
    FACTS_SHEET,
    GUIDE_SHEET,
    REPORT_FORM,
    sheet_name,
)
from loaders.plan_workbook import export_facts, new_book, write_facts
from loaders.reference_check import reference_text, signed
from loaders.report_layout import CHECK, Reference, report_columns
from loaders.table_sheet import TableSheet
from loaders.word_sheets import offered_words, write_choices
from loaders.workbook_examples import example_row
from loaders.workbook_style import TAB_TO_READ, Style

_ANY_TYPE = "b"
"""The sheets of a report are the same for every type of plan."""


@dataclass(frozen=True)
class DueRow:
    """A row that a report is to fill in: values by column, the key at least, and its references by name."""

    values: Mapping[str, object]
    references: Mapping[str, str] = field(default_factory=dict)


def report_bytes(
    due: Mapping[str, Sequence[DueRow]], period: str, *, version: int, is_fictional: bool
) -> bytes:
    """The xlsx workbook of the report on ``period`` with these rows by table name, in their order.

    ``version`` is the registry's, by which a later submission of this file is told from one that others
    have overtaken.

    Raises:
        TextUnwritable: a text that no cell can hold.
    """
    packed = io.BytesIO()
    book = new_book(packed, "進捗報告の様式")
    style = Style(book, is_fictional=is_fictional)
    offered = offered_words(_ANY_TYPE, REPORT_TABLES)
    guide = book.add_worksheet(GUIDE_SHEET)
    write_report_guide(guide, period, style)
    for table in REPORT_TABLES:
        columns = report_columns(table)
        sheet = TableSheet(book.add_worksheet(sheet_name(table)), table, _ANY_TYPE, style, columns)
        sheet.write_headings(offered)
        sheet.write_example(_example(table))
        sheet.write_rows([_cells(table, row) for row in due.get(table.name, ())])
        sheet.finish(offered)
    columns_sheet, words, told = (
        book.add_worksheet(name) for name in (COLUMNS_SHEET, CHOICES_SHEET, FACTS_SHEET)
    )
    write_report_columns(columns_sheet, _ANY_TYPE, offered, style)
    write_choices(words, offered, style)
    kind = {FACT_KIND: REPORT_FORM, FACT_PERIOD: period}
    write_facts(told, kind, export_facts(version), style)
    for sheet_to_read in (guide, columns_sheet, words, told):
        sheet_to_read.set_tab_color(TAB_TO_READ)
    guide.activate()
    book.close()
    return packed.getvalue()


def _example(table: Table) -> list[Written]:
    by_name = dict(zip(table.column_names, example_row(table, _ANY_TYPE), strict=True))
    return [
        None if isinstance(column, Reference) else by_name[column.name] for column in report_columns(table)
    ]


def _cells(table: Table, row: DueRow) -> list[Written]:
    identifier = str(row.values[table.columns[0].name])
    shown = {name: reference_text(text) for name, text in row.references.items()}
    shown[CHECK.name] = signed(table, identifier, shown)
    return [
        (shown.get(column.name) or None)
        if isinstance(column, Reference)
        else written(column, row.values.get(column.name))
        for column in report_columns(table)
    ]
