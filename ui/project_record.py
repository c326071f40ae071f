"""One project's record: every field with its unit and source, and the quote that supports it."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from analysis.allocation import Allocation
from domain.area import label_of
from domain.codelist import codelist
from domain.money import format_yen
from domain.partial_date import format_ja
from domain.record import Records
from domain.viewer import SEEN_BY
from ui import link, markup

_MISSING = "公表資料で確認できない"


def show(allocation: Allocation, project_id: str) -> None:
    """The record, or a sentence if the records have no such project."""
    projects = allocation.records.projects
    found = projects[projects["project_id"] == project_id]
    if found.empty:
        markup.sentences(
            "notice", [f"リンクの案件「{project_id}」は登録されていません。一覧から選び直してください。"]
        )
        return
    project = found.iloc[0]
    with st.container(border=True, key="project_record"):
        st.html(_html(allocation, project))
        st.button("記録を閉じる", on_click=link.set_view, args=("project", ""))


def _html(allocation: Allocation, project: pd.Series) -> str:
    records = allocation.records
    facts = [
        ("案件ID", escape(project["project_id"])),
        ("事業者", escape(project["company_name"]) or "非公表"),
        ("分野", escape(codelist("plan_field").label(project["field_code"]))),
        *_plan(allocation, project["plan_id"]),
        ("所在地", _places(allocation, project)),
        ("投資額", _withheld(records, project, "amount") or _amount(project)),
        ("国の支援（上限）", _withheld(records, project, "amount") or _yen(project["public_support_yen"])),
        ("公表", escape(format_ja(project["announced_date"])) or _MISSING),
        ("稼働（予定を含む）", escape(format_ja(project["operation_date"])) or _MISSING),
        ("状況", _status(project["status_code"])),
        ("出典", markup.outside_link(project["source_url"], project["source_url"]) or "なし"),
        (
            "出典の記述",
            f"<blockquote>{escape(project['source_quote'])}</blockquote>"
            if project["source_quote"]
            else "なし",
        ),
        ("注意", escape(project["note"]) or "なし"),
        ("時点", escape(f"{format_ja(allocation.records.as_of)}時点の公表資料による")),
    ]
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts)
    return f'<div class="record"><h3>{escape(project["name"])}</h3><dl>{rows}</dl></div>'


def _plan(allocation: Allocation, plan_id: str) -> list[tuple[str, str]]:
    """The plan that the project is in, with the way to it; nothing where no plans are registered."""
    plans = allocation.records["plans"]
    if plans.empty:
        return []
    titles = plans.loc[plans["plan_id"] == plan_id, "title"]
    if titles.empty:
        return [("計画", escape(plan_id) or "計画未策定")]
    address = link.relative_address(link.PLAN, view={"plan": plan_id})
    return [("計画", f'<a data-go href="{escape(address, quote=True)}">{escape(titles.iloc[0])}</a>')]


def _yen(value: object) -> str:
    return escape(format_yen(int(value))) if pd.notna(value) else _MISSING  # type: ignore[call-overload]


def _amount(project: pd.Series) -> str:
    scope = codelist("amount_scope")[project["amount_scope"]]
    if pd.isna(project["amount_yen"]):
        return escape(f"{scope.label_ja}（{scope.more['definition_ja']}）")
    words = f"{format_yen(int(project['amount_yen']))}（{scope.label_ja}: {scope.more['definition_ja']}）"
    return escape(words) + _restricted(project, "amount")


def _status(code: str) -> str:
    entry = codelist("project_status")[code]
    return escape(f"{entry.label_ja}（{entry.more['definition_ja']}）")


def _withheld(records: Records, project: pd.Series, what: str) -> str:
    """That a value is not shown in this audience; "" for one that is, or would be if it were there."""
    word = project[f"{what}_disclosure"]
    if word in ("", *SEEN_BY[records.audience]):
        return ""
    return escape(f"公開しない（{codelist('disclosure').label(word)}）")


def _restricted(project: pd.Series, what: str) -> str:
    """A mark beside a value that is shown in this audience and not to everybody."""
    word = project[f"{what}_disclosure"]
    return "" if word in ("", "public") else escape(f"［{codelist('disclosure').label(word)}］")


def _places(allocation: Allocation, project: pd.Series) -> str:
    sites, project_id = allocation.records.project_sites, project["project_id"]
    words = []
    for site in sites[sites["project_id"] == project_id].itertuples():
        name = label_of(site.lg_code, full=True) if site.lg_code else "不明・国外"
        note = f"（{site.place_note}）" if site.place_note else ""
        share = f" 配分{site.share * 100:g}％" if pd.notna(site.share) else ""
        precision = codelist("location_precision").label(site.location_precision)
        words.append(escape(f"{name}{note}{share}［位置の精度: {precision}］"))
    if _withheld(allocation.records, project, "place"):
        words.append("市区町村は公開しない")
    else:
        words.append(_restricted(project, "place"))
    return "<br/>".join(filter(None, words)) or _MISSING
