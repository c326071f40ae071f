"""One strategic field opened: its headline, where it is, how far it has come, its projects."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from analysis.allocation import Allocation
from analysis.selection import Selection
from analysis.totals import UNALLOCATED, Breakdown
from domain.codelist import codelist
from domain.money import format_yen
from ui import answers, cards, link, markup, project_table

_MOST_PREFECTURES = 10


def show(allocation: Allocation, selection: Selection, field: str) -> None:
    """The section of a field; an unknown field is said to be so."""
    fields = codelist("strategic_field")
    if field not in fields:
        markup.sentences("notice", [f"リンクの分野「{field}」は分からないため、開いていません。"])
        return
    chosen = selection.with_fields((field,))
    st.header(fields.label(field))
    cards.show(allocation, chosen)
    left, right = st.columns(2, gap="medium")
    with left:
        st.html(
            f'<div class="panel"><h4>都道府県（上位{_MOST_PREFECTURES}）</h4>{_prefectures(allocation, chosen)}</div>'
        )
    with right:
        st.html(f'<div class="panel"><h4>状況</h4>{_statuses(allocation, chosen)}</div>')
        address = link.relative_address(link.MAP, field=field)
        st.html(f'<p><a data-go href="{escape(address, quote=True)}">この分野を投資マップで見る</a></p>')
    project_table.show(allocation, chosen, key="opened_field")


def _prefectures(allocation: Allocation, selection: Selection) -> str:
    lines = answers.totals_by(allocation, selection, Breakdown.PREFECTURE)
    return _bars(lines[(lines["projects"] > 0) & (lines["code"] != UNALLOCATED)].head(47), by_amount=True)


def _statuses(allocation: Allocation, selection: Selection) -> str:
    lines = answers.totals_by(allocation, selection, Breakdown.STATUS)
    return _bars(lines[lines["projects"] > 0], by_amount=False)


def _bars(lines: pd.DataFrame, *, by_amount: bool) -> str:
    if lines.empty:
        return "<p>案件はありません。</p>"
    if by_amount:
        lines = lines.sort_values(["amount_yen", "projects"], ascending=False).head(_MOST_PREFECTURES)
    measure = "amount_yen" if by_amount else "projects"
    largest = max(1, int(lines[measure].max()))
    rows = []
    for line in lines.itertuples():
        amount = format_yen(line.amount_yen) if line.projects_with_amount else "金額非公表"
        rows.append((line.label, f"{amount}・{line.projects:,}件", getattr(line, measure) / largest))
    return markup.bars(rows)
