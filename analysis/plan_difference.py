"""What differs between two versions of a plan: every table row by row, its areas, and the targets of its KPIs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.change_reason import told_since
from analysis.kept_answers import kept, kept_with_each
from analysis.plan_areas import municipalities_of
from domain.belonging import plan_ids_of
from domain.difference import TableDifference, table_difference
from domain.measure_tables import KPI_TARGETS, KPIS
from domain.record import Records
from domain.report_tables import REPORT_TABLES
from domain.tables import TABLES
from domain.value_words import EMPTY, value_words

VERSION_TABLES = tuple(name for name, table in TABLES.items() if table not in REPORT_TABLES)
"""Tables that make up a version of a plan; reports of a half belong to the half, not to the plan."""

TARGET_COLUMNS = ("baseline", "baseline_date", "target", "target_date", "unit", "direction")
"""Columns of a KPI that say where it is to go."""


@dataclass(frozen=True)
class AreaChange:
    """Municipalities (lg_codes in code order) that a plan has gained, lost and kept."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True)
class TargetChange:
    """What changed in the targets of a KPI, in words.

    ``kind`` is "added", "changed" or "withdrawn"; ``items`` are name, words then, words now. ``reason`` is
    what the KPI's note, or else the plan's, newly says (``reason_from`` names the column), "" where neither
    says anything.
    """

    kpi_id: str
    name: str
    unit: str
    kind: str
    items: tuple[tuple[str, str, str], ...]
    reason: str
    reason_from: str


@dataclass(frozen=True, eq=False)
class PlanDifference:
    """The difference of one plan: ``kind`` is "added", "changed", "withdrawn" or "" where there is none."""

    plan_id: str
    kind: str
    tables: Mapping[str, TableDifference]
    areas: AreaChange
    targets: tuple[TargetChange, ...]


@kept(128)
def plan_difference(before: Records, after: Records, plan_id: str) -> PlanDifference:
    """What of ``plan_id`` is otherwise in ``after`` than in ``before``."""
    then, now = rows_of_plan(before, plan_id), rows_of_plan(after, plan_id)
    tables = {name: table_difference(TABLES[name], then[name], now[name]) for name in VERSION_TABLES}
    old, new = (set(municipalities_of(records, plan_id)) for records in (before, after))
    areas = AreaChange(*(tuple(sorted(codes)) for codes in (new - old, old - new, old & new)))
    return PlanDifference(plan_id, _kind(tables), tables, areas, _target_changes(then, now))


def _kind(tables: Mapping[str, TableDifference]) -> str:
    if len(tables["plans"].added):
        return "added"
    if len(tables["plans"].withdrawn):
        return "withdrawn"
    differs = any(
        len(rows) for each in tables.values() for rows in (each.added, each.changed, each.withdrawn)
    )
    return "changed" if differs else ""


def rows_of_plan(records: Records, plan_id: str) -> dict[str, pd.DataFrame]:
    """By table of ``VERSION_TABLES`` the rows that belong to a plan."""
    belongs = plan_ids_by_table(records)
    return {name: records[name][belongs[name] == plan_id] for name in VERSION_TABLES}


@kept_with_each(4)
def plan_ids_by_table(records: Records) -> dict[str, pd.Series]:
    """By table the plan of every row."""
    return plan_ids_of(records.tables)


def _target_changes(
    then: Mapping[str, pd.DataFrame], now: Mapping[str, pd.DataFrame]
) -> tuple[TargetChange, ...]:
    sides = [(side["kpis"].set_index("kpi_id"), _said_of_targets(side)) for side in (then, now)]
    (old_rows, old_words), (new_rows, new_words) = sides
    plan_told = told_since(_note(then["plans"]), _note(now["plans"]))
    found = []
    for kpi_id in [*new_rows.index, *(known for known in old_rows.index if known not in new_rows.index)]:
        old, new = old_words.get(kpi_id, {}), new_words.get(kpi_id, {})
        names = [name for name in (old | new) if old.get(name, EMPTY) != new.get(name, EMPTY)]
        if not names:
            continue
        row = new_rows.loc[kpi_id] if new else old_rows.loc[kpi_id]
        notes = [
            str(rows.at[kpi_id, "note"]) if kpi_id in rows.index else "" for rows in (old_rows, new_rows)
        ]
        told = told_since(*notes)
        reason_from = "KPIの注意" if told else "計画の注意" if plan_told else ""
        kind = "added" if not old else "changed" if new else "withdrawn"
        items = tuple((name, old.get(name, EMPTY), new.get(name, EMPTY)) for name in names)
        found.append(
            TargetChange(
                str(kpi_id), str(row["name"]), str(row["unit"]), kind, items, told or plan_told, reason_from
            )
        )
    return tuple(found)


def _note(plans: pd.DataFrame) -> str:
    return str(plans["note"].iloc[0]) if len(plans) else ""


def _said_of_targets(rows: Mapping[str, pd.DataFrame]) -> dict[str, dict[str, str]]:
    """By KPI what is said of its way, by name: the columns of the KPI, then its interim targets by date."""
    found: dict[str, dict[str, str]] = {}
    for kpi in rows["kpis"].to_dict("records"):
        found[kpi["kpi_id"]] = {
            KPIS[name].label_ja: value_words(KPIS[name], kpi[name]) for name in TARGET_COLUMNS
        }
    for target in rows["kpi_targets"].sort_values("due_date").to_dict("records"):
        when = value_words(KPI_TARGETS["due_date"], target["due_date"])
        words = value_words(KPI_TARGETS["target"], target["target"])
        found[target["kpi_id"]][f"中間目標（{when}）"] = words
    return found
