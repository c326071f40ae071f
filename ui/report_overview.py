"""The head of 提出状況: for one half, who has handed in plans and reports and who has not."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.report_status import (
    HANDED_IN,
    NOT_ASKED,
    OPEN,
    OVERDUE,
    UNPUBLISHED,
    plan_reports,
    prefectures_within,
)
from analysis.selection import Selection
from domain.codelist import codelist
from domain.fiscal_half import format_ja, short_ja
from domain.partial_date import format_ja as day_ja
from domain.reporting_period import ReportingPeriod, reporting_periods
from registry.database import Registry
from ui import link, markup, report_files, report_table
from ui.half_choice import begun_halves
from ui.intake_rights import received_plans, sees_submissions
from ui.shared_records import Shared
from ui.submission_history import plans_handed_in

_KEY = "status_half"


def asked_period(shared: Shared) -> ReportingPeriod:
    """The half to look at: the one of the link, or the newest that a plan has been handed in for."""
    halves, asked = begun_halves(), link.view("half")
    if asked in halves:
        return reporting_periods()[asked]
    if asked:
        markup.sentences(
            "notice",
            [f"リンクの半期「{asked}」は、始まっている半期にありません。最も新しい半期を表示しています。"],
        )
    handed_in = set(plans_handed_in(shared.registry, shared.allocation.records.version)["period"])
    return reporting_periods()[next((half for half in halves if half in handed_in), halves[0])]


def half_box(period: ReportingPeriod) -> None:
    """The box in which another half can be chosen."""
    if st.session_state.get(_KEY) != period.period:
        st.session_state[_KEY] = period.period
    st.selectbox(
        "対象の半期", begun_halves(), format_func=format_ja, key=_KEY, on_change=_take_half, width=330
    )


def _take_half() -> None:
    link.set_view("half", st.session_state[_KEY])


def show(shared: Shared, selection: Selection, period: ReportingPeriod) -> None:
    """Cards, and the table by author and type; what to do where no plan is registered."""
    allocation = shared.allocation
    reports = _reports(shared.registry, allocation, selection, period, dt.date.today())
    is_own = reports["plan_id"].isin(received_plans(allocation.records))
    # Who handed in is for those who receive the plan; that and when it was done, for all who see the plan.
    reports = reports.assign(submitted_by=reports["submitted_by"].where(is_own, ""))
    with_senders = sees_submissions(allocation.records)
    markup.cards(_cards(reports, selection, period, with_senders=with_senders))
    if not len(allocation.records["plans"]):
        markup.sentences("notice", [_NOTHING_REGISTERED])
        return
    if reports.empty:
        st.info(
            "この条件に当てはまる計画はありません。条件をゆるめるか、「条件をすべて外す」を押してください。"
        )
        return
    st.header("策定主体と計画の種類別")
    report_table.show(reports, selection, with_senders=with_senders)
    st.caption(
        f"提出期限は{day_ja(period.due.isoformat())}。「対象外」は、その半期の末までに策定・公表されていない計画です。"
        f"{_publication(reports, period)}"
        "列の見出しを押すと並べ替えます。"
    )
    report_files.for_selection(shared, reports, period)


def _publication(reports: pd.DataFrame, period: ReportingPeriod) -> str:
    """What 公表前 means, where a report is."""
    if not (reports["state"] == UNPUBLISHED).any():
        return ""
    return f"「公表前」は、報告が届いていて、公表日（{day_ja(period.publish.isoformat())}）から内容を示すものです。"


_NOTHING_REGISTERED = (
    "計画はまだ登録されていません。「データ登録」で様式を保存して記入し、提出すると、ここに並びます。"
)


@kept(64)
def _reports(
    registry: Registry, allocation: Allocation, selection: Selection, period: ReportingPeriod, today: dt.date
) -> pd.DataFrame:
    handed_in = plans_handed_in(registry, allocation.records.version)
    return plan_reports(allocation, selection, handed_in, period, today)


def _cards(
    reports: pd.DataFrame, selection: Selection, period: ReportingPeriod, *, with_senders: bool
) -> list[str]:
    half = short_ja(period.period)
    within = prefectures_within(selection)
    came = reports[reports["has_submission"]]
    return [
        markup.card(
            "提出した都道府県",
            half,
            f"{came.loc[came['prefecture'].isin(within), 'prefecture'].nunique():,}",
            f"／{len(within):,}都道府県",
            [f"計画では {len(came):,}／{len(reports):,}件", "市区町村の計画を含む"],
        ),
        report_card(reports["state"], half),
        markup.card("報告の提出期限", half, *_short_day(period.due.isoformat()), [_days_left(period.due)]),
        _last_card(reports, with_senders=with_senders),
    ]


def report_card(states: pd.Series, half: str) -> str:
    """The card of how many reports of a half (in words) have come, by the state of each plan's report."""
    found = states.value_counts()
    count = {code: int(found.get(code, 0)) for code in codelist("report_state").codes}
    asked = len(states) - count[NOT_ASKED]
    return markup.card(
        "進捗報告",
        half,
        f"{count[HANDED_IN] + count[UNPUBLISHED]:,}",
        f"／{asked:,}件",
        [
            *([f"うち公表前 {count[UNPUBLISHED]:,}件"] if count[UNPUBLISHED] else []),
            f"未提出 {count[OPEN]:,}件、期限超過 {count[OVERDUE]:,}件",
            f"対象外 {count[NOT_ASKED]:,}件",
        ],
    )


def _last_card(reports: pd.DataFrame, *, with_senders: bool) -> str:
    handed_in = reports[reports["received_at"] != ""]
    if handed_in.empty:
        return markup.card("計画の最後の提出", "", "なし", "", ["まだ提出がありません"])
    last = handed_in.loc[handed_in["received_at"].idxmax()]
    words = [
        f"{last['received_at'][11:16]} 受付",
        *([last["submitted_by"]] if with_senders and last["submitted_by"] else []),
    ]
    return markup.card("計画の最後の提出", "", *_short_day(last["received_at"]), words)


def _short_day(iso: str) -> tuple[str, str]:
    """``4月30日`` and, set smaller, its year."""
    year, _, day = day_ja(iso[:10]).partition("年")
    return day, f"　{year}年"


def _days_left(due: dt.date) -> str:
    days = (due - dt.date.today()).days
    if days < 0:
        return f"{-days:,}日過ぎています"
    return f"あと{days:,}日" if days else "今日が期限です"
