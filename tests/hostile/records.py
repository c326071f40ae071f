"""Plans whose every free text is hostile, as they would be if nobody had looked at them before accepting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.record import Kind
from domain.tables import TABLES
from tests.builders import good_plan
from tests.plan_snapshots import joined

KEYS = frozenset(column for table in TABLES.values() for column in table.key)
IDENTIFIERS = KEYS | {
    "plan_id",
    "kpi_id",
    "project_id",
    "measure_id",
    "author",
    "corporate_number",
    "co_blocks",
}
"""Columns whose form a rule checks before anything is accepted."""

Rows = dict[str, list[dict[str, Any]]]


def free_texts() -> list[tuple[str, str]]:
    """Table and column of every text that people may write as they like."""
    return [
        (table.name, column.name)
        for table in TABLES.values()
        for column in table.columns
        if column.kind is Kind.TEXT and column.name not in IDENTIFIERS
    ]


def hostile_rows(text: Callable[[str, str], str]) -> Rows:
    """Rows of a plan of each type with ``text(table, column)`` in every free text that has any."""
    rows = joined(*(good_plan(plan_type) for plan_type in "abc"))
    for table, column in free_texts():
        for row in rows[table]:
            row[column] = text(table, column)
    return rows
