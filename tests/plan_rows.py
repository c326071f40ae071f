"""Rows of plans for tests, with sensible values where a test does not care."""

from __future__ import annotations

from typing import Any

from domain.codelist import codelist
from tests.places import KIKUYO, KUMAMOTO


def plan(plan_id: str = "B-430005-01", **values: Any) -> dict[str, Any]:
    """A plan row: 熊本県's published plan of type B for five years, with everything that it must say."""
    return {
        "plan_id": plan_id,
        "plan_type": "b",
        "title": f"（架空）{plan_id} の計画",
        "author": KUMAMOTO,
        "lead_block": "kyushu",
        "co_blocks": "",
        "stage_code": "bc_published",
        "revision": 1,
        "formulated_date": "2026-04-01",
        "revised_date": "",
        "published_date": "2026-05-15",
        "start_year": "2026",
        "end_year": "2030",
        "horizon_year": "2035",
        "goal": "架空の産業の現状を認識し、10年で売上を2倍にする",
        "path": "架空の製品で輸出を伸ばす。投資は300億円を見込む",
        "means": "用地の整備と人材の育成を進める",
        "challenge": "",
        "stakeholder_action": "",
        "state_direction": "",
        "investment_target_yen": 30_000_000_000,
        "sales_target_yen": 50_000_000_000,
        "value_added_target_yen": 20_000_000_000,
        "trade_target_yen": 8_000_000_000,
        "jobs_target": 400,
        "wage_target": "年3％以上",
        "localisation": "",
        "support_structure": "県の産業振興課に窓口を置き、計画の期間中続ける",
        "contact": "架空の部署 000-0000-0000",
        "source_url": "https://example.jp/plan",
        "note": "",
    } | values


def plan_area(plan_id: str = "B-430005-01", lg_code: str = KIKUYO, **values: Any) -> dict[str, Any]:
    return {"plan_id": plan_id, "lg_code": lg_code, "role": "lead", "note": ""} | values


def plan_field(plan_id: str = "B-430005-01", field_code: str = "ai_semiconductor", **values: Any) -> dict:
    return {"plan_id": plan_id, "field_code": field_code, "product": "架空の部品", "note": ""} | values


def project_year(project_id: str = "P-1", fiscal_year: str = "2026", **values: Any) -> dict[str, Any]:
    return {"project_id": project_id, "fiscal_year": fiscal_year, "amount_yen": None, "note": ""} | values


def measure(measure_id: str = "M-1", plan_id: str = "B-430005-01", **values: Any) -> dict[str, Any]:
    """A measure of a type B plan with its 5W1H complete, due in 令和9年度上期."""
    return {
        "measure_id": measure_id,
        "plan_id": plan_id,
        "name": f"施策 {measure_id}",
        "category": "b1",
        "why": "設備の不足に応える",
        "what": "設備の導入を補助する",
        "deadline": "遅くとも令和9年度上期",
        "due_date": "2027-09-30",
        "who": "産業振興課",
        "where": "架空クラスター推進会議",
        "how": "公募して審査する",
        "lead_organisation": "県",
        "programme": "",
        "budget_yen": 500_000_000,
        "budget_note": "令和8年度当初",
        "budget_disclosure": "",
        "kpi_id": "",
        "project_id": "",
        "note": "",
    } | values


def kpi(kpi_id: str = "K-1", plan_id: str = "B-430005-01", **values: Any) -> dict[str, Any]:
    """An outcome that is to rise from 100億円 to 200億円 by the end of fiscal 2030."""
    return {
        "kpi_id": kpi_id,
        "plan_id": plan_id,
        "name": f"指標 {kpi_id}",
        "definition": "区域の事業所の売上の合計",
        "unit": "億円",
        "category": "sales",
        "direction": "up",
        "level": "outcome",
        "baseline": 100,
        "baseline_date": "2025-03-31",
        "target": 200,
        "target_date": "2031-03-31",
        "periodicity": "half",
        "statistic": "架空の調査",
        "next_date": "",
        "note": "",
    } | values


def kpi_target(kpi_id: str = "K-1", due_date: str = "2028-03-31", **values: Any) -> dict[str, Any]:
    return {"kpi_id": kpi_id, "due_date": due_date, "target": 140} | values


def company(
    plan_id: str = "B-430005-01", company_name: str = "架空精機株式会社", **values: Any
) -> dict[str, Any]:
    """A local core company whose name may be shown; no company bears its number."""
    return {
        "plan_id": plan_id,
        "company_name": company_name,
        "corporate_number": "8000000000001",
        "lg_code": KIKUYO,
        "role": "core",
        "origin": "local",
        "size": "mid",
        "part": "部品の加工",
        "disclosure": "public",
        "note": "",
    } | values


def requirement_checks_of(plan_type: str, plan_id: str) -> list[dict[str, Any]]:
    """Every criterion of the type, met; those that hold only on a condition do not apply."""
    rows = []
    for entry in codelist("requirement"):
        if plan_type in entry.more["plan_types"]:
            is_conditional = entry.more["level"] == "conditional"
            answer, grounds = (
                ("not_applicable", "条件に当たらない") if is_conditional else ("met", "計画の本文")
            )
            row = {"plan_id": plan_id, "criterion": entry.code, "answer": answer, "grounds": grounds}
            rows.append(row | {"evidence_url": ""})
    return rows


def progress_report(plan_id: str = "B-430005-01", period: str = "2026H1", **values: Any) -> dict[str, Any]:
    return {
        "plan_id": plan_id,
        "period": period,
        "status": "on_track",
        "comment": "売上は110億円で、見込みの108億円を上回る",
        "disclosure": "",
        "reporter": "架空の報告者",
        "reported_date": "2026-10-15",
    } | values


def review(measure_id: str = "M-1", period: str = "2026H1", **values: Any) -> dict[str, Any]:
    return {
        "measure_id": measure_id,
        "period": period,
        "execution": "running",
        "result": "as_planned",
        "number": 12,
        "number_note": "採択 件",
        "cause_kind": "",
        "cause": "",
        "action": "continue",
        "action_text": "",
        "action_due": "",
        "disclosure": "",
    } | values


def kpi_value(kpi_id: str = "K-1", period: str = "2026H1", **values: Any) -> dict[str, Any]:
    return {
        "kpi_id": kpi_id,
        "period": period,
        "value": 110,
        "value_date": "2026-09-30",
        "value_status": "final",
        "disclosure": "",
        "note": "",
    } | values
