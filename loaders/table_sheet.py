"""One table sheet of a plan's workbook: headings, rows as they are given, and how people fill it in."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from domain.formula_text import looks_like_formula
from domain.record import Column, Table
from loaders.cell_writer import Written
from loaders.entry_rules import add_entry_rules, mark_empty_required
from loaders.plan_layout import EXAMPLE_HEADING, EXAMPLE_MARK, demand
from loaders.report_layout import Reference
from loaders.word_sheets import OfferedWords
from loaders.workbook_style import (
    EXAMPLE,
    NOT_APPLICABLE,
    TAB_OPTIONAL,
    TAB_REPORT,
    TAB_TO_FILL,
    Style,
    column_look,
    column_width,
    row_height,
)

ROOM = 2_000
"""Rows for which a sheet offers drop-downs and hints; filled sheets have as many beyond their own."""

_HEADING_HEIGHT = 54
_EXAMPLE_COLUMN_WIDTH = 10
_LEAST_HEIGHT = 36
"""Two lines: room for what is to be written beside references."""


class TableSheet:
    """A sheet being written, row by row from the top."""

    def __init__(
        self,
        sheet: Worksheet,
        table: Table,
        plan_type: str,
        style: Style,
        columns: Sequence[Column] = (),
    ) -> None:
        """``columns``: those of the table and references as they are to stand; the table's if not given."""
        self._sheet = sheet
        self._table = table
        self._columns = tuple(columns) or table.columns
        self._plan_type = plan_type
        self._style = style
        self._next_row = 1
        self._widths: list[float] = []
        self.first_own_row = 1

    def write_headings(self, offered: dict[str, OfferedWords]) -> None:
        """Row 1, coloured by what the type requires, and the form of every column."""
        for at, column in enumerate(self._columns):
            words = offered[column.vocabulary].words if column.vocabulary else None
            self._widths.append(column_width(column, words))
            self._sheet.set_column(at, at, self._widths[at], self._style(**self._look(column)))
        last = len(self._columns)
        self._sheet.set_column(last, last, _EXAMPLE_COLUMN_WIDTH, self._style(align="center"))
        self._style.set_up_page(self._sheet, sum(self._widths) + _EXAMPLE_COLUMN_WIDTH)
        for at, column in enumerate(self._columns):
            self._sheet.write_string(0, at, column.heading_ja, self._heading_look(column))
        self._sheet.write_string(0, last, EXAMPLE_HEADING, self._style.heading("optional"))
        self._sheet.set_row(0, _HEADING_HEIGHT)
        self._sheet.hide_gridlines(0)  # 0 prints them as well
        self._sheet.freeze_panes(1, self._frozen())

    def write_example(self, cells: Sequence[Written]) -> None:
        """A grey row marked 記入例, which is never imported."""
        looks = [self._style(**self._look(column) | EXAMPLE) for column in self._columns]
        looks.append(self._style(**EXAMPLE))
        for at, (value, look) in enumerate(zip([*cells, EXAMPLE_MARK], looks, strict=True)):
            self._write_cell(at, value, look)
        texts = [(str(value or ""), width) for value, width in zip(cells, self._widths, strict=True)]
        self._sheet.set_row(self._next_row, row_height(texts))
        self._next_row += 1
        self.first_own_row = self._next_row

    def write_rows(self, rows: Sequence[Sequence[Written]]) -> None:
        """Rows to be imported, one value a cell; empty cells are left to their column."""
        looks = [self._style(**self._look(column)) for column in self._columns]
        # The mark keeps a text that begins like a formula a text when somebody edits its cell.
        quoted = [self._style(**self._look(column), quote_prefix=True) for column in self._columns]
        for cells in rows:
            for at, value in enumerate(cells):
                if value is not None:
                    is_quoted = isinstance(value, str) and looks_like_formula(value)
                    self._write_cell(at, value, quoted[at] if is_quoted else looks[at])
            self._show_references(cells)
            self._next_row += 1

    def finish(self, offered: dict[str, OfferedWords], *, listed_rows: int = 0) -> int:
        """Rules of entry for the rows written and the room after them; returns the last row, from 1.

        ``listed_rows`` is how many of the last rows each name the next word of the key's list.
        """
        last = self._next_row - 1 + ROOM
        listed = range(self._next_row - listed_rows, self._next_row)
        add_entry_rules(self._sheet, self._table, self._columns, self._plan_type, offered, last, listed)
        own_rows = (self.first_own_row, last)
        mark_empty_required(self._sheet, self._table, self._columns, self._plan_type, own_rows, self._style)
        # Codes and ids are text on purpose; Excel need not flag every one of them.
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
        self._sheet.set_tab_color(_tab_colour(self._plan_type, self._table))
        return last + 1

    def _heading_look(self, column: Column) -> Format:
        if isinstance(column, Reference):
            return self._style.reference_heading()
        return self._style.heading(demand(self._plan_type, self._table, column).level)

    def _frozen(self) -> int:
        """Columns that stay in sight: the key, in a report up to the name that the key stands for."""
        names = (at for at, column in enumerate(self._columns, start=1) if isinstance(column, Reference))
        return next(names, 1)

    def _show_references(self, cells: Sequence[Written]) -> None:
        """Make the row as high as its references need; other rows are as high as their program makes them."""
        texts = [
            (str(value), column.width)
            for value, column in zip(cells, self._columns, strict=True)
            if isinstance(column, Reference) and value is not None and not column.is_sign
        ]
        if texts:
            self._sheet.set_row(self._next_row, max(row_height(texts), _LEAST_HEIGHT))

    def _look(self, column: Column) -> dict[str, object]:
        look = column_look(column)
        if demand(self._plan_type, self._table, column).level == "not_applicable":
            look |= NOT_APPLICABLE
        return look

    def _write_cell(self, at: int, value: Written, look: Format) -> None:
        if value is None:
            self._sheet.write_blank(self._next_row, at, None, look)
        elif isinstance(value, str):
            self._sheet.write_string(self._next_row, at, value, look)
        else:
            self._sheet.write_number(self._next_row, at, value, look)


def _tab_colour(plan_type: str, table: Table) -> str:
    if "period" in table.key:
        return TAB_REPORT
    return TAB_TO_FILL if demand(plan_type, table).level == "must" else TAB_OPTIONAL
