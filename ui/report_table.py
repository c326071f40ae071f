"""The table of 提出状況: one line an author and plan type, and who has no plan yet."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from analysis.report_status import (
    HANDED_IN,
    NOT_ASKED,
    OPEN,
    OVERDUE,
    UNPUBLISHED,
    AuthorLine,
    by_author,
    prefectures_without,
)
from analysis.selection import Selection
from domain.area import label_of
from domain.codelist import codelist
from domain.fiscal_half import short_ja

_ROW, _HEIGHT = 34, 520
_WIDTHS = {
    "ブロック": 66,
    "策定主体": 130,
    "計画の種類": 125,
    "計画（件）": 78,
    "進捗報告": 80,
    "報告済み": 76,
    "段階": 118,
    "最後の提出": 98,
    "その半期": 112,
}


def show(reports: pd.DataFrame, selection: Selection, *, with_senders: bool) -> None:
    """The table, and under it the prefectures of the selected area in which nobody has a plan."""
    table = _table(by_author(reports), with_senders=with_senders)
    st.dataframe(
        table,
        hide_index=True,
        placeholder="—",
        row_height=_ROW,
        height=min(_ROW * (len(table) + 1) + 4, _HEIGHT),
        column_config={name: st.column_config.Column(width=width) for name, width in _WIDTHS.items()},
        alt="策定主体と計画の種類別の提出状況",
    )
    without = [label_of(code) for code in prefectures_without(reports, selection)]
    if without:
        words = f"計画のない都道府県（{len(without)}）: {'、'.join(without)}"
        st.html(f'<p class="remark">{escape(words)}</p>')


def _table(lines: Sequence[AuthorLine], *, with_senders: bool) -> pd.DataFrame:
    blocks, types = codelist("block"), codelist("plan_type")
    frame = pd.DataFrame(
        {
            "ブロック": [blocks.label(line.block) if line.block in blocks else "" for line in lines],
            "策定主体": [line.author_words for line in lines],
            "計画の種類": [
                f"{types[line.plan_type].more['letter']}　{types[line.plan_type].more['short_ja']}"
                for line in lines
            ],
            "計画（件）": [line.plans for line in lines],
            "進捗報告": [_report_words(line) for line in lines],
            "報告済み": [f"{line.reported}／{line.asked}件" if line.asked else "" for line in lines],
            "段階": [line.stages for line in lines],
            "最後の提出": [line.received_at[:10] for line in lines],
            "その半期": [short_ja(line.period) for line in lines],
            "提出者": [line.submitted_by for line in lines],
        }
    )
    frame = frame.mask(frame == "", None)
    return frame if with_senders else frame.drop(columns="提出者")


def _report_words(line: AuthorLine) -> str:
    """The state of an author's reports: the worst of them."""
    found = next(code for code in (OVERDUE, OPEN, UNPUBLISHED, HANDED_IN, NOT_ASKED) if line.states.get(code))
    return codelist("report_state").label(found)
