"""計画カルテ: one plan with its aims, area, projects, KPIs and what its senders judge; its measures beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.allocation import Allocation
from analysis.half import half_of
from analysis.kpi_progress import progress_table
from analysis.plan_progress import kpis_by_need
from analysis.plan_signals import PlanSignals, plan_signals
from analysis.reviews import measures_of_plan
from briefing.contents import Block, Placed, Sheet, Words
from briefing.grade_words import grade_words
from briefing.maps.figures import plan_figure
from briefing.plan_facts import (
    NOT_SAID,
    find_plan,
    measures_line,
    share_of_target,
)
from briefing.sheets import frame
from briefing.sheets.grade_cells import counts_words
from briefing.sheets.plan_record_parts import facts_table, kpi_table, measures_table, projects_table
from briefing.sheets.request import SheetNotPossible, SheetRequest, SheetSource
from domain.codelist import codelist
from domain.fiscal_half import format_ja, short_ja
from domain.money import format_yen
from domain.partial_date import format_ja as date_ja
from domain.plan_tables import PLANS
from domain.reporting_period import reporting_periods

_CONTENTS = ("goal", "path", "means")
_LONGEST = 105
"""Characters of a content block that fit in two lines beside the map."""

_MOST_MEASURES, _MOST_KPIS = 3, 6
"""More than these are given a page of their own."""

NOTE = "評価は実績と期待値からの計算で、報告者の判断とデータの鮮度とは別に示す。"


def sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """The plan on one page, its measures (and KPIs) on further ones where there are many.

    Raises:
        SheetNotPossible: no plan is asked for, or none of that id is there for this audience.
    """
    allocation, half = source.allocation, half_of(source.allocation.records)
    plan = _asked(allocation, request.plan)
    kpis, measures = _rows(allocation, plan, half)
    main = frame.sheet(
        source,
        request,
        subject=f"{plan.letter} {plan.type}" + (f"　{format_ja(half)}" if half else ""),
        title=_title(plan, kpis),
        messages=_messages(allocation, plan, half),
        blocks=_blocks(source, plan, half, kpis, measures),
        notes=(NOTE,),
        filters=f"計画: {plan.title}（{plan.plan_id}）",
        coverage=f"金額公表 {plan.projects_with_amount:,}／{plan.projects:,}件",
    )
    return (main, *_further(allocation, plan, half, main, kpis, measures))


def _asked(allocation: Allocation, plan_id: str) -> Any:
    if not plan_id:
        raise SheetNotPossible("計画カルテの資料を作るには、計画を一つ選んでください。")
    plan = find_plan(allocation, plan_id)
    if plan is None:
        raise SheetNotPossible(f"計画「{plan_id}」は登録されていないか、この取扱区分では見られません。")
    return plan


def _rows(allocation: Allocation, plan: Any, half: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The plan's KPIs, the worst first, and its measures by due date."""
    kpis = progress_table(allocation, half)
    return (
        kpis_by_need(kpis[kpis["plan_id"] == plan.plan_id]),
        measures_of_plan(allocation, plan.plan_id, half),
    )


def _title(plan: Any, kpis: pd.DataFrame) -> str:
    """``○○計画は、KPI 4件のうち遅れが1件、案件の投資額は6,120億円（目標の69.6％）``."""
    return f"{plan.title}は、{_kpi_clause(kpis)}、{_money_clause(plan)}"


def _kpi_clause(kpis: pd.DataFrame) -> str:
    counts = kpis["grade"].value_counts()
    behind, slightly = (int(counts.get(code, 0)) for code in ("behind", "slightly_behind"))
    if kpis.empty:
        return "KPIの登録がなく"
    if not behind and not slightly:
        if int(counts.get("not_assessable", 0)) == len(kpis):
            return f"KPI {len(kpis):,}件はいずれも評価困難"
        return f"KPI {len(kpis):,}件に遅れはなく"
    told = [f"{word}が{count:,}件" for word, count in (("遅れ", behind), ("やや遅れ", slightly)) if count]
    return f"KPI {len(kpis):,}件のうち{'・'.join(told)}"


def _money_clause(plan: Any) -> str:
    if not plan.projects:
        return "案件の登録はない"
    if not plan.projects_with_amount:
        return f"案件{plan.projects:,}件の金額は公表されていない"
    target = plan.investment_target_yen
    share = f"（目標の{share_of_target(plan) * 100:.1f}％）" if pd.notna(target) and int(target) else ""
    return f"案件の投資額は{format_yen(int(plan.amount_yen))}{share}"


