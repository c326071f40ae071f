"""One accepted submission: who, when, its original files, and what it changed."""

from __future__ import annotations

from functools import lru_cache, partial
from html import escape
from typing import Any

import streamlit as st

from domain.fiscal_half import format_ja
from domain.partial_date import format_ja as day_ja
from intake.difference import Difference
from intake.past_difference import difference_of
from registry.database import Registry
from registry.history import submission_file, submission_files
from ui import difference_view, link, markup, submission_history, submission_list
from ui.handing_out import recorded
from ui.intake_rights import sees_submissions, where_it_is_shown
from ui.shared_records import Shared

_TABLES = "submission_tables"


def show(shared: Shared, submission_id: str) -> None:
    """The submission of a link, or a sentence if there is none that may be shown."""
    records = shared.allocation.records
    if not sees_submissions(records):
        markup.sentences("notice", [f"提出の記録は、公表前の計画や提出者に触れるため、{where_it_is_shown()}"])
        return
    listed = submission_list.received(shared)
    found = next(listed[listed["submission_id"] == submission_id].itertuples(), None)
    if found is None:
        markup.sentences(
            "notice",
            [f"リンクの提出「{submission_id}」はありません。「提出の記録」の一覧から選び直してください。"],
        )
        return
    _open(shared, found)


@st.dialog("提出の記録", width="large", on_dismiss=submission_list.close)
def _open(shared: Shared, found: Any) -> None:
    """The record over the page, wherever the page stands."""
    st.html(_facts(shared, found))
    _files(shared.registry, found.submission_id)
    st.subheader("変更点")
    _difference(shared.registry, found.submission_id)
    if st.button("閉じる", key="close_submission", on_click=submission_list.close):
        st.rerun()


def _facts(shared: Shared, found: Any) -> str:
    facts = [
        ("受付番号", escape(found.submission_id)),
        ("登録簿の版", f"第{found.sequence:,}版"),
        ("受付日時", escape(found.received_at.replace("T", " ")[:16])),
        ("提出者", escape(found.submitted_by)),
        ("対象の半期", escape(format_ja(found.period))),
        ("時点", escape(day_ja(found.as_of))),
        ("メモ", escape(found.note) or "なし"),
        ("計画", _plans(shared, found.submission_id)),
    ]
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts)
    return f'<div class="record"><dl>{rows}</dl></div>'


def _plans(shared: Shared, submission_id: str) -> str:
    """Links to the plans that are in force, and the ids of those that are not."""
    records = shared.allocation.records
    handed_in = submission_history.plans_handed_in(shared.registry, records.version)
    plans = handed_in.loc[handed_in["submission_id"] == submission_id]
    titles = dict(zip(records["plans"]["plan_id"], records["plans"]["title"], strict=True))
    words = []
    for plan in plans.itertuples():
        as_it_was = "" if plan.has_changed else "（変更なし）"
        if plan.plan_id not in titles:
            words.append(escape(f"{plan.plan_id}（いまは登録されていません）"))
            continue
        address = link.relative_address(link.PLAN, view={"plan": plan.plan_id})
        words.append(
            f'<a data-go href="{escape(address, quote=True)}">{escape(titles[plan.plan_id])}</a>{as_it_was}'
        )
    return "<br/>".join(words) or "計画に属さない案件"


def _files(registry: Registry, submission_id: str) -> None:
    """A button for every original file; its bytes leave the registry when it is pressed."""
    st.subheader("元のファイル")
    files = submission_files(registry, submission_id)
    if files.empty:
        st.html('<p class="remark">ファイルのない提出です。</p>')
    for at, file in enumerate(files.itertuples()):
        button, words = st.columns([1, 4], vertical_alignment="center")
        button.download_button(
            "保存する",
            data=recorded(
                registry,
                str(file.file_name),
                partial(submission_file, registry, submission_id, str(file.file_name)),
                action="original_file",
                about=submission_id,
            ),
            file_name=file.file_name,
            mime="application/octet-stream",
            on_click="ignore",
            key=f"file_{submission_id}_{at}",
            icon=":material/download:",
            width="stretch",
        )
        size = f"{file.size / 1024:,.0f}KB" if file.size >= 1024 else f"{file.size:,}バイト"
        words.html(
            f'<div>{escape(file.file_name)}<span class="remark">　{size}　SHA-256 {escape(file.sha256[:16])}…</span></div>'
        )


@lru_cache(maxsize=16)
def _difference_of(registry: Registry, submission_id: str) -> Difference:
    return difference_of(registry, submission_id)


def _difference(registry: Registry, submission_id: str) -> None:
    kept = st.session_state.get(_TABLES)
    if kept is None or kept[0] != submission_id:
        kept = st.session_state[_TABLES] = submission_id, {}
    difference_view.show(_difference_of(registry, submission_id), kept[1])
