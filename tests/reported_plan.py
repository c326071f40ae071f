"""A plan of type B that has been reported on for one half, with a promise and a preliminary value left open."""

from __future__ import annotations

from typing import Any

from registry.database import Registry, SubmissionFacts
from tests.builders import good_plan, kpi, kpi_value, progress_report, review, submitted_tables
from tests.report_books import BEFORE, HALF, PLAN

M1, M2, M3 = f"{PLAN}-M1", f"{PLAN}-M2", f"{PLAN}-M3"
K1, K2, YEARLY = f"{PLAN}-K1", f"{PLAN}-K2", f"{PLAN}-K3"
PROMISE = "予定価格を見直し、再び入札する"
COMMENT = "入札が一度成立せず、契約が3か月遅れている"
Rows = dict[str, list[dict[str, Any]]]


def reported_plan() -> Rows:
    """In force since 2024H1; reviewed for 2024H2: M1 is late and promises, M2 runs, M3 is done.

    K1 is half-yearly and preliminary, K2 a step to be done once, by 2031, K3 yearly with a value of 2024H2.
    """
    rows = good_plan("b", PLAN)
    rows["plans"][0] |= {"formulated_date": "2024-04-01", "published_date": "2024-05-15"}
    rows["measures"].append(rows["measures"][1] | {"measure_id": M3, "name": "終わった施策"})
    rows["kpis"][0] |= {"baseline_date": "2024-03-31", "target_date": "2030-03-31"}
    rows["kpis"].append(
        kpi(YEARLY, PLAN, periodicity="year", baseline_date="2024-03-31", target_date="2030-03-31")
    )
    rows["kpi_targets"][0] |= {"due_date": "2027-03-31", "target": 150}
    rows["progress_reports"] = [progress_report(PLAN, BEFORE, status="behind", comment=COMMENT)]
    rows["measure_reviews"] = [
        review(
            M1,
            BEFORE,
            execution="delayed",
            result="partly_late",
            cause_kind="cost",
            cause="資材の値上がり",
            action="expand",
            action_text=PROMISE,
            action_due="2025-09-30",
        ),
        review(M2, BEFORE),
        review(M3, BEFORE, execution="done"),
    ]
    rows["kpi_values"] = [
        kpi_value(K1, BEFORE, value=104, value_date="2025-03", value_status="preliminary"),
        kpi_value(YEARLY, BEFORE, value=108, value_date="2025-03-31"),
    ]
    return rows


def registry_of_reported_plan(url: str = "sqlite://", rows: Rows | None = None, **facts: Any) -> Registry:
    """A registry that holds the plan and its report on 2024H2 as version 1."""
    registry = Registry(url, **facts)
    registry.accept(
        submitted_tables(rows or reported_plan()),
        {"計画.xlsx": b"a workbook"},
        SubmissionFacts("熊本県", BEFORE, "2025-03", received_at="2025-04-20T10:00:00+09:00"),
    )
    return registry


ANSWERS: dict[tuple[str, str, str], dict[str, Any]] = {
    ("進捗報告", PLAN, HALF): {
        "全体の状況": "概ね順調",
        "状況の説明": "再入札が成立し、売上は112億円",
        "報告者": "架空の課",
        "報告日": "2025-10-15",
    },
    ("施策点検", M1, HALF): {
        "実行状況": "実施中",
        "点検の結果": "計画どおり",
        "対応": "継続",
        "対応の内容": "約束どおり再入札し、5月に契約した",
    },
    ("施策点検", M2, HALF): {
        "実行状況": "遅延",
        "点検の結果": "要改善",
        "原因の種類": "人材",
        "原因": "講師が足りない",
        "対応": "ブラッシュアップ",
        "対応の内容": "県外の大学から講師を招く",
        "対応の期限": "2026-03-31",
    },
    ("KPI実績", K1, BEFORE): {"実績値": 103, "実績の時点": "2025-03", "速報・確報": "確報"},
    ("KPI実績", K1, HALF): {"実績値": 112, "実績の時点": "2025-09", "速報・確報": "速報"},
}
"""What a reporter writes into the form for 2025H1 (``tests.report_books.filled_in``), without a fault."""
