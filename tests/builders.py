"""Small records for tests, with sensible values where a test does not care."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.allocation import Allocation, allocate
from domain.record import PROJECT_SITES, PROJECTS, SOURCE_COLUMNS, Records, Submitted, SubmittedTable

CHITOSE, KIKUYO, OZU, KUMAMOTO = "012246", "434043", "434035", "430005"
IMARI, YOSHINOGARI, SAGA = "412058", "413275", "410004"
FUKUOKA_CITY, YOKKAICHI, KITAKAMI = "401307", "242021", "032069"


def project(project_id: str = "P-1", **values: Any) -> dict[str, Any]:
    """A project row: 100億円, one site's amount, announced in 2024."""
    return {
        "project_id": project_id,
        "name": f"案件 {project_id}",
        "plan_id": "",
        "field_code": "ai_semiconductor",
        "company_name": "会社",
        "corporate_number": "",
        "company_disclosure": "public",
        "status_code": "announced",
        "amount_yen": 10_000_000_000,
        "amount_scope": "single_site",
        "public_support_yen": None,
        "announced_date": "2024",
        "start_date": "",
        "operation_date": "2027",
        "is_core": None,
        "source_url": "https://example.jp/",
        "source_quote": "",
        "note": "",
    } | values


def site(project_id: str = "P-1", lg_code: str = KIKUYO, **values: Any) -> dict[str, Any]:
    """A site row in a municipality (菊陽町 unless told)."""
    return {
        "project_id": project_id,
        "lg_code": lg_code,
        "share": None,
        "location_precision": "municipality" if lg_code else "unknown",
        "lon": None,
        "lat": None,
        "place_note": "",
    } | values


def records(
    projects: Sequence[Mapping[str, Any]], sites: Sequence[Mapping[str, Any]], **values: Any
) -> Records:
    """A snapshot of these rows."""
    facts = {
        "registry_label": "試験",
        "is_fictional": True,
        "version": 1,
        "audience": "public",
        "as_of": "2026-03",
        "accepted_at": "2026-04-01T00:00:00+09:00",
    } | values
    return Records(
        **facts,
        projects=PROJECTS.frame([dict(row) for row in projects]),
        project_sites=PROJECT_SITES.frame([dict(row) for row in sites]),
    )


def allocation(projects: Sequence[Mapping[str, Any]], sites: Sequence[Mapping[str, Any]]) -> Allocation:
    return allocate(records(projects, sites))


def submitted(projects: Sequence[Mapping[str, Any]], sites: Sequence[Mapping[str, Any]]) -> Submitted:
    """The rows as if they had been read from a file, from row 2 on."""
    tables = {}
    for table, rows in ((PROJECTS, projects), (PROJECT_SITES, sites)):
        placed = [
            dict(row) | {"source_file": f"{table.name}.csv", "source_sheet": "", "source_row": number}
            for number, row in enumerate(rows, start=2)
        ]
        frame = pd.DataFrame(placed, columns=[*table.column_names, *SOURCE_COLUMNS], dtype=object)
        tables[table.name] = SubmittedTable(table, table.typed(frame))
    return tables
