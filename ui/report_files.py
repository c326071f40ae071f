"""The workbooks in which progress is reported, prefilled: for chosen plans, one plan, or a selection's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Literal

import pandas as pd
import streamlit as st

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.plan_dates import asked_since
from analysis.selection import Selection
from briefing import answers
from briefing.progress_workbook import progress_workbook
from domain.fiscal_half import format_ja, number_of, short_ja
from domain.reporting_period import ReportingPeriod
from registry.database import Registry
from ui.downloads import XLSX
from ui.half_choice import begun_halves, half_to_report
from ui.handing_out import recorded
from ui.intake_rights import received_plans, sees_submissions
from ui.shared_records import Shared

_MOST_PLANS = 200
"""Plans of one workbook: more of them than this take too long, and nobody fills in so many."""


_TOO_MANY = f"進捗報告の様式は、{_MOST_PLANS}件までの計画をまとめて保存できます（いまは{{asked:,}}件）。"


def show(shared: Shared) -> None:
    """On データ登録: for which half, for which plans, and the button; for those who hand in alone."""
    allocation = shared.allocation
    if not sees_submissions(allocation.records):
        return
    halves = begun_halves()
    half = st.selectbox(
        "進捗報告の様式　対象の半期",
        halves,
        index=halves.index(half_to_report(dt.date.today())),
        format_func=format_ja,
        key="report_form_half",
    )
    names = _names(allocation, half)
    chosen = st.multiselect(
        "報告する計画",
        list(names),
        format_func=names.__getitem__,
        select_all=False,
        placeholder="計画を選ぶ（いくつでも）" if names else "この半期に報告する計画はありません",
        disabled=not names,
        key="report_form_plans",
    )
    if len(chosen) > _MOST_PLANS:
        st.caption(_TOO_MANY.format(asked=len(chosen)))
    # A message made by hand may name any plan.
    elif chosen and names.keys() >= set(chosen):
        _button(shared.registry, tuple(chosen), half, "進捗報告の様式（前回の報告と約束を添付）")
        st.caption("報告する計画、施策、KPIが行として並んでいます。空のまま出した行は取り込みません。")


def for_plan(shared: Shared, plan_id: str) -> None:
    """On 計画カルテ: the button for one plan, if a report is asked of it now."""
    allocation, half = shared.allocation, half_to_report(dt.date.today())
    if sees_submissions(allocation.records) and plan_id in _names(allocation, half):
        _button(shared.registry, (plan_id,), half, f"{short_ja(half)}の進捗報告の様式", width="content")


def for_selection(shared: Shared, reports: pd.DataFrame, period: ReportingPeriod) -> None:
    """On 提出状況: the button for the plans of :func:`analysis.report_status.plan_reports` of which one is asked."""
    if not sees_submissions(shared.allocation.records):
        return
    is_asked = reports["plan_id"].isin(_names(shared.allocation, period.period))
    plans = tuple(reports.loc[is_asked, "plan_id"])
    if len(plans) > _MOST_PLANS:
        st.caption(
            f"{_TOO_MANY.format(asked=len(plans))}サイドバーで都道府県などを選ぶと、ここにボタンが出ます。"
        )
    elif plans:
        words = f"{short_ja(period.period)}の進捗報告の様式（条件に当てはまる計画 {len(plans):,}件）"
        _button(shared.registry, plans, period.period, words, width="content")


def _button(
    registry: Registry,
    plans: Sequence[str],
    half: str,
    label: str,
    *,
    width: Literal["stretch", "content"] = "stretch",
) -> None:
    mark = "架空_" if registry.is_fictional else ""
    name = plans[0] if len(plans) == 1 else f"{len(plans)}計画"
    file_name = f"{mark}進捗報告_{half}_{name}.xlsx"
    st.download_button(
        label,
        data=recorded(
            registry, file_name, partial(_content, registry, tuple(plans), half), about="、".join(plans)
        ),
        file_name=file_name,
        mime=XLSX,
        on_click="ignore",
        key="report_form",
        icon=":material/download:",
        width=width,
    )


def _content(registry: Registry, plans: Sequence[str], half: str) -> bytes:
    return progress_workbook(registry, plans, half, dt.date.today()).content


def _names(allocation: Allocation, half: str) -> dict[str, str]:
    """What the viewer's own plans of which a report on the half is asked are called, by id."""
    return _names_of(allocation, half, received_plans(allocation.records))


@kept(64)
def _names_of(allocation: Allocation, half: str, own: frozenset[str]) -> dict[str, str]:
    plans = allocation.records["plans"]
    asked = set(plans.loc[asked_since(plans) <= number_of(half), "plan_id"])
    asked &= own
    listed = answers.plans(allocation, Selection())
    return {
        plan.plan_id: f"{plan.letter} {plan.title}（{plan.plan_id}）"
        for plan in listed.itertuples()
        if plan.plan_id in asked
    }
