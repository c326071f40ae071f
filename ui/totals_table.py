"""The table that says what the map says: one line an area, sortable, a line opens its area."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st

from analysis.allocation import Allocation
from analysis.selection import Selection
from analysis.totals import UNALLOCATED, Breakdown
from briefing.tables import BREAKDOWN_LABEL, parts_of, totals_table
from domain.money import OKU
from ui import answers, link

_NUMBER = st.column_config.NumberColumn(format="localized")
_MANY_LINES, _ROW = 13, 34


@lru_cache(maxsize=1024)
def _table(allocation: Allocation, selection: Selection, by: Breakdown) -> tuple[pa.Table, tuple[str, ...]]:
    """Lines to show, the largest amount first, and the area code of each."""
    frame = totals_table(allocation, selection, by).frame
    amount = frame["投資額（億円）"].to_numpy(dtype=np.float64, na_value=np.nan)
    count = frame["案件数（件）"].to_numpy()
    # An area whose projects disclose no amount stands before the areas without projects.
    frame = frame.iloc[np.lexsort((-count, np.where(np.isnan(amount), np.inf, -amount), count == 0))]
    per_head = [column for column in frame.columns if "人口当たり" in column]
    shown = {
        BREAKDOWN_LABEL[by]: frame[BREAKDOWN_LABEL[by]],
        "投資額（億円）": frame["投資額（億円）"].round(1),
        **{column: frame[column] for column in ("案件数（件）", "金額公表（件）", "金額非公表（件）")},
        "国の支援の上限（億円）": frame["国の支援の上限（億円）"].round(1),
        **{column: frame[column] for column in per_head},
        "注": _remarks(frame),
    }
    return _compact(pd.DataFrame(shown)), tuple(frame["コード"])


def _compact(frame: pd.DataFrame) -> pa.Table:
    """The frame as it travels: counts in four bytes, repeated remarks once, and without pandas' own
    notes in the schema, which are as long as the numbers.
    """
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata()
    smaller = {pa.int64(): pa.int32(), pa.large_string(): pa.string()}
    table = table.cast(pa.schema([(each.name, smaller.get(each.type, each.type)) for each in table.schema]))
    remarks = table.schema.get_field_index("注")
    return table.set_column(remarks, "注", table[remarks].dictionary_encode())


def _remarks(frame: pd.DataFrame) -> list[str]:
    columns = {
        "下限値を含む（件）": "下限値",
        "一部の額を含む（件）": "一部の額",
        "より広い区域に数えた案件（件）": "広い区域に計上",
    }
    counts = [frame[column] for column in columns]
    return [
        "、".join(f"{words}{count}件" for words, count in zip(columns.values(), line, strict=True) if count)
        for line in zip(*counts, strict=True)
    ]


def show(allocation: Allocation, selection: Selection) -> None:
    """Totals of the parts of the selected area; choosing a line opens that part."""
    by = parts_of(selection.level)
    table, codes = _table(allocation, selection, by)
    key = f"totals_{by}_{selection.area}"
    columns = {
        BREAKDOWN_LABEL[by]: st.column_config.TextColumn(width=215),
        "投資額（億円）": _NUMBER,
        "国の支援の上限（億円）": _NUMBER,
        "人口当たり投資額（円／人）": _NUMBER,
        "注": st.column_config.TextColumn(width="medium"),
    }
    st.dataframe(
        table,
        hide_index=True,
        height=_ROW * min(_MANY_LINES, table.num_rows + 1) + 3,
        row_height=_ROW,
        key=key,
        on_select=lambda: _open(key, codes),
        selection_mode="single-row",
        placeholder="—",
        column_config={
            # By position: the headings would travel twice.
            table.schema.get_field_index(name): settings
            for name, settings in columns.items()
            if name in table.column_names
        },
        alt=f"{BREAKDOWN_LABEL[by]}別の集計表",
    )


def _open(key: str, codes: tuple[str, ...]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    if rows and codes[rows[0]] != UNALLOCATED:
        link.select(link.selection().within(codes[rows[0]]))


def heading(selection: Selection) -> str:
    """``都道府県別の表``: what the table's lines are."""
    return f"{BREAKDOWN_LABEL[parts_of(selection.level)]}別の表"


def total_line(allocation: Allocation, selection: Selection) -> str:
    """The sum that the lines add up to, in words, for under the table."""
    found = answers.total(allocation, selection)
    return (
        f"合計 {found.amount_yen / OKU:,.1f}億円、{found.projects:,}件（金額公表 {found.projects_with_amount:,}件）。"
        "件数の合計は重なりを除いた数です。「—」は公表された額がないことを示します。行を選ぶと、その区域を開きます。"
    )
