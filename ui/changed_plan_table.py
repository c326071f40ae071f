"""The plans whose versions changed between two halves; a line opens the plan's difference."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import streamlit as st

from analysis.allocation import Allocation
from analysis.changed_plans import changed_plans
from analysis.kept_answers import kept
from analysis.selection import Selection
from briefing.change_tables import GROUPS_JA
from briefing.change_words import revisions
from domain.codelist import codelist
from ui import line_table, link
from ui.two_halves import TwoHalves

_HEIGHT = 480
_REPEATED = ("変更", "種類", "策定主体", "段階", "変わった項目")


def show(halves: TwoHalves, selection: Selection) -> None:
    """Numbers by what became of the plans, and a line for each."""
    table, ids = _table(halves.before, halves.after, selection)
    if not ids:
        st.info("この条件に当てはまる計画で、内容の変わったものはありません。")
        return
    st.caption(_caption(halves, selection))
    key = f"changed_plans_{hash((selection, halves.start, halves.end, halves.after.records.identity))}"
    line_table.show(
        table,
        {
            "変更": st.column_config.TextColumn(width=105),
            "種類": st.column_config.TextColumn(width=48),
            "計画名": st.column_config.TextColumn(width=310),
            "版": st.column_config.TextColumn(width=110),
            "変わった項目": st.column_config.TextColumn(width=430),
            "策定主体": st.column_config.TextColumn(width=105),
            **{
                f"{label}（行）": st.column_config.NumberColumn(width=80 + 13 * max(0, len(label) - 2))
                for label in GROUPS_JA.values()
            },
        },
        key=key,
        most_height=_HEIGHT,
        alt="内容の変わった計画の一覧表",
        on_open=lambda line: link.set_view("plan", ids[line]),
    )


def _caption(halves: TwoHalves, selection: Selection) -> str:
    kinds = changed_plans(halves.before, halves.after, selection)["kind"].value_counts()
    words = "、".join(f"{entry.label_ja} {kinds.get(entry.code, 0):,}件" for entry in codelist("plan_change"))
    return (
        f"{words}。数は、加わった・変わった・なくなった行の数です。行を選ぶと、その計画の変更点を開きます。"
    )


@kept(128)
def _table(before: Allocation, after: Allocation, selection: Selection) -> tuple[pa.Table, tuple[str, ...]]:
    listed = changed_plans(before, after, selection)
    pairs = zip(listed["before_revision"], listed["after_revision"], strict=True)
    columns: dict[str, object] = {
        "変更": listed["kind"].map(codelist("plan_change").label),
        "種類": listed["letter"],
        "計画名": listed["title"],
        "版": [revisions(then, now) for then, now in pairs],
        **{f"{label}（行）": listed[name].astype(np.int32) for name, label in GROUPS_JA.items()},
        "変わった項目": listed["items"],
        "策定主体": listed["author_words"],
        "段階": listed["stage"],
    }
    arrays = {name: pa.array(values, from_pandas=True) for name, values in columns.items()}
    packed = {name: each.dictionary_encode() if name in _REPEATED else each for name, each in arrays.items()}
    return pa.table(packed), tuple(listed["plan_id"])
