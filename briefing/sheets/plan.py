"""計画カルテ: one plan with its aims, area, projects, KPIs and what its senders judge; its measures beside."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.allocation import Allocation
from analysis.half import half_of
from analysis.kpi_progress import progress_table
from analysis.plan_progress import kpis_by_need
from analysis.plan_signals import plan_signals
from analysis.reviews import measures_of_plan
from briefing.contents import Block, Row, Sheet, Stack, Words
from briefing.maps.figures import plan_figure
from briefing.plan_facts import NOT_SAID, find_plan
from briefing.sheets import frame, plan_sentences
from briefing.sheets.plan_record_parts import facts_table, kpi_table, measures_table, projects_table
from briefing.sheets.request import SheetRequest, SheetSource
from domain.codelist import codelist
from domain.fiscal_half import format_ja, short_ja
from domain.plan_tables import PLANS

_CONTENTS = ("goal", "path", "means")
_LEAST_LINES, _LEAST_OF_COMMENT = 1, 2
"""Lines of each content block and of the reporters' comment that are shown on the fullest page."""

_FEW_MEASURES, _FEW_KPIS = 2, 3
"""No more than these are told with the rest on one page."""

NOTE = "評価は実績と期待値からの計算で、報告者の判断とデータの鮮度とは別に示す。"


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """The plan on one page, or more where it has many KPIs; its measures on another where there are many."""
    allocation, half = source.allocation, half_of(source.allocation.records)
    plan = find_plan(allocation, request.plan)
    assert plan is not None
    kpis, measures = _rows(allocation, plan, half)
    is_small = len(measures) <= _FEW_MEASURES and len(kpis) <= _FEW_KPIS
    main = frame.sheet(
        source,
        request,
        subject=f"{plan.letter} {plan.title}（{plan.type}）" + (f"　{format_ja(half)}" if half else ""),
        title=plan_sentences.title(plan, kpis),
        messages=plan_sentences.messages(allocation, plan, half),
        blocks=(
            _short_upper(source, plan) if is_small else _upper(source, plan, half),
            kpi_table(kpis, half),
            *((measures_table(measures, half),) if is_small else ()),
        ),
        notes=(NOTE,),
        filters=f"計画: {plan.title}（{plan.plan_id}）",
        coverage=f"金額公表 {plan.projects_with_amount:,}／{plan.projects:,}件",
    )
    if is_small or measures.empty:
        return (main,)
    title, messages = plan_sentences.of_measures(allocation, plan, half, measures)
    return (main, replace(main, title=title, messages=messages, blocks=(measures_table(measures, half),)))


def _rows(allocation: Allocation, plan: Any, half: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The plan's KPIs, the worst first, and its measures by due date."""
    kpis = progress_table(allocation, half)
    return (
        kpis_by_need(kpis[kpis["plan_id"] == plan.plan_id]),
        measures_of_plan(allocation, plan.plan_id, half),
    )


def _upper(source: SheetSource, plan: Any, half: str) -> Block:
    """Map and projects on the left; aims, what its senders judge, and facts on the right."""
    allocation = source.allocation
    figure = plan_figure(allocation, source.boundaries, plan.plan_id)
    comment = _comment(allocation, plan, half)
    left = Stack((*((figure,) if figure else ()), projects_table(allocation, plan, is_short=True)))
    right = Stack(
        (
            _contents(plan),
            *((comment,) if comment else ()),
            facts_table(allocation, plan),
        )
    )
    return Row((left, right), (5, 8))


def _short_upper(source: SheetSource, plan: Any) -> Block:
    """Map, facts, aims and projects of a small plan side by side."""
    allocation = source.allocation
    figure = plan_figure(allocation, source.boundaries, plan.plan_id)
    facts = facts_table(allocation, plan)
    right = Stack((_contents(plan), projects_table(allocation, plan, is_short=True)))
    return Row((figure, facts, right), (3, 5, 5)) if figure else Row((facts, right), (7, 5))


def _contents(plan: Any) -> Words:
    """目標, 道筋 and 政策手段, as much of each as there is room for."""
    names = [PLANS[name].label_ja.partition("（")[0] for name in _CONTENTS]
    said = [getattr(plan, name) or NOT_SAID for name in _CONTENTS]
    words = (f"【{name}】{text}" for name, text in zip(names, said, strict=True))
    return Words("目標・道筋・政策手段", tuple(words), least=_LEAST_LINES)


def _comment(allocation: Allocation, plan: Any, half: str) -> Words | None:
    """What the report of the half says of the whole plan, as its senders wrote it; None without one."""
    report = plan_signals(allocation, plan.plan_id, half).now.report if half else None
    if report is None or not report.comment:
        return None
    status = codelist("judged_status").label(report.status)
    return Words(
        f"報告者の判断（{short_ja(half)}）: {status}",
        (report.comment,),
        is_tinted=True,
        least=_LEAST_OF_COMMENT,
    )
