"""Step 1 of データ登録: the workbook to fill in, empty or with what is registered of a plan."""

from __future__ import annotations

from functools import cache, partial

import streamlit as st

from analysis.selection import Selection
from briefing import answers
from domain.codelist import codelist
from intake.plan_export import NotExportable, export_plans
from loaders.cell_writer import TextUnwritable
from loaders.plan_workbook import template_bytes
from registry.database import Registry
from ui import markup
from ui.downloads import XLSX
from ui.handing_out import recorded
from ui.intake_rights import received_plans, sees_submissions, where_it_is_shown
from ui.shared_records import Shared


@cache
def _template(plan_type: str, is_fictional: bool) -> bytes:
    return template_bytes(plan_type, is_fictional=is_fictional)


def show(shared: Shared) -> None:
    """Buttons for the three empty workbooks, and one for the workbook of a registered plan."""
    is_fictional = shared.registry.is_fictional
    mark = "架空_" if is_fictional else ""
    for entry in codelist("plan_type"):
        letter = entry.more["letter"]
        st.download_button(
            f"{letter}　{entry.label_ja}の様式",
            data=partial(_template, entry.code, is_fictional),
            file_name=f"{mark}様式_{letter}_{entry.label_ja}.xlsx",
            mime=XLSX,
            on_click="ignore",
            key=f"template_{entry.code}",
            icon=":material/download:",
            width="stretch",
        )
    if not sees_submissions(shared.allocation.records):
        st.caption(
            f"登録済みの計画を直す様式と、進捗報告の様式は、公表しない項目を含むため、{where_it_is_shown()}"
        )
        return
    _registered(shared)


def _registered(shared: Shared) -> None:
    listed = answers.plans(shared.allocation, Selection())
    listed = listed[listed["plan_id"].isin(received_plans(shared.allocation.records))]
    names = {plan.plan_id: f"{plan.letter} {plan.title}（{plan.plan_id}）" for plan in listed.itertuples()}
    chosen = st.selectbox(
        "登録済みの計画を直す",
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder="計画を選ぶ（名前の一部を入れて探せます）" if names else "登録済みの計画はありません",
        disabled=not names,
        key="plan_to_export",
    )
    # A message made by hand may name any plan.
    if chosen is None or chosen not in names:
        return
    content, trouble = _exported(shared.registry, shared.allocation.records.version, chosen)
    if trouble:
        markup.sentences("trouble", [trouble])
        return
    st.download_button(
        "この計画の様式（いまの内容入り）",
        data=recorded(shared.registry, f"{chosen}.xlsx", lambda: content, about=chosen),
        file_name=f"{chosen}.xlsx",
        mime=XLSX,
        on_click="ignore",
        key="export_plan",
        icon=":material/download:",
        width="stretch",
    )
    st.caption("直して提出すると、変えた所だけが変更になります。消した行は取下げになります。")


def _exported(registry: Registry, version: int, plan_id: str) -> tuple[bytes, str]:
    """The plan's workbook, or nothing and the reason; kept until another plan or version is asked for."""
    key = "plan_exported"
    asked = (registry.identity, version, plan_id)
    kept: tuple[tuple[str, int, str], bytes, str] | None = st.session_state.get(key)
    if kept is None or kept[0] != asked:
        try:
            with st.spinner("様式に書いています…"):
                content, trouble = export_plans(registry, [plan_id]).content, ""
        except (NotExportable, TextUnwritable) as error:
            content, trouble = b"", str(error)
        kept = asked, content, trouble
        st.session_state[key] = kept
    return kept[1], kept[2]
