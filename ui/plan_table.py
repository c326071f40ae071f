"""The selected plans as a table, under the map and on their own page; a line opens the plan's record."""

from __future__ import annotations

from html import escape

import pandas as pd
import pyarrow as pa
import streamlit as st

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.selection import Selection
from briefing import answers
from domain.money import OKU, format_yen
from ui import line_table, link, page_frame

_HEIGHT = 560
_LONGEST_TEXT = 30
_BELOW_MAP = 100
"""Lines of the table below a map; the page 計画一覧 has all."""

_REPEATED = ("種類", "策定主体", "段階", "分野", "期間", "公表", "改訂")
"""Columns whose texts travel once each, however many lines have them."""


@kept(128)
def _table(
    allocation: Allocation, selection: Selection, most: int | None
) -> tuple[pa.Table, tuple[str, ...]]:
    """The first ``most`` lines, all for None, and the plan_id of each."""
    listed = answers.plans(allocation, selection).iloc[:most]
    answered = listed["criteria"] - listed["no_answer"] - listed["unchecked"]
    columns = {
        "種類": listed["letter"],
        "計画名": listed["title"],
        "策定主体": listed["author_words"],
        "段階": listed["stage"],
        "投資額（億円）": (listed["amount_yen"] / OKU).astype("Float64").round(1),
        "案件（件）": listed["projects"],
        "金額公表（件）": listed["projects_with_amount"],
        "施策（件）": listed["measures"],
        "5W1Hの欠け（件）": listed["incomplete_measures"],
        "KPI（件）": listed["kpis"],
        "要件の確認": [f"{done}／{whole}" for done, whole in zip(answered, listed["criteria"], strict=True)],
        "区域": [_cut(words) for words in listed["areas"]],
        "分野": [_cut(words) for words in listed["fields"]],
        "期間": listed["years"],
        "公表": listed["published"],
        "改訂": listed["revised"],
        "計画ID": listed["plan_id"],
    }
    return pa.table({name: _sent(name, values) for name, values in columns.items()}), tuple(listed["plan_id"])


def _sent(name: str, values: pd.Series | list[str]) -> pa.Array:
    """The values as they travel: counts in four bytes, repeated texts once."""
    found = pa.array(values, from_pandas=True)
    if pa.types.is_integer(found.type):
        return found.cast(pa.int32())
    found = found if pa.types.is_floating(found.type) else found.cast(pa.string())
    return found.dictionary_encode() if name in _REPEATED else found


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_TEXT else words[: _LONGEST_TEXT - 1] + "…"


def show_below_map(allocation: Allocation, selection: Selection) -> None:
    """The first lines of the table, and where the others are."""
    _show(allocation, selection, "map", _BELOW_MAP)
    more = len(answers.plans(allocation, selection)) - _BELOW_MAP
    if more > 0:
        address = escape(link.relative_address(link.PLANS), quote=True)
        st.html(
            f'<p class="remark">ほか{more:,}計画は<a data-go href="{address}">計画一覧</a>にあります。</p>'
        )


def show(allocation: Allocation, selection: Selection, *, key: str) -> None:
    """The table by type; an empty selection is said to be so."""
    _show(allocation, selection, key, most=None)


def _show(allocation: Allocation, selection: Selection, key: str, most: int | None) -> None:
    table, ids = _table(allocation, selection, most)
    if not ids:
        st.info(nothing_words(allocation))
        return
    key = f"plans_{key}_{hash((selection, allocation.records.identity))}"
    line_table.show(
        table,
        {
            "種類": st.column_config.TextColumn(width=48),
            "計画名": st.column_config.TextColumn(width=310),
            "策定主体": st.column_config.TextColumn(width=105),
            "段階": st.column_config.TextColumn(width=115),
            "投資額（億円）": st.column_config.NumberColumn(format="localized", width=110),
            "案件（件）": st.column_config.NumberColumn(width=80),
            "区域": st.column_config.TextColumn(width=220),
            "分野": st.column_config.TextColumn(width=180),
        },
        key=key,
        most_height=_HEIGHT,
        alt="計画の一覧表",
        on_open=lambda line: _open(ids[line]),
    )
    st.caption(total_line(allocation, selection))


def nothing_words(allocation: Allocation) -> str:
    """Why no plan is listed, and what to do about it."""
    if not len(allocation.records["plans"]):
        return (
            "計画はまだ登録されていません。「データ登録」で計画の様式を登録すると、ここに並びます。"
            "架空の計画は、サイドバーの登録簿で「デモ（架空）」を選ぶと見られます。"
        )
    return "この条件に当てはまる計画はありません。条件をゆるめるか、「条件をすべて外す」を押してください。"


def total_line(allocation: Allocation, selection: Selection) -> str:
    """What the lines add up to, and what of the selection is in no plan."""
    found = answers.plans(allocation, selection)
    amount, projects = int(found["amount_yen"].fillna(0).sum()), int(found["projects"].sum())
    disclosed = int(found["projects_with_amount"].sum())
    words = f"計画の案件の合計 {format_yen(amount)}、{projects:,}件（金額公表 {disclosed:,}件）。"
    outside = answers.without_plan(allocation, selection)
    if outside["projects"]:
        words += (
            f"ほかに計画に属さない案件が{outside['projects']:,}件（{format_yen(outside['amount_yen'])}）あり、"
            "合わせると投資額の合計になります。"
        )
    return words + "「—」は公表された額がないことを示します。行を選ぶと、計画カルテを開きます。"


def _open(plan_id: str) -> None:
    page_frame.go(link.relative_address(link.PLAN, view={"plan": plan_id}))
