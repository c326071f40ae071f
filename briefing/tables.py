"""Answer tables with Japanese headings and units: the same ones for screen, CSV and Excel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.allocation import Allocation
from analysis.lines import Lines
from analysis.measure import per_capita_yen
from analysis.project_list import selected_projects
from analysis.selection import Selection
from analysis.totals import Breakdown, lines_by
from analysis.withheld import withheld_sum, withheld_sums_by
from briefing.notes import FICTION
from briefing.withheld_words import NAME, withheld_words
from domain.area import Level
from domain.money import OKU
from domain.record import Records

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


def answer_table(name: str, frame: pd.DataFrame, records: Records) -> AnswerTable:
    """The table of these records; where they are fictional every line begins with 区分 架空."""
    if records.is_fictional:
        frame = frame.copy()
        frame.insert(0, "区分", pd.Series(FICTION, index=frame.index, dtype="str"))
    return AnswerTable(name, frame)


def totals_table(allocation: Allocation, selection: Selection, by: Breakdown) -> AnswerTable:
    """One line a part: amounts in 億円 and in yen, numbers of projects, and what is not in them.

    An amount is empty, not zero, where there are projects and none of their amounts counts; so is
    public support where none is known. By prefecture there is also the amount per inhabitant
    (令和2年国勢調査).
    """
    lines = lines_by(allocation, selection, by)
    columns = totals_columns(lines, by)
    texts = {heading: pd.Series(columns[heading], dtype="str") for heading in list(columns)[:2]}
    if lines["withheld"].any():
        columns[f"{NAME}の合計"] = _sums_of_withheld(allocation, selection, by, lines)
    name = f"{BREAKDOWN_LABEL[by]}別" if by is not Breakdown.NATION else "合計"
    return answer_table(name, pd.DataFrame(columns | texts), allocation.records)


def totals_columns(lines: Lines, by: Breakdown) -> dict[str, Any]:
    """The columns of :func:`totals_table` by heading: the same values, not yet a frame."""
    no_amount = (lines["projects"] > 0) & (lines["projects_with_amount"] == 0)
    no_support = (lines["projects"] > 0) & (lines["projects_with_support"] == 0)
    amount, support = lines["amount_yen"], lines["public_support_yen"]
    columns = {
        "コード": lines.codes,
        BREAKDOWN_LABEL[by]: lines.labels,
        "投資額（億円）": np.where(no_amount, np.nan, amount / OKU),
        "案件数（件）": lines["projects"],
        "金額公表（件）": lines["projects_with_amount"],
        "国の支援の上限（億円）": np.where(no_support, np.nan, support / OKU),
    }
    if by is Breakdown.PREFECTURE:
        columns["人口当たり投資額（円／人）"] = np.where(no_amount, np.nan, per_capita_yen(lines).round(0))
    return columns | {
        "金額非公表（件）": lines["not_disclosed"],
        f"うち{NAME}（件）": lines["withheld"],
        "より広い区域に数えた案件（件）": lines["counted_wider"],
        "下限値を含む（件）": lines["lower_bounds"],
        "一部の額を含む（件）": lines["partial_scopes"],
        "投資額（円）": pd.arrays.IntegerArray(amount, no_amount),
        "国の支援の上限（円）": pd.arrays.IntegerArray(support, no_support),
    }


def places_table(allocation: Allocation, selection: Selection) -> AnswerTable:
    """In how many of the areas and fields there are selected projects, one line a kind of area."""
    kinds = (Breakdown.BLOCK, Breakdown.PREFECTURE, Breakdown.MUNICIPALITY, Breakdown.FIELD)
    lines = [lines_by(allocation, selection, by).areas() for by in kinds]
    frame = pd.DataFrame(
        {
            "区域・分野": pd.Series([BREAKDOWN_LABEL[by] for by in kinds], dtype="str"),
            "案件のある数（か所）": [int((each["projects"] > 0).sum()) for each in lines],
            "すべて（か所）": [len(each) for each in lines],
        }
    )
    return answer_table("案件のある区域の数", frame, allocation.records)


def _sums_of_withheld(allocation: Allocation, selection: Selection, by: Breakdown, lines: Lines) -> list[str]:
    """For each line in words what withheld amounts come to together, where that may be told."""
    told = withheld_sums_by(allocation, selection, by, lines.codes)
    if by is Breakdown.NATION and (whole := withheld_sum(allocation, selection)) is not None:
        told = dict.fromkeys(lines.codes, whole)
    return [
        withheld_words(count, told.get(code)).removeprefix(f"{NAME} ")
        for code, count in zip(lines.codes, lines["withheld"].tolist(), strict=True)
    ]


def projects_table(allocation: Allocation, selection: Selection) -> AnswerTable:
    """One line a selected project, with its source and quote."""
    listed = selected_projects(allocation, selection)
    frame = pd.DataFrame(
        {
            "案件ID": listed["project_id"],
            "案件名": listed["name"],
            "事業者": listed["company_name"],
            "分野": listed["field"],
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
            "計画ID": listed["plan_id"],
        }
    )
    return answer_table("案件", frame.reset_index(drop=True), allocation.records)


def parts_of(level: Level) -> Breakdown:
    """The breakdown that an area of ``level`` is naturally shown by: its next smaller areas."""
    return {
        Level.NATION: Breakdown.PREFECTURE,
        Level.BLOCK: Breakdown.PREFECTURE,
        Level.PREFECTURE: Breakdown.MUNICIPALITY,
        Level.MUNICIPALITY: Breakdown.MUNICIPALITY,
    }[level]
