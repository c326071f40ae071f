"""The table that says what the map says: one line an area, sortable, a line opens its area."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import streamlit as st

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.lines import UNALLOCATED, Lines
from analysis.selection import Selection
from analysis.totals import Breakdown
from briefing import answers
from briefing.tables import BREAKDOWN_LABEL, parts_of, totals_columns
from briefing.withheld_words import NAME, beside_total
from domain.money import OKU
from ui import link

_NUMBER = st.column_config.NumberColumn(format="localized")
_MANY_LINES, _ROW = 13, 34
_SHOWN = (
    *("投資額（億円）", "案件数（件）", "金額公表（件）", "金額非公表（件）"),
    *("国の支援の上限（億円）", "人口当たり投資額（円／人）"),
)
_REMARKS = {
    "lower_bounds": "下限値",
    "partial_scopes": "一部の額",
    "counted_wider": "広い区域に計上",
    "withheld": NAME,
}


@kept(4096)
def _table(allocation: Allocation, selection: Selection, by: Breakdown) -> tuple[pa.Table, tuple[str, ...]]:
    """Lines to show, the largest amount first, and the area code of each.

    Counts travel in four bytes and repeated remarks once.
    """
    lines = answers.lines_by(allocation, selection, by)
    columns = totals_columns(lines, by)
    amount, count = columns["投資額（億円）"], lines["projects"]
    # An area whose projects disclose no amount stands before the areas without projects.
    order = np.lexsort((-count, np.where(np.isnan(amount), np.inf, -amount), count == 0))
    lines = lines.take(order)
    shown = {heading: _shortened(columns[heading][order]) for heading in _SHOWN if heading in columns}
    table = {
        BREAKDOWN_LABEL[by]: pa.array(lines.labels),
        **shown,
        "注": pa.array(_remarks(lines)).dictionary_encode(),
    }
    return pa.table(table), lines.codes


def _shortened(values: npt.NDArray[Any]) -> pa.Array:
    if values.dtype.kind == "i":
        return pa.array(values.astype(np.int32))
    rounded, is_empty = values.round(1), np.isnan(values)  # no amount is empty
    if (np.abs(rounded[~is_empty]) < 2**31).all() and not (rounded[~is_empty] % 1).any():
        whole = np.where(is_empty, 0, rounded).astype(np.int32)
        return pa.array(whole, mask=is_empty)
    return pa.array(rounded, mask=is_empty)


def _remarks(lines: Lines) -> list[str]:
    return [
        "、".join(
            f"{words}{count}件" for words, count in zip(_REMARKS.values(), counts, strict=True) if count
        )
        for counts in zip(*(lines[name].tolist() for name in _REMARKS), strict=True)
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
    withheld = beside_total(allocation, selection, found.withheld)
    return (
        f"合計 {found.amount_yen / OKU:,.1f}億円、{found.projects:,}件（金額公表 {found.projects_with_amount:,}件）。{withheld}{'。' if withheld else ''}"
        "件数の合計は重なりを除いた数です。「—」は公表された額がないこと。行を選ぶと区域を開きます。"
    )
