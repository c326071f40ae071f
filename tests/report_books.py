"""Workbooks of half-yearly reports for tests: a good one on a half long past, filled in or not."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from typing import Any

from openpyxl import load_workbook

from loaders.plan_layout import CHOICES_SHEET, COLUMNS_SHEET, GUIDE_SHEET
from loaders.report_workbook import DueRow, report_bytes
from tests.builders import good_plan
from tests.plan_books import saved

HALF, BEFORE = "2025H1", "2024H2"
"""The half of the report, and the one before; both are past on every day that a test may run."""

PLAN = "B-430005-01"
_PROMISE = {
    "last_state": "令和6年度下期：遅延・一部遅れ",
    "last_action": "施策の拡充",
    "promise": "予定価格を見直し、再び入札する",
    "promise_due": "2025年9月30日",
}
_PRELIMINARY = {"last": "104億円（2025年3月、速報）", "asked": "速報の確定（令和6年度下期）"}


def due_rows(*, is_filled: bool) -> dict[str, list[DueRow]]:
    """What is due of the good plan of type B: its report, two reviews, a value, and one to be settled."""
    rows = {name: [row | {"period": HALF} for row in good_plan("b", PLAN)[name]] for name in _KEYS}
    rows["kpi_values"][0] |= {"value_date": "2025-09"}
    settled = rows["kpi_values"][0] | {"period": BEFORE, "value": 105, "value_date": "2025-03"}
    rows["kpi_values"].insert(0, settled)
    references: dict[str, list[Mapping[str, str]]] = {
        "progress_reports": [{"title": "（架空）計画", "last_state": "令和6年度下期：順調"}],
        "measure_reviews": [{"name": "施策 M1", **_PROMISE}, {"name": "施策 M2"}],
        "kpi_values": [{"name": "指標 K1［億円］"} | _PRELIMINARY, {"name": "指標 K1［億円］"}],
    }
    return {
        name: [
            DueRow(row if is_filled else {key: row[key] for key in _KEYS[name]}, told)
            for row, told in zip(rows[name], references[name], strict=True)
        ]
        for name in _KEYS
    }


_KEYS = {
    "progress_reports": ("plan_id", "period"),
    "measure_reviews": ("measure_id", "period"),
    "kpi_values": ("kpi_id", "period"),
}


@cache
def good_report(*, is_filled: bool = True, is_fictional: bool = True) -> bytes:
    """The workbook of these rows, without the sheets that are only to be read."""
    content = report_bytes(due_rows(is_filled=is_filled), HALF, version=1, is_fictional=is_fictional)
    book = load_workbook(io.BytesIO(content))
    for name in (GUIDE_SHEET, COLUMNS_SHEET, CHOICES_SHEET):
        del book[name]
    for sheet in book:
        sheet.data_validations.dataValidation = []
    return saved(book)


def filled_in(content: bytes, answers: Mapping[tuple[str, str, str], Mapping[str, Any]]) -> bytes:
    """The workbook with cells filled in by heading, for the rows of a sheet with this id and half."""
    book = load_workbook(io.BytesIO(content))
    for (name, identifier, period), cells in answers.items():
        sheet = book[name]
        columns = {cell.value: cell.column for cell in sheet[1]}
        row = next(
            row for row in sheet.iter_rows(min_row=2) if (row[0].value, row[1].value) == (identifier, period)
        )
        for heading, value in cells.items():
            row[columns[heading] - 1].value = value
    return saved(book)
