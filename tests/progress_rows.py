"""Plans in the middle of a half's check: KPIs of several grades, values missing, promises kept and broken."""

from __future__ import annotations

from typing import Any

from tests.builders import (
    CHITOSE,
    IMARI,
    KIKUYO,
    OZU,
    kpi,
    kpi_value,
    measure,
    plan,
    plan_area,
    plan_field,
    progress_report,
    review,
)
from tests.plan_snapshots import Rows, joined

HALF, BEFORE = "2026H1", "2025H2"
TROUBLED, SMALL, LATE, EMPTY = "B-430005-01", "C-434043-01", "B-410004-01", "C-012246-01"
BEHIND, REACHED, ON_TRACK, SILENT, SLOW = "K-behind", "K-reached", "K-on-track", "K-silent", "K-slow"
HOSTILE = "<img src=x onerror=\"document.title='HOSTILE'\">の売上"
PUBLISHED = {"published_date": "2025-05-15"}
POOR = {
    "execution": "delayed", "result": "needs_work", "cause_kind": "land", "cause": "用地が足りない",
    "action": "expand", "action_text": "候補地を加える", "action_due": "2027-03-31",
}  # fmt: skip


def progress_rows() -> dict[str, list[dict[str, Any]]]:
    """Four plans: one with a KPI 遅れ and one 達成, one with 順調 and a silent KPI, one やや遅れ, one without."""
    return joined(_troubled(), _small(), _late(), _empty())


def _places(plan_id: str, *codes: str) -> Rows:
    return {
        "plan_areas": [plan_area(plan_id, code) for code in codes],
        "plan_fields": [plan_field(plan_id)],
    }


def _troubled() -> Rows:
    return _places(TROUBLED, KIKUYO, OZU) | {
        "plans": [plan(TROUBLED, **PUBLISHED)],
        "kpis": [kpi(BEHIND, TROUBLED, name=HOSTILE), kpi(REACHED, TROUBLED, name="輸出額", unit="件")],
        "kpi_values": [
            kpi_value(BEHIND, BEFORE, value=118, value_date="2026-03-31"),
            kpi_value(BEHIND, value=101),
            kpi_value(REACHED, value=210),
        ],
        "measures": [measure("M-1", TROUBLED, kpi_id=BEHIND), measure("M-2", TROUBLED)],
        "measure_reviews": [
            review("M-1", BEFORE, action="refine", action_text="工程を組み直す", action_due="2026-09-30"),
            review("M-1", HALF, **POOR),
            review("M-2", BEFORE, action="add", action_text="窓口を増やす", action_due="2026-06-30"),
            review("M-2", HALF),
        ],
        "progress_reports": [progress_report(TROUBLED, status="late", comment="用地の契約が延びた")],
    }


def _small() -> Rows:
    return _places(SMALL, KIKUYO) | {
        "plans": [plan(SMALL, plan_type="c", author=KIKUYO, **PUBLISHED)],
        "kpis": [kpi(ON_TRACK, SMALL, name="販売額"), kpi(SILENT, SMALL, name="担い手")],
        "kpi_values": [kpi_value(ON_TRACK, value=199)],
        "measures": [measure("M-3", SMALL)],
        "measure_reviews": [review("M-3", BEFORE, action="add", action_text="試す", action_due="2027-09")],
    }


def _late() -> Rows:
    return _places(LATE, IMARI) | {
        "plans": [plan(LATE, author="410004", **PUBLISHED)],
        "kpis": [kpi(SLOW, LATE, name="雇用者数", unit="人")],
        "kpi_values": [kpi_value(SLOW, value=117.5, value_status="preliminary")],
        "progress_reports": [progress_report(LATE)],
    }


def _empty() -> Rows:
    return _places(EMPTY, CHITOSE) | {"plans": [plan(EMPTY, plan_type="c", author=CHITOSE, **PUBLISHED)]}
