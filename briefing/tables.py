"""Answer tables with Japanese headings and units: the same ones for screen, CSV and Excel."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.allocation import Allocation
from analysis.measure import per_capita_yen
from analysis.project_list import selected_projects
from analysis.selection import Selection
from analysis.totals import Breakdown, totals
from domain.area import Level
from domain.money import OKU

BREAKDOWN_LABEL = {
    Breakdown.NATION: "全体",
    Breakdown.BLOCK: "ブロック",
    Breakdown.PREFECTURE: "都道府県",
    Breakdown.MUNICIPALITY: "市区町村",
    Breakdown.FIELD: "戦略分野",
    Breakdown.SIZE_BAND: "投資規模",
    Breakdown.STATUS: "状況",
    Breakdown.ANNOUNCED_YEAR: "公表年",
    Breakdown.OPERATION_YEAR: "稼働年（予定を含む）",
}


@dataclass(frozen=True)
class AnswerTable:
    """A table for people: a name (of a sheet), Japanese headings with units, plain values."""

    name: str
    frame: pd.DataFrame


def totals_table(allocation: Allocation, selection: Selection, by: Breakdown) -> AnswerTable:
    """One line a part: amounts in 億円 and in yen, numbers of projects, and what is not in them.

    An amount is empty, not zero, where there are projects and none of their amounts counts; so is
    public support where none is known. By prefecture there is also the amount per inhabitant
    (令和2年国勢調査).
    """
    lines = totals(allocation, selection, by)
    label = BREAKDOWN_LABEL[by]
    has_projects = lines["projects"] > 0
    amount = lines["amount_yen"].astype("Int64").mask(has_projects & (lines["projects_with_amount"] == 0))
    support = (
        lines["public_support_yen"].astype("Int64").mask(has_projects & (lines["projects_with_support"] == 0))
    )
    columns = {
        "コード": lines["code"],
        label: lines["label"],
        "投資額（億円）": amount / OKU,
        "案件数（件）": lines["projects"],
        "金額公表（件）": lines["projects_with_amount"],
        "国の支援の上限（億円）": support / OKU,
    }
    if by is Breakdown.PREFECTURE:
        columns["人口当たり投資額（円／人）"] = per_capita_yen(lines).mask(amount.isna()).round(0)
    columns |= {
        "金額非公表（件）": lines["not_disclosed"],
        "より広い区域に数えた案件（件）": lines["counted_wider"],
        "下限値を含む（件）": lines["lower_bounds"],
        "一部の額を含む（件）": lines["partial_scopes"],
        "投資額（円）": amount,
        "国の支援の上限（円）": support,
    }
    return AnswerTable(f"{label}別" if by is not Breakdown.NATION else "合計", pd.DataFrame(columns))


def projects_table(allocation: Allocation, selection: Selection) -> AnswerTable:
    """One line a selected project, with its source and quote."""
    listed = selected_projects(allocation, selection)
    frame = pd.DataFrame(
        {
            "案件ID": listed["project_id"],
            "案件名": listed["name"],
            "事業者": listed["company_name"],
            "戦略分野": listed["field"],
            "所在地": listed["places"],
            "投資額（億円）": listed["amount_yen"] / OKU,
            "金額の範囲": listed["scope"],
            "この区域に数えた額（億円）": listed["counted_yen"] / OKU,
            "国の支援の上限（億円）": listed["public_support_yen"] / OKU,
            "公表": listed["announced_date"],
            "稼働（予定を含む）": listed["operation_date"],
            "状況": listed["status"],
            "投資規模": listed["size_band"],
            "出典": listed["source_url"],
            "引用": listed["source_quote"],
            "注意": listed["note"],
        }
    )
    return AnswerTable("案件", frame.reset_index(drop=True))


def parts_of(level: Level) -> Breakdown:
    """The breakdown that an area of ``level`` is naturally shown by: its next smaller areas."""
    return {
        Level.NATION: Breakdown.PREFECTURE,
        Level.BLOCK: Breakdown.PREFECTURE,
        Level.PREFECTURE: Breakdown.MUNICIPALITY,
        Level.MUNICIPALITY: Breakdown.MUNICIPALITY,
    }[level]
