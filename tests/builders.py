"""Small records for tests, with sensible values where a test does not care."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.allocation import Allocation, allocate
from domain.record import SOURCE_COLUMNS, Records, Submitted, SubmittedTable, Table
from domain.tables import TABLES
from tests.places import (
    CHITOSE,
    FUKUOKA_CITY,
    IMARI,
    KIKUYO,
    KITAKAMI,
    KUMAMOTO,
    OZU,
    SAGA,
    YOKKAICHI,
    YOSHINOGARI,
)
from tests.plan_rows import (
    company,
    kpi,
    kpi_target,
    kpi_value,
    measure,
    plan,
    plan_area,
    plan_field,
    progress_report,
    project_year,
    requirement_checks_of,
    review,
)

__all__ = [
    "CHITOSE",
    "FUKUOKA_CITY",
    "IMARI",
    "KIKUYO",
    "KITAKAMI",
    "KUMAMOTO",
    "OZU",
    "SAGA",
    "YOKKAICHI",
    "YOSHINOGARI",
    "allocation",
    "company",
    "good_plan",
    "kpi",
    "kpi_target",
    "kpi_value",
    "measure",
    "plan",
    "plan_area",
    "plan_field",
    "progress_report",
    "project",
    "project_year",
    "records",
    "requirement_checks_of",
    "review",
    "site",
    "submitted",
    "submitted_tables",
]


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
        "amount_disclosure": "",
        "place_disclosure": "",
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
    rows = {"projects": projects, "project_sites": sites}
    tables = {name: table.frame([dict(row) for row in rows.get(name, ())]) for name, table in TABLES.items()}
    return snapshot(tables, **values)


def snapshot(tables: Mapping[str, pd.DataFrame], **values: Any) -> Records:
    """A snapshot of a fictional registry with these tables."""
    facts = {
        "registry_label": "試験",
        "is_fictional": True,
        "version": 1,
        "audience": "public",
        "as_of": "2026-03",
        "accepted_at": "2026-04-01T00:00:00+09:00",
    } | values
    return Records(**facts, tables=tables)


def allocation(projects: Sequence[Mapping[str, Any]], sites: Sequence[Mapping[str, Any]]) -> Allocation:
    return allocate(records(projects, sites))


def submitted(projects: Sequence[Mapping[str, Any]], sites: Sequence[Mapping[str, Any]]) -> Submitted:
    """The rows as if they had been read from a file, from row 2 on."""
    rows = {"projects": projects, "project_sites": sites}
    return {name: _submitted_table(TABLES[name], rows[name], f"{name}.csv") for name in rows}


_OF_TYPE: Mapping[str, Mapping[str, Any]] = {
    "a": {
        "author": "国",
        "stage_code": "a_formulated",
        "published_date": "",
        "challenge": "用地と人材の不足",
        "stakeholder_action": "架空の大学が講座を開く",
        "state_direction": "国は基盤の整備を支える",
    },
    "b": {},
    "c": {"author": KIKUYO},
}
_PLAN_IDS = {"a": "A-kyushu-01", "b": "B-430005-01", "c": "C-434043-01"}


def good_plan(plan_type: str, plan_id: str = "") -> dict[str, list[dict[str, Any]]]:
    """Rows of every table for a fictional plan of this type in which no rule finds anything.

    It lies in 菊陽町 and 大津町 (type C in 菊陽町 alone), with a core project whose company may be named
    and one whose company is withheld. All ids begin with the plan's.
    """
    plan_id = plan_id or _PLAN_IDS[plan_type]
    core, other, kpi_id = f"{plan_id}-P1", f"{plan_id}-P2", f"{plan_id}-K1"
    field_code, second = ("food", KIKUYO) if plan_type == "c" else ("ai_semiconductor", OZU)
    areas = [plan_area(plan_id), plan_area(plan_id, OZU, role="member")]
    common = {"plan_id": plan_id, "field_code": field_code}
    return {
        "plans": [plan(plan_id, plan_type=plan_type, **_OF_TYPE[plan_type])],
        "plan_areas": areas[:1] if plan_type == "c" else areas,
        "plan_fields": [plan_field(plan_id, field_code)],
        "projects": [
            project(
                core,
                **common,
                name="架空工場の増設",
                company_name="架空精機株式会社",
                corporate_number="8000000000001",
                status_code="under_construction",
                amount_yen=20_000_000_000,
                start_date="2026-04",
                operation_date="2029",
                is_core=True,
            ),
            project(
                other,
                **common,
                name="架空の部材工場",
                company_name="架空素材株式会社",
                company_disclosure="withheld",
                operation_date="2029",
                is_core=False,
            ),
        ],
        "project_sites": [site(core), site(other, second)],
        "project_years": [
            project_year(core, "2026", amount_yen=8_000_000_000),
            project_year(core, "2027", amount_yen=12_000_000_000),
        ],
        "measures": [
            measure(f"{plan_id}-M1", plan_id, category=f"{plan_type}1", kpi_id=kpi_id, project_id=core),
            measure(f"{plan_id}-M2", plan_id, category="x1"),
        ],
        "kpis": [
            kpi(kpi_id, plan_id),
            kpi(f"{plan_id}-K2", plan_id, **_EXECUTION),
        ],
        "kpi_targets": [kpi_target(kpi_id)],
        "plan_companies": [
            company(plan_id),
            company(plan_id, "架空素材株式会社", corporate_number="", role="major", disclosure="withheld"),
        ],
        "requirement_checks": requirement_checks_of(plan_type, plan_id),
        "progress_reports": [progress_report(plan_id)],
        "measure_reviews": [review(f"{plan_id}-M1"), review(f"{plan_id}-M2")],
        "kpi_values": [kpi_value(kpi_id)],
    }


_EXECUTION = {
    "name": "推進会議の設置",
    "unit": "回",
    "category": "other",
    "level": "execution",
    "baseline": None,
    "baseline_date": "",
    "target": None,
    "periodicity": "once",
}


def submitted_tables(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Submitted:
    """The rows by table as if they had been read from a plan's workbook, from row 2 of each sheet on."""
    return {name: _submitted_table(TABLES[name], rows[name], "plan.xlsx") for name in rows}


def _submitted_table(table: Table, rows: Sequence[Mapping[str, Any]], file: str) -> SubmittedTable:
    is_workbook = file.endswith(".xlsx")
    place = {"source_file": file, "source_sheet": table.label_ja if is_workbook else ""}
    placed = [dict(row) | place | {"source_row": number} for number, row in enumerate(rows, start=2)]
    frame = pd.DataFrame(placed, columns=[*table.column_names, *SOURCE_COLUMNS], dtype=object)
    headings = {column.name: column.heading_ja for column in table.columns} if is_workbook else {}
    return SubmittedTable(table, table.typed(frame), headings)
