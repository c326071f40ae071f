"""One strategic field opened: its headline, where it is, how far it has come, its projects."""

from __future__ import annotations

from html import escape

import streamlit as st

from analysis.allocation import Allocation
from analysis.lines import Line
from analysis.selection import Selection
from analysis.totals import Breakdown
from briefing import answers
from briefing.uncounted_amounts import amount_words
from domain.codelist import codelist
from ui import cards, link, markup, project_table

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
    lines = answers.lines_by(allocation, selection, Breakdown.PREFECTURE).areas().with_projects()
    return _bars(list(lines.largest_first())[:_MOST_PREFECTURES], "amount_yen")


def _statuses(allocation: Allocation, selection: Selection) -> str:
    lines = answers.lines_by(allocation, selection, Breakdown.STATUS)
    return _bars(list(lines.with_projects()), "projects")


def _bars(lines: list[Line], column: str) -> str:
    if not lines:
        return "<p>案件はありません。</p>"
    longest = max(1, *(getattr(line, column) for line in lines))
    return markup.bars(
        [
            (line.label, f"{amount_words(line)}・{line.projects:,}件", getattr(line, column) / longest)
            for line in lines
        ]
    )
