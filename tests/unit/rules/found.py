"""What every rule together finds in rows, short enough to write down beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from domain.finding import Finding
from domain.tables import TABLES
from rules import run_checks
from tests.builders import good_plan, project, site, submitted, submitted_tables

Found = list[tuple[str, int, str, str]]


def in_short(findings: Iterable[Finding]) -> Found:
    """Rule, row, heading and value of each finding, in their order."""
    return [(made.rule, made.cell.row, made.cell.column, made.value) for made in findings]


def found(
    projects: Sequence[Mapping[str, Any]] = (), sites: Sequence[Mapping[str, Any]] | None = None
) -> Found:
    """Findings of all rules, not only of the one looked at; rows count from 2.

    Without ``sites`` every project stands in 菊陽町.
    """
    if sites is None:
        sites = [site(row["project_id"]) for row in projects]
    return in_short(run_checks(submitted(projects, sites)))


def with_project(**values: Any) -> Found:
    """Findings about one project with these values, sound in all else."""
    return found([project(**values)])


PlanRows = dict[str, list[dict[str, Any]]]
PlanFound = list[tuple[str, str, int, str]]


def plan_with(plan_type: str, table: str, row: int = 0, **values: Any) -> PlanRows:
    """A plan that is sound but for these values in one row of one table."""
    rows = good_plan(plan_type)
    rows[table][row] |= values
    return rows


def plan_findings(
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    earlier: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
) -> list[Finding]:
    """Findings of all rules about a plan's tables; with ``earlier``, also against these rows in force."""
    in_force = None
    if earlier is not None:
        in_force = {name: TABLES[name].frame([dict(row) for row in each]) for name, each in earlier.items()}
    return run_checks(submitted_tables(rows), in_force)


def found_in_plan(
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    earlier: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
) -> PlanFound:
    """Rule, sheet, row and heading of each finding about a plan's tables; rows count from 2."""
    return [
        (made.rule, made.cell.sheet, made.cell.row, made.cell.column) for made in plan_findings(rows, earlier)
    ]
