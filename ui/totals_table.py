"""The table that says what the map says: one line an area, sortable, a line opens its area."""

from __future__ import annotations

from functools import lru_cache

import pyarrow as pa
import streamlit as st

from analysis.allocation import Allocation
from analysis.selection import Selection
from analysis.totals import UNALLOCATED, Breakdown
from briefing.tables import BREAKDOWN_LABEL, parts_of, totals_table
from ui import answers, link

_NUMBER = st.column_config.NumberColumn
_MANY_LINES = 12


@lru_cache(maxsize=1024)
def _table(allocation: Allocation, selection: Selection, by: Breakdown) -> tuple[pa.Table, tuple[str, ...]]:
    """Lines to show, and the area code of each; areas without projects come last."""
    frame = totals_table(allocation, selection, by).frame
    order = frame.sort_values(["投資額（億円）", "案件数（件）"], ascending=False, kind="stable").index
    frame = frame.loc[order].drop(columns=["投資額（円）", "国の支援の上限（円）"])
    codes = tuple(frame["コード"])
    shown = frame.drop(columns=["コード"])
    # Without pandas' own notes in the schema: they are as long as the numbers.
    return pa.Table.from_pandas(shown, preserve_index=False).replace_schema_metadata(), codes


def show(allocation: Allocation, selection: Selection) -> None:
    """Totals of the parts of the selected area; choosing a line opens that part."""
    by = parts_of(selection.level)
    table, codes = _table(allocation, selection, by)
    st.dataframe(
        table,
        hide_index=True,
        height=38 * min(_MANY_LINES, max(2, table.num_rows + 1)) if table.num_rows > 2 else "auto",
        row_height=34,
        key=f"totals_{by}_{selection.area}",
        on_select=lambda: _open(f"totals_{by}_{selection.area}", codes),
        selection_mode="single-row",
        column_config={
            BREAKDOWN_LABEL[by]: st.column_config.TextColumn(width="medium"),
            "投資額（億円）": _NUMBER(format="localized"),
            "国の支援の上限（億円）": _NUMBER(format="localized"),
            "人口当たり投資額（円／人）": _NUMBER(format="localized"),
        },
        alt=f"{BREAKDOWN_LABEL[by]}別の集計表",
    )


def _open(key: str, codes: tuple[str, ...]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    if rows and codes[rows[0]] != UNALLOCATED:
        link.select(link.selection().within(codes[rows[0]]))


def total_line(allocation: Allocation, selection: Selection) -> str:
    """The sum that the lines add up to, in words, for under the table."""
    found = answers.total(allocation, selection)
    return (
        f"合計 {found.amount_yen / 1e8:,.1f}億円、{found.projects:,}件（金額公表 {found.projects_with_amount:,}件）。"
        "件数の合計は重なりを除いた数です。"
    )
