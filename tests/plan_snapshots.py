"""Snapshots of records with plans: whole fictional plans side by side, and projects outside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.allocation import Allocation, allocate
from domain.record import Records
from domain.tables import TABLES
from tests.builders import good_plan

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def joined(*parts: Rows) -> dict[str, list[dict[str, Any]]]:
    """The rows of several plans table by table."""
    return {name: [dict(row) for part in parts for row in part.get(name, ())] for name in TABLES}


def plan_records(*parts: Rows, **values: Any) -> Records:
    """A snapshot of these rows, sorted by key as a registry gives them."""
    facts = {
        "registry_label": "試験",
        "is_fictional": True,
        "version": 1,
        "audience": "public",
        "as_of": "2026-03",
        "accepted_at": "2026-04-01T00:00:00+09:00",
    } | values
    tables = {
        name: TABLES[name].frame(rows).sort_values(list(TABLES[name].key), ignore_index=True)
        for name, rows in joined(*parts).items()
    }
    return Records(**facts, tables=tables)


def plan_allocation(*parts: Rows, **values: Any) -> Allocation:
    return allocate(plan_records(*parts, **values))


def three_plans() -> tuple[Rows, ...]:
    """One plan of each type."""
    return tuple(good_plan(plan_type) for plan_type in "abc")
