"""A registry in which 熊本県 and 北海道 each have a published plan and a draft: for tests of who sees whose."""

from __future__ import annotations

from typing import Any

from registry.database import Registry, SubmissionFacts
from tests.builders import good_plan, submitted_tables

KUMAMOTO_PLAN, KUMAMOTO_DRAFT = "B-430005-01", "B-430005-02"
HOKKAIDO_PLAN, HOKKAIDO_DRAFT = "B-010006-01", "B-010006-02"
DRAFTS = (KUMAMOTO_DRAFT, HOKKAIDO_DRAFT)

_SAPPORO = "011002"


def plan_of(plan_id: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of one of the four plans."""
    rows = good_plan("b", plan_id)
    if plan_id.startswith("B-010006"):
        rows["plans"][0].update(author="010006", lead_block="hokkaido")
        for name in ("plan_areas", "project_sites"):
            for row in rows[name]:
                row["lg_code"] = _SAPPORO
    if plan_id in DRAFTS:
        rows["plans"][0].update(stage_code="bc_draft", published_date="")
    return rows


def drafted_registry(url: str) -> Registry:
    """The four plans at ``url``, each handed in by its own prefecture."""
    registry = Registry(url)
    for plan_id in (KUMAMOTO_PLAN, KUMAMOTO_DRAFT, HOKKAIDO_PLAN, HOKKAIDO_DRAFT):
        by = "熊本県" if "430005" in plan_id else "北海道"
        files = {f"{plan_id}.xlsx": f"the workbook of {plan_id}".encode()}
        registry.accept(
            submitted_tables(plan_of(plan_id)), files, SubmissionFacts(by, "2026H1", "2026-10", "試験の注")
        )
    return registry
