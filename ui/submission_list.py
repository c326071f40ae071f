"""Every submission, the newest first: when, by whom, what; a line opens it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.selection import Selection
from briefing import answers
from domain.fiscal_half import short_ja
from intake.shown_changes import sees_all_submissions
from registry.row_history import COUNTS
from ui import link, submission_history
from ui.difference_view import KINDS
from ui.intake_rights import received_submissions, sees_submissions, where_it_is_shown
from ui.shared_records import Shared

_PAGE = 100
_MOST_TITLES = 3
_ROW = 34
_WIDTHS = {"版": 48, "受付日時": 128, "提出者": 120, "半期": 108, "ファイル": 150, "計画": 190}
_CLOSED = "submissions_closed"


def show(shared: Shared, selection: Selection) -> None:
    """The submissions that the selection asks for, a hundred at a time."""
    records = shared.allocation.records
    if not sees_submissions(records):
        st.html(
            f'<p class="remark">提出の記録は、公表前の計画や提出者に触れるため、{where_it_is_shown()}</p>'
        )
        return
    listed = _selected(shared, selection)
    if listed.empty:
        st.info(
            "この条件に当てはまる提出はありません。条件をゆるめるか、「条件をすべて外す」を押してください。"
        )
        return
    listed = _page_of(listed)
    ids = tuple(listed["submission_id"])
    # A new table after a record was closed: its line can be chosen again.
    key = f"submissions_{hash((records.identity, ids, st.session_state.get(_CLOSED, 0)))}"
    st.dataframe(
        _table(shared, listed),
        hide_index=True,
        placeholder="—",
        row_height=_ROW,
        height=min(_ROW * (len(listed) + 1) + 4, 480),
        key=key,
        on_select=lambda: _open(key, ids),
        selection_mode="single-row",
        column_config={
            **{name: st.column_config.Column(width=width) for name, width in _WIDTHS.items()},
            **{_rows_heading(kind): st.column_config.NumberColumn(width=78) for kind in COUNTS},
        },
        alt="提出の記録の表",
    )
    st.caption("行を選ぶと、元のファイルと変更点を開きます。列の見出しを押すと並べ替えます。")


def _selected(shared: Shared, selection: Selection) -> pd.DataFrame:
    """All submissions, or those about a selected plan."""
    version = shared.allocation.records.version
    listed = received(shared)
    if selection.is_everything:
        return listed
    handed_in = submission_history.plans_handed_in(shared.registry, version)
    chosen = answers.plans(shared.allocation, selection)["plan_id"]
    wanted = handed_in.loc[handed_in["plan_id"].isin(chosen), "submission_id"]
    return listed[listed["submission_id"].isin(wanted)]


def received(shared: Shared) -> pd.DataFrame:
    """Every submission that the viewer may see, the newest first."""
    records = shared.allocation.records
    listed = submission_history.submissions(shared.registry, records.version)
    if sees_all_submissions(records):
        return listed
    handed_in = submission_history.plans_handed_in(shared.registry, records.version)
    return listed[listed["submission_id"].isin(received_submissions(records, handed_in))]


def _page_of(listed: pd.DataFrame) -> pd.DataFrame:
    if len(listed) <= _PAGE:
        return listed
    starts = range(0, len(listed), _PAGE)
    start = st.selectbox(
        "表示する提出",
        starts,
        format_func=lambda at: f"{at + 1:,}〜{min(at + _PAGE, len(listed)):,}件目（全{len(listed):,}件）",
        key="submissions_page",
        width=330,
    )
    return listed.iloc[start : start + _PAGE]


def _table(shared: Shared, listed: pd.DataFrame) -> pd.DataFrame:
    counts = submission_history.counts(shared.registry, tuple(listed["submission_id"]))
    plans = _plan_words(shared, set(listed["submission_id"]))
    return pd.DataFrame(
        {
            "版": listed["sequence"],
            "受付日時": listed["received_at"].str[:16].str.replace("T", " "),
            "提出者": listed["submitted_by"],
            "半期": [short_ja(period) for period in listed["period"]],
            "ファイル": listed["file_names"],
            "計画": [plans.get(key) for key in listed["submission_id"]],
            **{_rows_heading(kind): counts[kind].to_numpy() for kind in COUNTS},
            "メモ": listed["note"].mask(listed["note"] == "", None),
            "受付番号": listed["submission_id"],
        }
    ).reset_index(drop=True)


def _rows_heading(kind: str) -> str:
    return f"{KINDS[kind]}（行）"


def _plan_words(shared: Shared, submission_ids: set[str]) -> dict[str, str]:
    """By submission the titles of its plans; an id where a plan is no longer in force."""
    records = shared.allocation.records
    handed_in = submission_history.plans_handed_in(shared.registry, records.version)
    handed_in = handed_in[handed_in["submission_id"].isin(submission_ids)]
    titles = dict(zip(records["plans"]["plan_id"], records["plans"]["title"], strict=True))
    words = {}
    for key, plan_ids in handed_in.groupby("submission_id")["plan_id"]:
        more = f" ほか{len(plan_ids) - _MOST_TITLES:,}件" if len(plan_ids) > _MOST_TITLES else ""
        words[str(key)] = "、".join(titles.get(one, one) for one in plan_ids[:_MOST_TITLES]) + more
    return words


def _open(key: str, ids: tuple[str, ...]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    if rows:
        link.set_view("submission", ids[rows[0]])


def close() -> None:
    """Close the record that is open."""
    st.session_state[_CLOSED] = st.session_state.get(_CLOSED, 0) + 1
    link.set_view("submission", "")
