"""All selected KPIs as one sortable table; a line opens the KPI's card."""

from __future__ import annotations

import pyarrow as pa
import streamlit as st

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.kpi_progress import selected_progress
from analysis.plan_list import plans_in_words
from analysis.plan_progress import kpis_by_need
from analysis.selection import Selection
from briefing import kpi_words
from briefing.grade_words import grade_words
from domain.codelist import codelist
from domain.fiscal_half import short_ja
from ui import kpi_card, line_table, link
from ui.progress_view import ProgressView

_HEIGHT, _MOST = 560, 2000
_REPEATED = ("評価", "計画", "策定主体", "単位", "実績の時点", "新しさ", "場合", "速報・確報")


def show(allocation: Allocation, view: ProgressView) -> None:
    """The card of the opened KPI, and below it the table, the worst first."""
    table, ids = _table(allocation, view.selection, view.half)
    card = kpi_card.html(allocation, view) if view.kpi else ""
    if card:
        st.html(card)
    key = f"kpis_{hash((view.selection, view.half, allocation.records.identity))}"
    line_table.show(
        table,
        {
            "評価": st.column_config.TextColumn(width=105),
            "計画": st.column_config.TextColumn(width=235),
            "KPI": st.column_config.TextColumn(width=175),
            "単位": st.column_config.TextColumn(width=60),
            **dict.fromkeys(_NUMBERS, st.column_config.NumberColumn(format="localized", width=85)),
        },
        key=key,
        most_height=_HEIGHT,
        alt="KPIの一覧表",
        on_open=lambda line: link.set_view("kpi", ids[line]),
    )
    more = len(selected_progress(allocation, view.selection, view.half)) - _MOST
    rest = f"ほか{more:,}指標はダウンロードの表にあります。" if more > 0 else ""
    st.caption(
        f"{short_ja(view.half)}の評価。進捗率は基準値から期待値までのどれだけ進んだか、達成率（参考）は実績値÷期待値です。"
        f"「—」は値がないことを示します。行を選ぶと、KPIの詳細を開きます。{rest}"
    )


_NUMBERS = ("基準値", "目標値", "期待値", "実績値", "進捗率（％）", "達成率（参考）（％）")


@kept(32)
def _table(allocation: Allocation, selection: Selection, half: str) -> tuple[pa.Table, tuple[str, ...]]:
    kpis = kpis_by_need(selected_progress(allocation, selection, half)).iloc[:_MOST]
    plans = (
        plans_in_words(allocation).set_index("plan_id")[["title", "author_words"]].reindex(kpis["plan_id"])
    )
    columns = {
        "評価": [grade_words(grade) for grade in kpis["grade"]],
        "計画": plans["title"].to_numpy(),
        "KPI": kpis["name"],
        "実績値": kpis["actual"],
        "期待値": [round(kpi.expected, kpi_words.decimals(kpi.expected, kpi)) for kpi in kpis.itertuples()],
        "単位": kpis["unit"],
        "進捗率（％）": (kpis["progress"] * 100).round(1),
        "策定主体": plans["author_words"].to_numpy(),
        "基準値": kpis["baseline"],
        "目標値": kpis["target"],
        "達成率（参考）（％）": (kpis["rate"] * 100).round(1),
        "実績の時点": kpis["actual_date"],
        "速報・確報": kpis["value_status"].map(codelist("value_status").label),
        "新しさ": kpis["freshness"].map(codelist("freshness").label),
        "場合": kpis["case"].map(codelist("progress_case").label),
        "注意点": ["、".join(codelist("alert").label(code) for code in codes) for codes in kpis["alerts"]],
    }
    return pa.table({name: _sent(name, values) for name, values in columns.items()}), tuple(kpis["kpi_id"])


def _sent(name: str, values: object) -> pa.Array:
    """The values as they travel: repeated texts once, no value as none."""
    found = pa.array(values, from_pandas=True)
    if pa.types.is_floating(found.type):
        return found
    found = found.cast(pa.string())
    found = pa.compute.if_else(pa.compute.equal(found, ""), None, found)
    return found.dictionary_encode() if name in _REPEATED else found
