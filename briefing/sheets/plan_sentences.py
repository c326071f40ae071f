"""What the sheets of a plan say in sentences: titles and messages, the three signals apart."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.allocation import Allocation
from analysis.plan_signals import PlanSignals, plan_signals
from briefing.grade_words import grade_words
from briefing.plan_facts import measures_line, share_of_target
from briefing.sheets.grade_cells import counts_words
from briefing.uncounted_amounts import kinds_without_amount
from domain.codelist import codelist
from domain.fiscal_half import short_ja
from domain.money import format_yen
from domain.partial_date import format_ja as date_ja
from domain.reporting_period import reporting_periods


def title(plan: Any, kpis: pd.DataFrame) -> str:
    """``KPI 4件のうち遅れ1件、投資額は目標の69.6％``: whose they are stands in the line above it."""
    return f"{_kpi_clause(kpis)}、{_money_clause(plan)}"


def _kpi_clause(kpis: pd.DataFrame) -> str:
    counts = kpis["grade"].value_counts()
    told = [
        f"{entry.label_ja}{int(counts[entry.code]):,}件"
        for entry in reversed(list(codelist("kpi_grade")))
        if entry.more["is_poor"] == "yes" and entry.code in counts.index
    ]
    if kpis.empty:
        return "KPIの登録なし"
    if told:
        return f"KPI {len(kpis):,}件のうち{'・'.join(told)}"
    unknown = int(counts.get("not_assessable", 0))
    if unknown == len(kpis):
        return f"KPI {len(kpis):,}件は評価困難"
    if unknown:
        return f"KPI {len(kpis):,}件のうち評価困難{unknown:,}件、ほかに遅れなし"
    return f"KPI {len(kpis):,}件に遅れなし"


def _money_clause(plan: Any) -> str:
    if not plan.projects:
        return "案件なし"
    if not plan.projects_with_amount:
        return f"案件{plan.projects:,}件の金額は{kinds_without_amount(plan)}"
    target = plan.investment_target_yen
    if pd.isna(target) or not int(target):
        return f"投資額は{format_yen(int(plan.amount_yen))}"
    return f"投資額は目標の{share_of_target(plan) * 100:.1f}％"


def messages(allocation: Allocation, plan: Any, half: str) -> tuple[str, ...]:
    """The three signals, apart."""
    if not half:
        return ()
    signals = plan_signals(allocation, plan.plan_id, half)
    worst = f"。最も悪い評価は{grade_words(signals.now.worst)}" if signals.now.worst else ""
    return (
        f"計算した評価: {counts_words(signals.now.by_grade, unit='件')}{worst}。",
        f"報告者の判断: {_judged(signals)}。",
        f"データの鮮度: {_fresh(signals)}。",
    )


def _judged(signals: PlanSignals) -> str:
    report = signals.now.report
    if report is None:
        return f"{short_ja(signals.now.half)}の報告なし（{codelist('report_state').label(signals.report_state)}）"
    date = f"（{date_ja(report.reported_date)}報告）" if report.reported_date else ""
    return f"計画全体は{codelist('judged_status').label(report.status)}{date}"


def _fresh(signals: PlanSignals) -> str:
    told = [
        f"{codelist('freshness').label(code)}{signals.by_freshness[code]:,}件"
        for code in codelist("freshness").codes
        if signals.by_freshness.get(code)
    ]
    missed = f"（遅れている値 {signals.missed:,}回分）" if signals.missed else ""
    state = codelist("report_state").label(signals.report_state)
    due = date_ja(reporting_periods()[signals.now.half].due.isoformat())
    return f"KPIの実績は{'、'.join(told) or 'なし'}{missed}。進捗報告は{state}（期限 {due}）"


def of_measures(
    allocation: Allocation, plan: Any, half: str, measures: pd.DataFrame
) -> tuple[str, tuple[str, ...]]:
    """Title and messages of the measures' page: execution, promises, 5W1H."""
    poor, unseen = int(measures["is_poor"].sum()), int((~measures["has_review"]).sum())
    told = [
        f"{word}{count:,}件"
        for word, count in (("点検が芳しくないもの", poor), ("点検なし", unseen))
        if count
    ]
    said = f"件のうち{'、'.join(told)}" if told else "件に点検の芳しくないものなし"
    title = f"施策{len(measures):,}{said}"
    states = measures["execution"].value_counts()
    running = "、".join(
        f"{entry.label_ja}{int(states[entry.code]):,}件"
        for entry in codelist("execution_status")
        if entry.code in states.index
    )
    promises = measures["promise"].value_counts()
    kept = "、".join(
        f"{entry.label_ja}{int(promises[entry.code]):,}件"
        for entry in codelist("promise_state")
        if entry.code in promises.index
    )
    return title, (
        f"実行状況（{short_ja(half)}）: {running or '点検なし'}。",
        f"前の点検の約束: {kept}。",
        measures_line(allocation, plan.plan_id),
    )
