"""The lists of KPI進捗: which one is shown, the links to the others, and leafing through it."""

from __future__ import annotations

from html import escape
from math import ceil

import streamlit as st

from analysis.allocation import Allocation
from analysis.attention import attention
from analysis.kpi_progress import selected_progress
from ui import attention_lists, kpi_card, kpi_matrix, kpi_table, link, markup
from ui.progress_view import LISTS, ProgressView

PLANS = "計画"


def show(allocation: Allocation, view: ProgressView) -> None:
    """Links to the lists with their numbers, and the list that is asked for."""
    st.html(_links(allocation, view))
    if not _numbers(allocation, view)["matrix"]:
        st.info(
            "この条件に当てはまる計画はありません。条件をゆるめるか、「条件をすべて外す」を押してください。"
        )
    elif view.shown == "kpis":
        kpi_table.show(allocation, view)
    else:
        _show_sheet(allocation, view)


def _numbers(allocation: Allocation, view: ProgressView) -> dict[str, int]:
    """How many lines each list has."""
    found = attention(allocation, view.selection, view.half)
    return {
        "matrix": kpi_matrix.plan_count(allocation, view.selection, view.half),
        "attention": len(found.poor_kpis),
        "overdue": len(found.overdue_kpis),
        "promises": len(found.promises),
        "reached": len(found.reached),
        "kpis": len(selected_progress(allocation, view.selection, view.half)),
    }


def _links(allocation: Allocation, view: ProgressView) -> str:
    numbers = _numbers(allocation, view)
    items = "".join(
        f'<a data-go href="{escape(link.address_here({"list": name, "sheet": "", "kpi": ""}), quote=True)}"'
        f"{' aria-current=page' if name == view.shown else ''}>{words}<span>{numbers[name]:,}</span></a>"
        for name, words in LISTS.items()
    )
    return f'<nav class="lists" aria-label="一覧の切り替え">{items}</nav>'


def _show_sheet(allocation: Allocation, view: ProgressView) -> None:
    """One sheet of the list, with the ways to the others above and below it."""
    if view.shown == "matrix":
        lines, a_sheet = (
            kpi_matrix.plan_count(allocation, view.selection, view.half),
            kpi_matrix.PLANS_A_SHEET,
        )
        first = kpi_matrix.sheet_of(allocation, view.selection, view.half, view.kpi)
    else:
        lines, a_sheet, first = attention_lists.most_lines(allocation, view), attention_lists.LINES_A_SHEET, 0
    sheets = max(1, ceil(lines / a_sheet))
    sheet = asked_sheet(link.view("sheet"), sheets, first)
    drawn = kpi_matrix.html if view.shown == "matrix" else attention_lists.html
    body = drawn(allocation, view, sheet)
    stray = ""
    if view.kpi and 'class="opened"' not in body:
        stray = kpi_card.html(allocation, view)
        if not stray:
            markup.sentences(
                "notice", [f"リンクのKPI「{view.kpi}」は登録されていないか、この取扱区分では見られません。"]
            )
    pager = _pager(sheet, sheets, lines, a_sheet, PLANS if view.shown == "matrix" else "件")
    st.html(f"{stray}{pager}{body}{pager if sheets > 1 else ''}")


def asked_sheet(asked: str, sheets: int, otherwise: int) -> int:
    """The sheet of the link within the ``sheets`` there are; if none is asked for, ``otherwise`` or the first."""
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else otherwise
    return min(max(wanted, 1), sheets)


def _pager(sheet: int, sheets: int, lines: int, a_sheet: int, unit: str) -> str:
    """``全176計画のうち1〜20`` and the ways to the sheet before and after."""
    if sheets == 1 and unit != PLANS:
        return ""
    first, last = (sheet - 1) * a_sheet + 1, min(sheet * a_sheet, lines)
    words = f"全{lines:,}{unit}" if sheets == 1 else f"全{lines:,}{unit}のうち {first:,}〜{last:,}{unit}目"
    steps = ""
    if sheets > 1:
        steps = (
            _step("前へ", sheet - 1, sheet > 1)
            + f"<b>{sheet}／{sheets}頁</b>"
            + _step("次へ", sheet + 1, sheet < sheets)
        )
    return f'<nav class="pager" aria-label="頁"><span>{words}</span>{steps}</nav>'


def _step(words: str, sheet: int, is_there: bool) -> str:
    if not is_there:
        return f"<span>{words}</span>"
    address = escape(link.address_here({"sheet": str(sheet), "kpi": ""}), quote=True)
    return f'<a data-go href="{address}">{words}</a>'
