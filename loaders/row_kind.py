"""What a row below the headings is: data, an example, a note, a total or a second table's headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from functools import cache

from domain.plan_tables import REQUIREMENT_CHECKS
from domain.record import Table
from domain.spelling import label_key
from domain.tables import TABLES
from loaders.plan_layout import EXAMPLE_MARK, UNCHECKED, headings
from loaders.read_cell import cell_text
from loaders.workbook_cells import CellValue, Sheet
from loaders.workbook_examples import example_row


class RowKind(Enum):
    """Only rows of data are imported, and of those that are not, only examples go without a finding."""

    DATA = auto()
    EXAMPLE = auto()
    EXAMPLE_FILLED = auto()
    PRESET = auto()
    NOTE = auto()
    TOTAL = auto()
    HEADINGS = auto()


_NOTE = re.compile(r"※|\*|\(?注|備考|出典|資料|典拠")
_IDENTIFIER = re.compile(r"[A-Za-z0-9_./-]+")
_TOTALS = frozenset(["合計", "小計", "計", "総計", "総合計", "累計", "平均"])


class RowSorter:
    """Tells the kind of each row of a sheet; to be asked for its rows in order, from below the headings.

    ``columns`` gives the place of each of the table's columns in a row, ``example_at`` that of 記入例.
    """

    def __init__(
        self,
        sheet: Sheet,
        table: Table,
        columns: Mapping[str, int],
        example_at: int | None,
        headings_row: int,
    ) -> None:
        self._sheet = sheet
        self._table = table
        self._columns = columns
        self._first = columns.get(table.columns[0].name, 0)
        self._example_at = example_at
        self._examples = _examples(table)
        self._names = [column.name for column in table.columns]
        self._previous = headings_row

    def kind(self, index: int) -> RowKind:
        """The kind of the row with this index in the sheet."""
        number = self._sheet.numbers[index]
        follows_gap, self._previous = number > self._previous + 1, number
        mark = "" if self._example_at is None else self._sheet.columns[self._example_at][index]
        if mark != "" and label_key(cell_text(mark)) == EXAMPLE_MARK:
            is_shipped = self._is_shipped_example(self._sheet.row(index))
            return RowKind.EXAMPLE if is_shipped else RowKind.EXAMPLE_FILLED
        identifier = self._sheet.columns[self._first][index]
        # Most rows have one, and no row with one is anything else.
        if isinstance(identifier, str) and _IDENTIFIER.fullmatch(identifier):
            return RowKind.DATA
        cells = self._sheet.row(index)
        return RowKind.PRESET if self._is_preset(cells) else self._kind_by_text(cells, follows_gap)

    def _kind_by_text(self, cells: Sequence[CellValue], follows_gap: bool) -> RowKind:
        filled = [cell for cell in cells if cell != ""]
        first = filled[0]
        if not isinstance(first, str):
            return RowKind.DATA
        if len(filled) == 1 and self._is_note(first, cells, follows_gap):
            return RowKind.NOTE
        if label_key(first) in _TOTALS:
            return RowKind.TOTAL
        if label_key(first) in _all_headings() and self._is_headings(filled):
            return RowKind.HEADINGS
        return RowKind.DATA

    def _is_preset(self, cells: Sequence[CellValue]) -> bool:
        """True for a row of 要件確認 that says no more than the template, which names no plan."""
        if self._table is not REQUIREMENT_CHECKS:
            return False
        filled = {name: cells[at] for name, at in self._columns.items() if cells[at] != ""}
        answer = filled.get("answer", UNCHECKED)
        return set(filled) <= {"criterion", "answer"} and answer == UNCHECKED

    def _is_note(self, text: str, cells: Sequence[CellValue], follows_gap: bool) -> bool:
        """True for a marked note, and for a lone text of no identifier in the first column after a gap."""
        if _NOTE.match(label_key(text)):
            return True
        is_in_first_column = cells[self._first] != ""
        return follows_gap and is_in_first_column and not _IDENTIFIER.fullmatch(label_key(text))

    def _is_headings(self, filled: Sequence[CellValue]) -> bool:
        known = sum(label_key(cell_text(cell)) in _all_headings() for cell in filled)
        return known > 1 and known * 2 > len(filled)

    def _is_shipped_example(self, cells: Sequence[CellValue]) -> bool:
        shown = [
            cell_text(cells[self._columns[name]]) if name in self._columns else "" for name in self._names
        ]
        return tuple(shown) in self._examples


@cache
def _examples(table: Table) -> frozenset[tuple[str, ...]]:
    """The example rows that templates of any plan type have in this table's sheet."""
    rows = (example_row(table, plan_type) for plan_type in "abc")
    return frozenset(tuple("" if cell is None else cell_text(cell).strip() for cell in row) for row in rows)


@cache
def _all_headings() -> frozenset[str]:
    return frozenset(label_key(heading) for table in TABLES.values() for heading in headings(table))
