"""What every rule together finds in rows, short enough to write down beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from domain.finding import Finding
from rules import run_checks
from tests.builders import project, site, submitted

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