def _messages(allocation: Allocation, plan: Any, half: str) -> tuple[str, ...]:
    """The three signals, apart."""
    if not half:
        return ()
    signals = plan_signals(allocation, plan.plan_id, half)
    worst = f"最も悪いのは{grade_words(signals.now.worst)}。" if signals.now.worst else ""
    return (
        f"計算した評価（件）: {worst}{counts_words(signals.now.by_grade)}",
        f"報告者の判断: {_judged(signals)}",
        f"データの鮮度: {_fresh(signals)}",
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


def _blocks(
    source: SheetSource, plan: Any, half: str, kpis: pd.DataFrame, measures: pd.DataFrame
) -> tuple[Placed, ...]:
    """Map and facts on the left; aims, judgement, KPIs and projects on the right; few measures below."""
    allocation = source.allocation
    few = 0 < len(measures) <= _MOST_MEASURES
    bottom = 24 - (len(measures) * 2 + 3 if few else 0)
    right: list[tuple[Block, int]] = [(_contents(plan), 6)]
    comment = _comment(allocation, plan, half)
    if comment:
        right.append((comment, 3))
    taken = sum(rows for _, rows in right)
    kpi_rows = min(len(kpis) + 3, _MOST_KPIS + 3, bottom - taken - 4)
    right.append((kpi_table(kpis, half, "ほか{count:,}件は次の頁にあります"), kpi_rows))
    right.append((projects_table(allocation, plan), bottom - taken - kpi_rows))
    figure = plan_figure(allocation, source.boundaries, plan.plan_id)
    height = 0 if figure is None else bottom // 2
    left: list[tuple[Block, int]] = [(figure, height)] if figure is not None else []
    left.append((facts_table(allocation, plan), bottom - height))
    placed = [*_column(left, 0, 4), *_column(right, 4, 8)]
    if few:
        placed.append(Placed(measures_table(measures, half), 0, bottom, 12, 24 - bottom))
    return tuple(placed)


def _column(blocks: Sequence[tuple[Block, int]], left: int, columns: int) -> list[Placed]:
    placed, top = [], 0
    for block, rows in blocks:
        placed.append(Placed(block, left, top, columns, rows))
        top += rows
    return placed


def _contents(plan: Any) -> Words:
    """目標, 道筋 and 政策手段, whole sentences as far as there is room."""
    names = [PLANS[name].label_ja.partition("（")[0] for name in _CONTENTS]
    said = [in_sentences(getattr(plan, name), _LONGEST) or NOT_SAID for name in _CONTENTS]
    words = (f"【{name}】{text}" for name, text in zip(names, said, strict=True))
    return Words("目標・道筋・政策手段", tuple(words))


def in_sentences(text: str, longest: int) -> str:
    """The first sentences of a text up to ``longest`` characters, with … for what is left out; a first
    sentence that is longer than that stays whole.
    """
    sentences = [f"{part}。" for part in text.split("。") if part.strip()]
    if not text.rstrip().endswith("。") and sentences:
        sentences[-1] = sentences[-1].removesuffix("。")
    kept = sentences[:1]
    for sentence in sentences[1:]:
        if len("".join(kept)) + len(sentence) > longest:
            return "".join(kept) + "…"
        kept.append(sentence)
    return "".join(kept)


def _comment(allocation: Allocation, plan: Any, half: str) -> Words | None:
    """What the report of the half says of the whole plan, as its senders wrote it; None without one."""
    report = plan_signals(allocation, plan.plan_id, half).now.report if half else None
    if report is None or not report.comment:
        return None
    status = codelist("judged_status").label(report.status)
    return Words(f"報告者の判断（{short_ja(half)}）: {status}", (report.comment,), is_tinted=True)


def _further(
    allocation: Allocation,
    plan: Any,
    half: str,
    main: Sheet,
    kpis: pd.DataFrame,
    measures: pd.DataFrame,
) -> tuple[Sheet, ...]:
    """Pages of the measures and the KPIs, where there are more of them than the first page holds."""
    pages = []
    if len(measures) > _MOST_MEASURES:
        title, messages = _of_measures(allocation, plan, half, measures)
        blocks = (Placed(measures_table(measures, half), 0, 0, 12, 24),)
        pages.append(replace(main, title=title, messages=messages, blocks=blocks))
    if len(kpis) > _MOST_KPIS:
        rest = "ほか{count:,}件は Excel の表にあります"
        pages.append(replace(main, blocks=(Placed(kpi_table(kpis, half, rest), 0, 0, 12, 24),)))
    return tuple(pages)


def _of_measures(
    allocation: Allocation, plan: Any, half: str, measures: pd.DataFrame
) -> tuple[str, tuple[str, ...]]:
    """Title and messages of the measures' page: execution, promises, 5W1H."""
    poor = int(measures["is_poor"].sum())
    unseen = int((~measures["has_review"]).sum())
    told = [f"点検が芳しくないものは{poor:,}件"] if poor else ["点検が芳しくないものはなく"]
    told += [f"点検のないものは{unseen:,}件"] if unseen else ["すべて点検済み"]
    title = f"{plan.title}の施策{len(measures):,}件のうち、{'、'.join(told)}"
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
        f"実行状況（{short_ja(half)}）: {running or '点検なし'}",
        f"前の点検の約束: {kept}",
        measures_line(allocation, plan.plan_id).removesuffix("。"),
    )
