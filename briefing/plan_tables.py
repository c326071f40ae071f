"""Plans as tables for people: the list of plans, and how many there are in each area."""

from __future__ import annotations

import pandas as pd

from analysis.allocation import Allocation
from analysis.plan_areas import plans_by_area
from analysis.plan_list import chosen_plans, selected_plans
from analysis.selection import Selection
from analysis.totals import Breakdown
from briefing.tables import BREAKDOWN_LABEL, AnswerTable, answer_table
from domain.area import Level
from domain.codelist import codelist
from domain.money import OKU


def plans_table(allocation: Allocation, selection: Selection) -> AnswerTable:
    """One line a selected plan; the amount is empty where none of its projects' amounts counts."""
    listed = selected_plans(allocation, selection)
    answers = {f"要件「{entry.label_ja}」（件）": listed[entry.code] for entry in codelist("check_answer")}
    frame = pd.DataFrame(
        {
            "計画ID": listed["plan_id"],
            "計画の種類": listed["type"],
            "計画名": listed["title"],
            "策定主体": listed["author_words"],
            "区域": listed["areas"],
            "分野": listed["fields"],
            "段階": listed["stage"],
            "段階の主体": listed["actor"],
            "版": listed["revision"].astype("Int64"),
            "策定日": listed["formulated_date"],
            "改訂日": listed["revised_date"],
            "公表日": listed["published_date"],
            "計画期間の始まり（年度）": listed["start_year"],
            "計画期間の終わり（年度）": listed["end_year"],
            "案件数（件）": listed["projects"],
            "金額公表（件）": listed["projects_with_amount"],
            "金額非公表（件）": listed["not_disclosed"],
            "より広い区域に数えた案件（件）": listed["counted_wider"],
            "投資額（億円）": listed["amount_yen"] / OKU,
            "施策（件）": listed["measures"],
            "5W1Hに欠けのある施策（件）": listed["incomplete_measures"],
            "KPI（件）": listed["kpis"],
            "要件（件）": listed["criteria"],
            **answers,
            "要件「記載なし」（件）": listed["no_answer"],
            "公表ページ": listed["source_url"],
            "投資額（円）": listed["amount_yen"],
        }
    )
    return answer_table("計画", frame.reset_index(drop=True), allocation.records)


def plan_counts_table(allocation: Allocation, selection: Selection, by: Breakdown) -> AnswerTable:
    """Numbers of selected plans by type in the parts of the selected area, one line a part."""
    chosen = chosen_plans(allocation, selection)
    lines = plans_by_area(allocation, chosen, selection.area, Level(by.value))
    types = list(codelist("plan_type"))
    frame = pd.DataFrame(
        {
            "コード": [line.code for line in lines],
            BREAKDOWN_LABEL[by]: [line.label for line in lines],
            "計画（件）": lines.plans,
            **{f"{kind.label_ja}（件）": lines.by_type[at] for at, kind in enumerate(types)},
        }
    )
    return answer_table(f"{BREAKDOWN_LABEL[by]}別の計画数", frame, allocation.records)


def plan_types_table(allocation: Allocation, selection: Selection) -> AnswerTable:
    """Numbers of the selected plans by type, and all of them."""
    counts = selected_plans(allocation, selection)["plan_type"].value_counts()
    types = list(codelist("plan_type"))
    frame = pd.DataFrame(
        {
            "計画の種類": [*(kind.label_ja for kind in types), "合計"],
            "計画（件）": [*(int(counts.get(kind.code, 0)) for kind in types), int(counts.sum())],
        }
    )
    return answer_table("種類別の計画数", frame, allocation.records)
