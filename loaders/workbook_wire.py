"""How a workbook travels from the process that reads it: plain JSON, which can hold nothing but values.

Whoever takes over the reading process must not be able to make the other one run anything.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from loaders.workbook_cells import CellValue, Sheet, SheetForm, Workbook

MOST_BYTES = 300 * 2**20
"""Size of an answer: about ten times that of 100,000 projects."""


def packed(workbook: Workbook | None, reason: str = "") -> bytes:
    """A workbook, or a word for why there is none; ASCII, so that half a character is kept as it is."""
    told = workbook and [workbook.kind, workbook.has_macros, [_packed_sheet(s) for s in workbook.sheets]]
    return json.dumps([told, reason], separators=(",", ":")).encode("ascii")


def unpacked(answer: bytes) -> tuple[Workbook | None, str]:
    """What :func:`packed` has packed.

    Raises:
        ValueError, TypeError, IndexError: it is nothing of the kind.
    """
    told, reason = json.loads(answer)
    if told is None:
        return None, str(reason)
    kind, has_macros, sheets = told
    return Workbook(str(kind), bool(has_macros), [_unpacked_sheet(sheet) for sheet in sheets]), ""


def _packed_sheet(sheet: Sheet) -> list[Any]:
    return [
        sheet.name,
        sheet.is_hidden,
        sheet.numbers,
        [_packed_column(c) for c in sheet.columns],
        sheet.form,
    ]


def _packed_column(cells: list[CellValue]) -> list[Any]:
    """The different cells of a column, and of each row which one it is."""
    known: dict[int, int] = {}
    different: list[CellValue] = []
    which = []
    for cell in cells:
        # Cells with one value are one object (Sheet.of_rows), and no cell goes before the end.
        number = known.setdefault(id(cell), len(different))
        if number == len(different):
            different.append(cell)
        which.append(number)
    return [[_packed_cell(cell) for cell in different], which]


def _packed_cell(cell: CellValue) -> Any:
    return [cell.isoformat()] if isinstance(cell, dt.date) else cell


def _unpacked_sheet(told: list[Any]) -> Sheet:
    name, is_hidden, numbers, columns, form = told
    return Sheet(str(name), bool(is_hidden), numbers, [_unpacked_column(c) for c in columns], _form(form))


def _unpacked_column(told: list[Any]) -> list[CellValue]:
    cells, which = told
    different = [_unpacked_cell(cell) for cell in cells]
    return [different[number] for number in which]


def _unpacked_cell(cell: Any) -> CellValue:
    if isinstance(cell, list):
        text = str(cell[0])
        return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)
    if isinstance(cell, str | int | float):
        return cell
    raise TypeError(f"no cell: {type(cell)}")


def _form(told: list[Any]) -> SheetForm:
    merged, hidden_rows, hidden_columns, *places, has_drawing = told
    formulas, unevaluated, struck = ([(row, column) for row, column in some] for some in places)
    ranges = [(top, left, bottom, right) for top, left, bottom, right in merged]
    return SheetForm(ranges, hidden_rows, hidden_columns, formulas, unevaluated, struck, bool(has_drawing))
