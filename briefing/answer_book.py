"""The Excel book of a selection: what it shows, every breakdown, and the projects behind them."""

from __future__ import annotations

import pandas as pd

from analysis.allocation import Allocation
from analysis.selection import Selection
from analysis.totals import Breakdown
from briefing.notes import (
    COUNTING_RULE,
    ROUNDING_NOTE,
    as_of_sentence,
    coverage_note,
    source_sentence,
)
from briefing.plan_tables import plan_counts_table, plans_table
from briefing.spreadsheet import workbook_bytes
from briefing.tables import AnswerTable, projects_table, totals_table
from briefing.unpublished_words import unpublished_sentences
from domain.population import AS_OF, NAME_JA

AUDIENCE_LABEL = {"public": "公開", "government": "行政限り"}
_BREAKDOWNS = (
    Breakdown.NATION,
    Breakdown.BLOCK,
    Breakdown.PREFECTURE,
    Breakdown.MUNICIPALITY,
    Breakdown.FIELD,
    Breakdown.SIZE_BAND,
    Breakdown.STATUS,
    Breakdown.ANNOUNCED_YEAR,
    Breakdown.OPERATION_YEAR,
)


def explanation_table(allocation: Allocation, selection: Selection, link: str = "") -> AnswerTable:
    """The sheet 説明: filters in words, 時点, counting rule, sources, and the link of the view."""
    records = allocation.records
    lines = [
        ("表題", f"地域未来投資マップ {as_of_sentence(records)}"),
        ("絞り込み", selection.describe()),
        ("取扱区分", AUDIENCE_LABEL[records.audience]),
        *(("公表前の報告", sentence) for sentence in unpublished_sentences(allocation, selection)),
        ("登録簿の版", f"第{records.version}版（{records.accepted_at}受付）"),
        *(("数え方", sentence) for sentence in COUNTING_RULE),
        ("注", coverage_note(records)),
        ("注", ROUNDING_NOTE),
        ("人口", f"{NAME_JA}（{AS_OF}現在）の都道府県人口"),
        ("出典", source_sentence(records)),
        *((("この表示のリンク", link),) if link else ()),
    ]
    return AnswerTable("説明", pd.DataFrame(lines, columns=["項目", "内容"]))


def answer_book(allocation: Allocation, selection: Selection, link: str = "") -> bytes:
    """Excel bytes: 説明, 合計, a sheet for every breakdown, 案件, and 計画 where there are plans."""
    tables = [explanation_table(allocation, selection, link)]
    tables += [totals_table(allocation, selection, by) for by in _BREAKDOWNS]
    tables.append(projects_table(allocation, selection))
    if len(allocation.records["plans"]):
        tables.append(plans_table(allocation, selection))
    return workbook_bytes(tables)


def plan_book(allocation: Allocation, selection: Selection, link: str = "") -> bytes:
    """Excel bytes about plans: 説明, 計画, their numbers by area, and their projects."""
    areas = (Breakdown.BLOCK, Breakdown.PREFECTURE, Breakdown.MUNICIPALITY)
    counts = [plan_counts_table(allocation, selection, by) for by in areas]
    return workbook_bytes(
        [
            explanation_table(allocation, selection, link),
            plans_table(allocation, selection),
            *(table for table in counts if len(table.frame)),
            projects_table(allocation, selection),
        ]
    )
