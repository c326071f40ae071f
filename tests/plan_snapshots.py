"""Snapshots of records with plans: whole fictional plans side by side, and projects outside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.allocation import Allocation, allocate
from domain.record import Records
from domain.tables import TABLES
from tests.builders import good_plan, snapshot

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def joined(*parts: Rows) -> dict[str, list[dict[str, Any]]]:
    """The rows of several plans table by table."""
    return {name: [dict(row) for part in parts for row in part.get(name, ())] for name in TABLES}


def plan_records(*parts: Rows, **values: Any) -> Records:
    """A snapshot of these rows, sorted by key as a registry gives them."""
    tables = {
        name: TABLES[name].frame(rows).sort_values(list(TABLES[name].key), ignore_index=True)
        for name, rows in joined(*parts).items()
    }
    return snapshot(tables, **values)


def plan_allocation(*parts: Rows, **values: Any) -> Allocation:
    return allocate(plan_records(*parts, **values))


def three_plans() -> tuple[Rows, ...]:
    """One plan of each type."""
    return tuple(good_plan(plan_type) for plan_type in "abc")
