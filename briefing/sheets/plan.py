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
from analysis.plan_signals import plan_signals
from analysis.reviews import measures_of_plan
from briefing.contents import Block, Placed, Sheet, Words
from briefing.maps.figures import plan_figure
from briefing.plan_facts import (
    NOT_SAID,
    find_plan,
)
from briefing.sheets import frame, plan_sentences
from briefing.sheets.grid import rest, rows_for
from briefing.sheets.plan_record_parts import facts_table, kpi_table, measures_table, projects_table
from briefing.sheets.request import SheetNotPossible, SheetRequest, SheetSource
from domain.codelist import codelist
from domain.fiscal_half import format_ja, short_ja
from domain.plan_tables import PLANS

_CONTENTS = ("goal", "path", "means")
_LONGEST, _SHORT = 98, 52
"""Characters of a content block that fit in two lines of the wide and of the narrow column."""

_ROOMY = 16
"""Rows beside the map from which on all contents have two lines."""

_FEW_MEASURES, _FEW_KPIS = 2, 3
"""No more than these are told with the rest on one page."""

_TWO_LINES = 2

_IN_BOOK = "ほか{count:,}件は Excel の表にあります"
_MOST_KPIS = 6
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
        title=plan_sentences.title(plan, kpis),
        messages=plan_sentences.messages(allocation, plan, half),
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


def _blocks(
    source: SheetSource, plan: Any, half: str, kpis: pd.DataFrame, measures: pd.DataFrame
) -> tuple[Placed, ...]:
    """Map and facts on the left; aims, judgement and projects on the right; KPIs over the whole width."""
    allocation = source.allocation
    if _fits_one_page(kpis, measures):
        return _short_blocks(source, plan, half, kpis, measures)
    # KPIs take one line each over the whole width, which is less than a row of the grid on most papers.
    middle = rows_for(max(1, min(len(kpis), _MOST_KPIS))) - 1
    upper = rest(middle)
    is_tight = upper < _ROOMY
    right: list[tuple[Block, int]] = [
        (_contents(plan, _SHORT if is_tight else _LONGEST), 5 if is_tight else 7)
    ]
    comment = _comment(allocation, plan, half)
    if comment:
        right.append((comment, 4 if len(comment.paragraphs[0]) > _SHORT else 3))
    right.append((facts_table(allocation, plan), upper - sum(rows for _, rows in right)))
    figure = plan_figure(allocation, source.boundaries, plan.plan_id)
    height = 0 if figure is None else (upper + 2) // 2
    left: list[tuple[Block, int]] = [] if figure is None else [(figure, height)]
    left.append((projects_table(allocation, plan, is_short=True), upper - height))
    lower: list[tuple[Block, int]] = [(kpi_table(kpis, half, _rest_words(kpis)), middle)]
    return (*_column(left, 0, 4), *_column(right, 4, 8), *_column(lower, 0, 12, upper))


def _rest_words(kpis: pd.DataFrame) -> str:
    """Where the KPIs are that find no room on the first page."""
    return "ほか{count:,}件はKPIの頁にあります" if len(kpis) > _MOST_KPIS else _IN_BOOK


def _fits_one_page(kpis: pd.DataFrame, measures: pd.DataFrame) -> bool:
    """Whether the measures with 5W1H find room on the first page."""
    return len(measures) <= _FEW_MEASURES and len(kpis) <= _FEW_KPIS


def _short_blocks(
    source: SheetSource, plan: Any, half: str, kpis: pd.DataFrame, measures: pd.DataFrame
) -> tuple[Placed, ...]:
    """Everything of a small plan: map, facts, aims and projects side by side, KPIs and measures below."""
    allocation = source.allocation
    low, middle = rows_for(max(1, _TWO_LINES * len(measures))), rows_for(max(1, len(kpis)))
    upper = rest(low, middle)
    figure = plan_figure(allocation, source.boundaries, plan.plan_id)
    left: list[tuple[Block, int]] = [] if figure is None else [(figure, upper)]
    right: list[tuple[Block, int]] = [
        (_contents(plan, _SHORT), 6),
        (projects_table(allocation, plan, is_short=True), upper - 6),
    ]
    lower: list[tuple[Block, int]] = [
        (kpi_table(kpis, half, _rest_words(kpis)), middle),
        (measures_table(measures, half), low),
    ]
    return (
        *_column(left, 0, 3),
        *_column([(facts_table(allocation, plan), upper)], 3 if left else 0, 4 if left else 7),
        *_column(right, 7, 5),
        *_column(lower, 0, 12, upper),
    )


def _column(blocks: Sequence[tuple[Block, int]], left: int, columns: int, top: int = 0) -> list[Placed]:
    placed = []
    for block, rows in blocks:
        placed.append(Placed(block, left, top, columns, rows))
        top += rows
    return placed


def _contents(plan: Any, longest: int) -> Words:
    """目標, 道筋 and 政策手段, whole sentences as far as there is room."""
    names = [PLANS[name].label_ja.partition("（")[0] for name in _CONTENTS]
    said = [in_sentences(getattr(plan, name), longest) or NOT_SAID for name in _CONTENTS]
    words = (f"【{name}】{text}" for name, text in zip(names, said, strict=True))
    return Words("目標・道筋・政策手段", tuple(words))


def in_sentences(text: str, longest: int) -> str:
    """The first sentences of a text up to ``longest`` characters, with … for what is left out; a first
    sentence that is longer than that stays whole.
    """
    sentences = [f"{part.strip()}。" for part in text.split("。") if part.strip()]
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
    if len(measures) and not _fits_one_page(kpis, measures):
        title, messages = plan_sentences.of_measures(allocation, plan, half, measures)
        blocks = (Placed(measures_table(measures, half), 0, 0, 12, 24),)
        pages.append(replace(main, title=title, messages=messages, blocks=blocks))
    if len(kpis) > _MOST_KPIS:
        pages.append(replace(main, blocks=(Placed(kpi_table(kpis, half, _IN_BOOK), 0, 0, 12, 24),)))
    return tuple(pages)
