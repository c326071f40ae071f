"""Cells of a column to values: each distinct cell is read once, whatever the number of rows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from domain.finding import Cell, Finding
from domain.record import Column, Kind
from loaders.date_cell import read_date_cell, read_fiscal_year, read_half
from loaders.number_cell import is_number_as_text, read_number, read_share, read_yen
from loaders.place_cell import read_author, read_place
from loaders.read_cell import Read, unread
from loaders.text_cell import NOT_PLAIN, read_flag, read_text, read_word
from loaders.workbook_cells import CellValue
from rules import cell_value

Reader = Callable[[Column, CellValue], Read]

_READERS: dict[Kind, Reader] = {
    Kind.TEXT: read_text,
    Kind.CODE: read_word,
    Kind.PLACE: read_place,
    Kind.DATE: read_date_cell,
    Kind.YEN: read_yen,
    Kind.NUMBER: read_number,
    Kind.SHARE: read_share,
    Kind.FISCAL_YEAR: read_fiscal_year,
    Kind.HALF: read_half,
    Kind.FLAG: read_flag,
}
_OF_COLUMNS: dict[str, Reader] = {"author": read_author}
"""Columns whose text is more than text."""

_NUMERIC = (Kind.YEN, Kind.NUMBER, Kind.SHARE)
_ERRORS = frozenset(
    ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!"]
)
_DITTO = frozenset(["同上", "同左", "同じ", "〃", "々", '"', "仝", "上に同じ"])


class ColumnValues(NamedTuple):
    """Values of a column, what was said of them, and indexes: which cells are unread, and which were
    numbers kept as text of which nothing else was said.
    """

    values: list[object]
    findings: list[Finding]
    unread: set[int]
    numbers_as_text: list[int]


def read_column(
    column: Column,
    cells: Sequence[CellValue],
    at: Callable[[int], Cell],
    scopes: Sequence[str] | None = None,
) -> ColumnValues:
    """Values of ``cells``, in the column's type; ``at`` points at a cell by its index.

    ``scopes`` are the rows' ``amount_scope``, for the amount that they are about, and for no other column.
    """
    if _is_plain_text(column, cells):
        return ColumnValues(list(cells), [], set(), [])
    keys: Sequence[Hashable] = cells
    if scopes is None:
        reads: dict[Hashable, Read] = {cell: _read(column, cell) for cell in dict.fromkeys(cells)}
    else:
        keys = list(zip(cells, scopes, strict=True))
        reads = {
            (cell, scope): _read(column, cell, scope) for cell, scope in set(zip(cells, scopes, strict=True))
        }
    values = [reads[key].value for key in keys]
    findings: list[Finding] = []
    unread_at: set[int] = set()
    remarkable = {key for key, read in reads.items() if read.said}
    for index, key in enumerate(keys) if remarkable else ():
        if key in remarkable:
            read = reads[key]
            findings += [said.rule.at(at(index), said.value, **said.names) for said in read.said]
            if read.is_unread:
                unread_at.add(index)
    as_text = [
        index
        for index, cell in enumerate(cells if column.kind in _NUMERIC else ())
        if isinstance(cell, str) and cell and is_number_as_text(cell) and keys[index] not in remarkable
    ]
    return ColumnValues(values, findings, unread_at, as_text)


def _is_plain_text(column: Column, cells: Sequence[CellValue]) -> bool:
    """True if every cell is the very text that it is read to: the usual case, told at one glance."""
    if column.kind is not Kind.TEXT or column.name in _OF_COLUMNS or not set(map(type, cells)) <= {str}:
        return False
    distinct = set(cells)
    return distinct.isdisjoint(_ERRORS | _DITTO) and not NOT_PLAIN.search("\n".join(map(str, cells)))


def _read(column: Column, cell: CellValue, scope: str | None = None) -> Read:
    if cell == "":
        return Read("" if column.dtype == "str" else None)
    if cell in _ERRORS:
        return unread(cell_value.ERROR_VALUE, str(cell), label=column.label_ja)
    if cell in _DITTO:
        return unread(cell_value.SAME_AS_ABOVE, str(cell), label=column.label_ja)
    if scope is not None:
        return read_yen(column, cell, scope)
    return (_OF_COLUMNS.get(column.name) or _READERS[column.kind])(column, cell)
