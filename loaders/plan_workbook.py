"""The workbook of a plan: empty to be filled in, and filled with the rows that are in force."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence

import pandas as pd
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from domain.codelist import codelist
from domain.plan_tables import REQUIREMENT_CHECKS
from domain.record import Table
from loaders.cell_writer import Written, written
from loaders.entry_guide import write_columns, write_guide
from loaders.entry_rules import list_name
from loaders.plan_layout import (
    CHOICES_SHEET,
    COLUMNS_SHEET,
    FACT_FORM,
    FACT_REGISTRY,
    FACT_TYPE,
    FACT_VERSION,
    FACT_WRITTEN,
    FACTS_HEADINGS,
    FACTS_SHEET,
    FICTIONAL,
    FORM_EDITION,
    GUIDE_SHEET,
    PLACES_SHEET,
    REAL,
    UNCHECKED,
    choices,
    plan_tables,
    sheet_name,
)
from loaders.table_sheet import TableSheet
from loaders.word_sheets import offered_words, write_choices, write_places, write_table_to_read
from loaders.workbook_examples import example_row
from loaders.workbook_style import BODY, TAB_TO_READ, Style

_EDITED = dt.datetime(2026, 4, 1)
"""Date in the document's properties: the same template is the same bytes whenever it is written."""

_FACTS_WIDTHS = (30, 50)

Rows = Sequence[Sequence[Written]]


def template_bytes(plan_type: str, *, is_fictional: bool = False) -> bytes:
    """The empty xlsx workbook of a plan type (``a``, ``b`` or ``c``), the same bytes every time.

    Every sheet has an example row; 要件確認 lists the type's criteria, to be answered.
    """
    rows: dict[str, Rows] = {table.name: [] for table in plan_tables()}
    rows[REQUIREMENT_CHECKS.name] = _criteria(plan_type)
    return _workbook(plan_type, rows, {}, is_template=True, is_fictional=is_fictional)


def filled_bytes(
    tables: Mapping[str, pd.DataFrame], plan_type: str, *, version: int, is_fictional: bool
) -> bytes:
    """The same workbook with the rows of ``tables``, sorted by key, and without example rows.

    ``tables`` holds rows of plans of one type by table name, typed as by ``Table.typed``; a table that
    is not among them has no rows. ``version`` is the registry's, by which a later submission of this
    file is told from one that others have overtaken.

    Raises:
        TextUnwritable: a text that no cell can hold.
    """
    rows = {table.name: _rows(table, tables.get(table.name)) for table in plan_tables()}
    facts = export_facts(version)
    return _workbook(plan_type, rows, facts, is_template=False, is_fictional=is_fictional)


def _workbook(
    plan_type: str,
    rows: Mapping[str, Rows],
    facts: Mapping[str, str],
    *,
    is_template: bool,
    is_fictional: bool,
) -> bytes:
    packed = io.BytesIO()
    book = new_book(packed, "計画の様式")
    style = Style(book, is_fictional=is_fictional)
    offered = offered_words(plan_type)
    guide = book.add_worksheet(GUIDE_SHEET)
    write_guide(guide, plan_type, style)
    for table in plan_tables():
        sheet = TableSheet(book.add_worksheet(sheet_name(table)), table, plan_type, style)
        sheet.write_headings(offered)
        if is_template:
            sheet.write_example(example_row(table, plan_type))
        sheet.write_rows(rows[table.name])
        last = sheet.finish(offered, listed_rows=len(rows[table.name]) if is_template else 0)
        if len(table.key) == 1:
            book.define_name(list_name(table), _own_keys(table, sheet.first_own_row + 1, last))
    columns, words, places, told = (
        book.add_worksheet(name) for name in (COLUMNS_SHEET, CHOICES_SHEET, PLACES_SHEET, FACTS_SHEET)
    )
    write_columns(columns, plan_type, offered, style)
    write_choices(words, offered, style)
    write_places(places, style)
    kind = {FACT_TYPE: codelist("plan_type").label(plan_type)}
    write_facts(told, kind, facts, style)
    for sheet_to_read in (guide, columns, words, places, told):
        sheet_to_read.set_tab_color(TAB_TO_READ)
    guide.activate()
    book.close()
    return packed.getvalue()


def new_book(packed: io.BytesIO, title: str) -> Workbook:
    """An empty workbook that is written into ``packed``: what a cell holds is written as what it is.

    Text is never made a formula, a link or a number.
    """
    book = Workbook(
        packed,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": dict(BODY),
        },
    )
    book.set_properties({"title": f"地域未来投資マップ {title}", "created": _EDITED})
    return book


def write_facts(sheet: Worksheet, kind: Mapping[str, str], facts: Mapping[str, str], style: Style) -> None:
    """The sheet 様式情報: edition, what ``kind`` of form it is, which registry, and further ``facts``."""
    told = {
        FACT_FORM: FORM_EDITION,
        **kind,
        FACT_REGISTRY: FICTIONAL if style.is_fictional else REAL,
        **facts,
    }
    widths = dict(zip(FACTS_HEADINGS, _FACTS_WIDTHS, strict=True))
    write_table_to_read(sheet, widths, list(told.items()), style)


def export_facts(version: int) -> dict[str, str]:
    """The facts of a workbook with rows of a registry: its version, and the moment of writing."""
    written_at = dt.datetime.now().astimezone().isoformat("T", "seconds")
    return {FACT_VERSION: str(version), FACT_WRITTEN: written_at}


def _rows(table: Table, frame: pd.DataFrame | None) -> Rows:
    if frame is None:
        return []
    ordered = frame.sort_values(list(table.key), kind="stable")
    cells = [[written(column, value) for value in ordered[column.name]] for column in table.columns]
    return list(zip(*cells, strict=True))


def _criteria(plan_type: str) -> Rows:
    """A row for each criterion of the type, still to be confirmed, for people to put their plan to."""
    criteria = choices(REQUIREMENT_CHECKS["criterion"], plan_type)
    return [
        [
            {"criterion": entry.label_ja, "answer": UNCHECKED}.get(name)
            for name in REQUIREMENT_CHECKS.column_names
        ]
        for entry in criteria or ()
    ]


def _own_keys(table: Table, first: int, last: int) -> str:
    """The keys that a sheet holds so far, without the example and without the empty rest."""
    sheet = f"'{sheet_name(table)}'"
    return f"=OFFSET({sheet}!$A${first},0,0,MAX(1,COUNTA({sheet}!$A${first}:$A${last})),1)"
