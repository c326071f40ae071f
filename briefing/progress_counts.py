"""Counts of KPI進捗 as tables: the headline numbers, KPIs by grade now and before, plans by judgement."""

from __future__ import annotations

import pandas as pd

from analysis.allocation import Allocation
from analysis.half import half_of
from analysis.kpi_progress import selected_progress
from analysis.plan_progress import plan_progress
from analysis.progress_headline import Headline, headline
from analysis.selection import Selection
from briefing.tables import AnswerTable, answer_table
from domain.codelist import codelist
from domain.fiscal_half import format_ja


def headline_table(allocation: Allocation, selection: Selection) -> AnswerTable:
    """The headline numbers of the half, each beside that of the half before where there is one."""
    half = half_of(allocation.records)
    found = headline(allocation, selection, half)
    lines = [(name, unit, now, then if found.before else None) for name, unit, now, then in _lines(found)]
    frame = pd.DataFrame(lines, columns=["項目", "単位", "この半期", "前の半期"])
    frame["前の半期"] = frame["前の半期"].astype("Int64")
    frame.insert(0, "半期", pd.Series(format_ja(half) if half else "", index=frame.index, dtype="str"))
    return answer_table("KPI進捗の要約", frame, allocation.records)


def _lines(found: Headline) -> list[tuple[str, str, int, int | None]]:
    now, then = found.promises, found.promises_before
    return [
        ("KPI", "件", found.kpis, None),
        ("KPIのある計画", "計画", found.plans, None),
        ("要対応のKPI", "件", found.poor, found.poor_before),
        ("新たに要対応", "件", found.newly_poor, None),
        ("要対応のうち原因か対応の記載なし", "件", found.unexplained, None),
        ("前の半期に評価できたKPI", "件", found.assessed_before, None),
        ("前の半期から改善", "件", found.better, None),
        ("前の半期から悪化", "件", found.worse, None),
        ("未報告・遅延のKPI", "件", found.overdue, found.overdue_before),
        ("進捗報告の期限超過", "計画", found.overdue_reports, None),
        ("期限の来た約束", "件", now.due, then.due),
        ("約束の履行", "件", now.kept, then.kept),
        ("約束の未履行", "件", now.not_kept, then.not_kept),
        ("約束の点検なし", "件", now.not_reported, then.not_reported),
        ("期限前の約束", "件", now.not_due, then.not_due),
    ]


def grade_counts_table(allocation: Allocation, selection: Selection) -> AnswerTable:
    """The selected KPIs by grade, and how the same KPIs were graded in the half before by today's targets."""
    half = half_of(allocation.records)
    kpis = selected_progress(allocation, selection, half)
    before = headline(allocation, selection, half).before
    halves = {half: "grade"} | ({before: "previous_grade"} if before else {})
    lines = []
    for name, column in halves.items():
        counts = kpis[column].value_counts()
        numbers = {
            f"{entry.more['letter']} {entry.label_ja}（件）": int(counts.get(entry.code, 0))
            for entry in codelist("kpi_grade")
        }
        lines.append({"半期": format_ja(name) if name else ""} | numbers | {"計（件）": len(kpis)})
    return answer_table("評価別のKPI", pd.DataFrame(lines), allocation.records)


def judged_counts_table(allocation: Allocation, selection: Selection) -> AnswerTable:
    """The selected plans by what their reports of the half judge, or by how they stand with the report."""
    half = half_of(allocation.records)
    plans = plan_progress(allocation, selection, half)
    judged = plans["judged"].value_counts()
    absent = plans.loc[plans["judged"] == "", "report"].value_counts()
    lines = [
        ("報告者の判断", entry.label_ja, int(judged.get(entry.code, 0)))
        for entry in codelist("judged_status")
    ]
    lines += [
        ("報告なし", entry.label_ja, int(absent.get(entry.code, 0)))
        for entry in codelist("report_state")
        if entry.code != "handed_in"
    ]
    frame = pd.DataFrame(lines, columns=["種類", "内容", "計画（件）"])
    frame.insert(0, "半期", pd.Series(format_ja(half) if half else "", index=frame.index, dtype="str"))
    return answer_table("報告者の判断", frame, allocation.records)
