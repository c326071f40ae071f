"""Workbooks of fictional plans as somebody would hand them in, whole and with faults."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

from openpyxl import load_workbook

from domain.tables import TABLES
from loaders.plan_workbook import filled_bytes
from tests.builders import good_plan

Rows = Mapping[str, list[dict[str, Any]]]


def plan_workbook(
    plan_type: str = "b",
    plan_id: str = "",
    *,
    version: int = 0,
    is_fictional: bool = False,
    change: Callable[[dict[str, list[dict[str, Any]]]], None] = lambda _: None,
) -> bytes:
    """The workbook of a good plan, its rows ``change``d before they are written."""
    rows = good_plan(plan_type, plan_id)
    change(rows)
    tables = {name: TABLES[name].frame(found) for name, found in rows.items()}
    return filled_bytes(tables, plan_type, version=version, is_fictional=is_fictional)


def table_alone(name: str, row: Mapping[str, Any]) -> dict[str, bytes]:
    """A CSV file with one row of a single table, its cells as the records have them."""
    table = TABLES[name]
    cells = ["" if row.get(column.name) is None else str(row[column.name]) for column in table.columns]
    headings = ",".join(column.heading_ja for column in table.columns)
    return {f"{table.label_ja}.csv": f"{headings}\n{','.join(cells)}".encode()}


def with_cell(content: bytes, sheet: str, row: int, heading: str, value: object) -> bytes:
    """The workbook with one cell overwritten, as a sender would."""
    book = load_workbook(io.BytesIO(content))
    headings = {cell.value: cell.column for cell in book[sheet][1]}
    book[sheet].cell(row, headings[heading]).value = value
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()
