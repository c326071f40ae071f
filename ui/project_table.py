"""The selected projects as a table; choosing a line opens the project's record."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.selection import Selection
from briefing import answers
from domain.money import OKU
from ui import line_table, link

_NUMBER = st.column_config.NumberColumn(format="localized")


@kept(128)
def _table(allocation: Allocation, selection: Selection) -> tuple[pd.DataFrame, tuple[str, ...]]:
    listed = answers.projects(allocation, selection)
    frame = pd.DataFrame(
        {
            "案件名": listed["name"],
            "投資額（億円）": (listed["amount_yen"] / OKU).astype("Float64"),
            "金額の範囲": listed["scope"],
            "所在地": listed["places"],
            "分野": listed["field"],
            "状況": listed["status"],
            "事業者": listed["company_name"].replace("", "非公表"),
            "国の支援の上限（億円）": (listed["public_support_yen"] / OKU).astype("Float64"),
            "公表": listed["announced"],
            "稼働（予定を含む）": listed["operation"],
            "案件ID": listed["project_id"],
        }
    ).reset_index(drop=True)
    return frame, tuple(listed["project_id"])


def show(allocation: Allocation, selection: Selection, *, key: str) -> None:
    """The table, largest amount first; an empty selection is said to be so."""
    frame, ids = _table(allocation, selection)
    if frame.empty:
        st.info(
            "この条件に当てはまる案件はありません。条件をゆるめるか、「条件をすべて外す」を押してください。"
        )
        return
    line_table.show(
        frame,
        {
            "案件名": st.column_config.TextColumn(width=330),
            "投資額（億円）": st.column_config.NumberColumn(format="localized", width=115),
            "金額の範囲": st.column_config.TextColumn(width=105),
            "所在地": st.column_config.TextColumn(width=150),
            "分野": st.column_config.TextColumn(width=150),
            "事業者": st.column_config.TextColumn(width=170),
            "国の支援の上限（億円）": _NUMBER,
        },
        key=f"projects_{key}_{hash((selection, allocation.records.version))}",
        most_height=560,
        alt="案件の一覧表",
        on_open=lambda line: link.set_view("project", ids[line]),
    )
