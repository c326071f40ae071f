"""The list behind a step of the bridge: its projects with their amounts then and now, and why."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st

from analysis.allocation import Allocation
from analysis.bridge_list import bridge_list
from analysis.investment_bridge import bridge
from analysis.kept_answers import kept
from analysis.selection import Selection
from analysis.two_states import ABSENT
from briefing.change_words import signed_count, signed_yen, state_words
from domain.codelist import codelist
from domain.money import OKU
from ui import line_table, link, page_frame
from ui.two_halves import TwoHalves

ALL = "all"
_MOST, _HEIGHT = 500, 420
_REPEATED = ("増減", "状況", "はじめの額", "おわりの額", "計画")


def show(halves: TwoHalves, selection: Selection, step: str) -> None:
    """The lines, and what they add up to; a line opens the project's record."""
    table, ids, is_there = _table(halves.before, halves.after, selection, step)
    if not ids:
        st.info("この条件では、二つの半期の間に変わった案件はありません。")
        return
    st.caption(_caption(halves, selection, step))
    key = f"changes_{step}_{hash((selection, halves.start, halves.end, halves.after.records.identity))}"
    line_table.show(
        table,
        {
            "増減": st.column_config.TextColumn(width=105),
            "案件名": st.column_config.TextColumn(width=320),
            "投資額の増減（億円）": st.column_config.NumberColumn(format="localized", width=155),
            "件数の増減（件）": st.column_config.NumberColumn(width=115),
            "はじめの額": st.column_config.TextColumn(width=85),
            "おわりの額": st.column_config.TextColumn(width=85),
            "理由": st.column_config.TextColumn(width=360),
            "計画": st.column_config.TextColumn(width=230),
        },
        key=key,
        most_height=_HEIGHT,
        alt="増減の案件の一覧表",
        on_open=lambda line: _open(ids[line], halves.end if is_there[line] else halves.start),
    )


def _code(step: str) -> str:
    return "" if step == ALL else step


def heading(halves: TwoHalves, selection: Selection, step: str) -> str:
    """What the list is called."""
    found = bridge(halves.before, halves.after, selection)
    if step == ALL:
        return "すべての変更"
    return f"{found[step].label_ja}の案件"


def _caption(halves: TwoHalves, selection: Selection, step: str) -> str:
    found = bridge(halves.before, halves.after, selection)
    steps = found.changes if step == ALL else (found[step],)
    entries = sum(each.entries for each in steps)
    words = "" if step == ALL else f"{codelist('bridge_step')[step].more['definition_ja']}。"
    words += (
        f"{entries:,}行、投資額の合計 {signed_yen(sum(each.amount_yen for each in steps))}、"
        f"案件数 {signed_count(sum(each.projects for each in steps))}。増減の大きい順。"
    )
    if entries > _MOST:
        words += f"上から{_MOST:,}行を示しています。残りはダウンロードにあります。"
    return words + "行を選ぶと、案件の記録を開きます。"


@kept(128)
def _table(
    before: Allocation, after: Allocation, selection: Selection, step: str
) -> tuple[pa.Table, tuple[str, ...], tuple[bool, ...]]:
    """The lines, the project_id of each, and whether it has a row in the later half."""
    listed = bridge_list(before, after, selection, _code(step), _MOST)
    columns = {
        "増減": listed["step"].map(codelist("bridge_step").label) if step == ALL else None,
        "案件名": listed["name"],
        "投資額の増減（億円）": pa.array(
            (listed["amount_yen"] / OKU).astype("Float64").round(2), from_pandas=True
        ),
        "件数の増減（件）": pa.array(listed["projects"].astype(np.int32)),
        "はじめの額": _amounts(listed, "before"),
        "おわりの額": _amounts(listed, "after"),
        "理由": listed["reason"],
        "計画": listed["plan"].where(listed["plan"] != "", "計画未策定"),
        "所在地": listed["places"],
        "分野": listed["field"],
        "状況": listed["status"],
    }
    arrays = {
        name: pa.array(values, from_pandas=True) if isinstance(values, pd.Series) else values
        for name, values in columns.items()
        if values is not None
    }
    packed = {name: each.dictionary_encode() if name in _REPEATED else each for name, each in arrays.items()}
    return pa.table(packed), tuple(listed["project_id"]), tuple(listed["after_state"] != ABSENT)


def _amounts(listed: pd.DataFrame, side: str) -> pd.Series:
    pairs = zip(listed[f"{side}_state"], listed[f"{side}_yen"], strict=True)
    words = [state_words(state, None if pd.isna(yen) else int(yen)) for state, yen in pairs]
    return pd.Series(words, index=listed.index, dtype="str")


def _open(project_id: str, half: str) -> None:
    """Open the record of a project, as of a half in which it is there."""
    page_frame.go(link.relative_address(link.LIST, view={"project": project_id, "period": half}))
