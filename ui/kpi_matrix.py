"""The matrix of plans and their KPIs: grade marks, small lines of values, expected against actual."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import quote

import pandas as pd

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.kpi_progress import selected_progress
from analysis.plan_progress import kpis_by_need, plan_progress
from analysis.selection import Selection
from briefing import kpi_words
from domain.codelist import codelist
from ui import kpi_card
from ui.grade_mark import grade_mark, no_grade
from ui.plan_legend import letter_chip
from ui.progress_view import ProgressView
from ui.spark import spark

PLANS_A_SHEET = 20


def plan_count(allocation: Allocation, selection: Selection, half: str) -> int:
    return len(plan_progress(allocation, selection, half))


def sheet_of(allocation: Allocation, selection: Selection, half: str, kpi_id: str) -> int:
    """The sheet, from 1, on which a KPI's plan stands; 0 if the selection does not have it."""
    kpis = selected_progress(allocation, selection, half)
    plans = plan_progress(allocation, selection, half)["plan_id"].tolist()
    owner = kpis.loc[kpis["kpi_id"] == kpi_id, "plan_id"].tolist()
    return plans.index(owner[0]) // PLANS_A_SHEET + 1 if owner and owner[0] in plans else 0


@kept(256)
def html(allocation: Allocation, view: ProgressView, sheet: int) -> str:
    """One line a plan, those first that need a talk most; the card of the opened KPI under its plan."""
    plans = plan_progress(allocation, view.selection, view.half)
    plans = plans.iloc[(sheet - 1) * PLANS_A_SHEET : sheet * PLANS_A_SHEET]
    kpis = selected_progress(allocation, view.selection, view.half)
    kpis = kpis_by_need(kpis[kpis["plan_id"].isin(plans["plan_id"])])
    of_plan: dict[str, list[Any]] = {}
    for kpi in kpis.itertuples():
        of_plan.setdefault(kpi.plan_id, []).append(kpi)
    lines = "".join(
        _line(allocation, view, plan, of_plan.get(plan.plan_id, ())) for plan in plans.itertuples()
    )
    return (
        '<table class="plain words kpi-matrix"><thead><tr><th scope="col">計画（要対応の多い順）</th>'
        '<th scope="col">報告の判断</th><th scope="col">KPI（評価の低い順）</th></tr></thead>'
        f"<tbody>{lines}</tbody></table>"
    )


def _line(allocation: Allocation, view: ProgressView, plan: Any, kpis: Sequence[Any]) -> str:
    tiles = "".join(_tile(kpi, view) for kpi in kpis) or no_grade("KPIの登録なし")
    opened = ""
    if any(kpi.kpi_id == view.kpi for kpi in kpis):
        opened = kpi_card.table_row(allocation, view, columns=3)
    address = escape(view.plan_address + quote(plan.plan_id), quote=True)
    return (
        f'<tr><th scope="row"><a data-go href="{address}">{letter_chip(plan.plan_type)}{escape(plan.title)}</a>'
        f'<span class="remark">{escape(plan.author_words)}</span><span class="counts">{_counts(plan)}</span></th>'
        f'<td class="text">{judged_words(plan)}</td><td class="kpis"><div>{tiles}</div></td></tr>{opened}'
    )


def _counts(plan: Any) -> str:
    """``遅れ 3 順調 1``, the worst first; none of a plan without KPIs."""
    grades = [entry for entry in codelist("kpi_grade") if getattr(plan, entry.code)]
    return "・".join(
        f"{escape(entry.label_ja)} {getattr(plan, entry.code)}"
        for entry in sorted(
            grades, key=lambda entry: entry.more["is_assessed"] != "yes" or -int(entry.more["order"])
        )
    )


def judged_words(plan: Any) -> str:
    """What the plan's report of the half judges, its reason under the pointer, or that it has not come."""
    if plan.judged:
        comment = escape(plan.comment, quote=True)
        return f'<span title="{comment}">{escape(codelist("judged_status").label(plan.judged))}</span>'
    word = escape(codelist("report_state").label(plan.report))
    return (
        f'<span class="missing">{word}</span>'
        if plan.report == "overdue"
        else f'<span class="remark">{word}</span>'
    )


def _tile(kpi: Any, view: ProgressView) -> str:
    chosen = kpi.kpi_id == view.kpi
    address = escape(view.address_of_kpi("" if chosen else kpi.kpi_id), quote=True)
    return (
        f'<a data-go class="kpi{" chosen" if chosen else ""}" href="{address}" aria-expanded="{str(chosen).lower()}" '
        f'title="{escape(kpi_words.sentence(kpi), quote=True)}">'
        f"<span>{grade_mark(kpi.grade, with_word=False)}<b>{escape(kpi.name)}</b></span>"
        f"{compared(kpi)}"
        f"<small>{_when(kpi)}</small></a>"
    )


def _when(kpi: Any) -> str:
    """The day of the value that is compared, and that a newer one is overdue."""
    late = kpi_words.overdue_words(kpi)
    words = [escape(kpi_words.known_as_of(kpi))] if kpi.actual_date or not late else []
    return "<br>".join([*words, *([f'<span class="missing">{escape(late)}</span>'] if late else [])])


def compared(kpi: Any) -> str:
    """The small line of values, and beside it the actual value above the expected one; HTML."""
    actual = escape(kpi_words.value(kpi.actual, kpi.unit))
    expected = escape(kpi_words.reckoned(kpi.expected, kpi, kpi.unit))
    return f"<span class=compared>{_line_of(kpi)}<span>実績 {actual}<br>期待 {expected}</span></span>"


def _line_of(kpi: Any) -> str:
    """The small line of a KPI's values, from the half before the first of them."""
    known = [kpi_words.value(each) for each in kpi.values if pd.notna(each)]
    first = max(0, next((at for at, each in enumerate(kpi.values) if pd.notna(each)), 0) - 1)
    words = f"報告された値: {'、'.join(known)}{kpi.unit}"
    is_preliminary = kpi.value_status == "preliminary"
    return spark(kpi.values[first:], kpi.expected_values[first:], words, is_preliminary=is_preliminary)
