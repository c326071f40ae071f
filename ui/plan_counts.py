"""Numbers of plans by area and type as a table; a line opens its area."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.selection import Selection
from briefing import answers
from briefing.tables import BREAKDOWN_LABEL, parts_of
from domain.area import Level
from domain.codelist import codelist
from ui import link

_ROW, _MANY_LINES = 34, 13


@kept(256)
def _table(allocation: Allocation, selection: Selection) -> tuple[pd.DataFrame, tuple[str, ...]]:
    by = parts_of(selection.level)
    lines = answers.plan_lines(allocation, selection, Level(by.value))
    frame = pd.DataFrame(
        {
            BREAKDOWN_LABEL[by]: [line.label for line in lines],
            "計画（件）": lines.plans,
            **{
                f"{kind.more['letter']} {kind.more['short_ja']}（件）": lines.by_type[at]
                for at, kind in enumerate(codelist("plan_type"))
            },
        }
    )
    return frame, lines.codes


def show(allocation: Allocation, selection: Selection) -> None:
    """The table in the order of the code list, under its heading; nothing in a registry without plans."""
    if allocation.records["plans"].empty:
        return
    st.header(f"{BREAKDOWN_LABEL[parts_of(selection.level)]}別の計画数")
    frame, codes = _table(allocation, selection)
    key = f"plan_counts_{hash((selection, allocation.records.identity))}"
    st.dataframe(
        frame,
        hide_index=True,
        row_height=_ROW,
        height=_ROW * min(_MANY_LINES, len(frame) + 1) + 3,
        key=key,
        on_select=lambda: _open(key, codes),
        selection_mode="single-row",
        alt="区域別の計画数の表",
    )
    st.caption(
        "二つ以上の区域にまたがる計画は、それぞれの区域で1件と数えます。行を選ぶと、その区域に絞り込みます。"
    )


def _open(key: str, codes: tuple[str, ...]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    if rows:
        link.select(link.selection().within(codes[rows[0]]))
