"""The projects and the companies of a plan, as the audience may see them."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import quote

import numpy as np
import pandas as pd

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.project_list import core_first, in_words
from domain.area import label_of
from domain.codelist import codelist
from domain.money import OKU, format_yen
from domain.partial_date import format_ja
from ui.plan_panel import plan_amount_words

_HIDDEN = "非公表"


def projects_line(plan: Any) -> str:
    """What the projects come to, and how many amounts are known, in one sentence."""
    if not plan.projects:
        return "合計に数える案件はありません。"
    return (
        f"投資額 {plan_amount_words(plan)}、金額非公表 {plan.not_disclosed:,}件。取下げは合計に含めません。"
    )


@kept(512)
def projects_html(allocation: Allocation, plan_id: str, list_address: str) -> str:
    """The plan's projects, core ones first, then by amount; each leads to its record."""
    plans = allocation.records["plans"]["plan_id"]
    at = int(plans.index[plans == plan_id][0])
    listed = in_words(allocation)[np.asarray(allocation.plan == at)]
    if listed.empty:
        return '<p class="remark">この計画の案件はありません。</p>'
    rows = "".join(_row(project, list_address) for project in core_first(listed).itertuples())
    heads = (
        "案件名",
        "投資額（億円）",
        "金額の範囲",
        "状況",
        "所在地",
        "事業者",
        "国の支援（億円）",
        "着工",
        "稼働",
    )
    return _table(heads, rows) + _years(allocation, plan_id)


def _row(project: Any, list_address: str) -> str:
    address = f"{list_address}{'&' if '?' in list_address else '?'}project={quote(project.project_id)}"
    core = '<span class="mark">核</span>' if project.core else ""
    cells = [
        _oku(project.amount_yen) or f'<span class="hidden">{_HIDDEN}</span>',
        *map(escape, (project.scope, project.status, project.places)),
        escape(project.company_name) or f'<span class="hidden">{_HIDDEN}</span>',
        _oku(project.public_support_yen) or "—",
        format_ja(project.start_date) or "—",
        format_ja(project.operation_date) or "—",
    ]
    kinds = ("", "text", "text", "text", "text", "", "text when", "text when")
    shown = "".join(f'<td class="{kind}">{cell}</td>' for kind, cell in zip(kinds, cells, strict=True))
    return (
        f'<tr><th scope="row">{core}<a data-go href="{escape(address, quote=True)}">{escape(project.name)}</a></th>'
        f"{shown}</tr>"
    )


def _oku(value: Any) -> str:
    return f"{int(value) / OKU:,.1f}".removesuffix(".0") if pd.notna(value) else ""


@kept(512)
def companies_html(allocation: Allocation, plan_id: str) -> str:
    """The companies that may be named, and how many more there are."""
    rows = allocation.records["plan_companies"]
    rows = rows[rows["plan_id"] == plan_id]
    withheld = allocation.records.withheld_companies.get(plan_id, 0)
    rest = f"名前を示さない企業が{'ほかに' if len(rows) else ''}{withheld:,}社あります。" if withheld else ""
    if rows.empty:
        return f'<p class="remark">{rest or "企業は登録されていません。"}</p>'
    order = rows["role"].map(codelist("company_role").position)
    lines = "".join(_company(row) for row in rows.iloc[np.argsort(order, kind="stable")].itertuples())
    heads = ("企業名", "役割", "地元・誘致", "規模", "所在地", "バリューチェーン上の位置", "法人番号")
    note = f'<p class="remark">{rest}</p>' if rest else ""
    return _table(heads, lines) + note


def _company(row: Any) -> str:
    cells = (
        codelist("company_role").label(row.role),
        codelist("company_origin").label(row.origin),
        codelist("company_size").label(row.size),
        label_of(row.lg_code, full=True) if row.lg_code else "",
        row.part,
        row.corporate_number,
    )
    shown = "".join(f'<td class="text">{escape(str(cell)) or "—"}</td>' for cell in cells)
    return f'<tr><th scope="row">{escape(row.company_name)}</th>{shown}</tr>'


def _table(heads: tuple[str, ...], rows: str) -> str:
    head = "".join(
        f'<th scope="col"{" class=number" if "億円" in name else ""}>{escape(name)}</th>' for name in heads
    )
    return f'<div class="scroll"><table class="plain words"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _years(allocation: Allocation, plan_id: str) -> str:
    """Amounts by fiscal year of the plan's projects, where they are told; "" where none is."""
    projects = allocation.records.projects
    ids = projects.loc[projects["plan_id"] == plan_id, "project_id"]
    rows = allocation.records["project_years"]
    rows = rows[rows["project_id"].isin(ids) & rows["amount_yen"].notna()]
    if rows.empty:
        return ""
    sums = rows.groupby("fiscal_year")["amount_yen"].sum()
    words = "、".join(f"{year}年度 {format_yen(int(amount))}" for year, amount in sums.items())
    return f'<p class="remark">年度別の投資額（分かっている案件の合計）: {escape(words)}</p>'
