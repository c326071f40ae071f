"""The panel beside a map of KPI grades: KPIs of the chosen area by grade, and the plans that need a talk."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import quote

from analysis.allocation import Allocation
from analysis.half import half_of
from analysis.kept_answers import kept
from analysis.plan_progress import plan_progress
from analysis.selection import Selection
from briefing.grade_words import grade_words
from briefing.maps.view import MapView
from domain.area import label_of
from domain.codelist import codelist
from domain.fiscal_half import short_ja
from ui import link, markup
from ui.grade_mark import grade_mark
from ui.plan_legend import letter_chip

_MOST_PLANS = 8


def html(allocation: Allocation, view: MapView) -> str:
    """Numbers by grade and the plans of the selected area with the worst grades, as HTML."""
    record, page = link.relative_address(link.PLAN, view={"plan": ""}), link.relative_address(link.PROGRESS)
    return _html(allocation, view.selection, record, page)


@kept(2048)
def _html(allocation: Allocation, selection: Selection, record: str, page: str) -> str:
    half = half_of(allocation.records)
    plans = plan_progress(allocation, selection, half)
    with_kpis = plans[plans["kpis"] > 0]
    numbers = with_kpis[list(codelist("kpi_grade").codes)].sum()
    first = "".join(f"<li>{_item(plan, record)}</li>" for plan in with_kpis.head(_MOST_PLANS).itertuples())
    more = len(with_kpis) - _MOST_PLANS
    rest = f'<p class="rank">ほか{more:,}計画</p>' if more > 0 else ""
    return "".join(
        [
            f'<div class="panel"><h3>{escape(label_of(selection.area, full=True))}</h3>',
            f'<p class="rank">{escape(_headline(half, with_kpis, int(numbers.sum())))}</p>',
            _bars({str(code): int(number) for code, number in numbers.items()}),
            f'<p><a data-go href="{escape(page, quote=True)}">KPI進捗の頁で詳しく見る</a></p>',
            "<h4>計画（評価の低い順）</h4>",
            f'<ul class="projects">{first}</ul>{rest}'
            if first
            else "<p>対象のKPIのある計画はありません。</p>",
            "</div>",
        ]
    )


def _headline(half: str, plans: Any, kpis: int) -> str:
    if plans.empty:
        return "この条件に当てはまるKPIはありません"
    return f"{short_ja(half)} KPI {kpis:,}指標（{len(plans):,}計画）。最も悪い評価 {grade_words(worst_of(plans))}"


def worst_of(plans: Any) -> str:
    """The worst grade of plans as they are listed by need: that of the first."""
    return str(plans["worst"].iloc[0])


def _bars(numbers: dict[str, int]) -> str:
    most = max(1, *numbers.values())
    rows = "".join(
        f'<div class="row"><span>{grade_mark(code)}</span><b>{number:,}指標</b>{markup.bar(number / most)}</div>'
        for code, number in numbers.items()
    )
    return f'<div class="bars">{rows}</div>'


def _item(plan: Any, record: str) -> str:
    address = f"{record}{'&' if '?' in record else '?'}plan={quote(plan.plan_id)}"
    return (
        f'<a data-go href="{escape(address, quote=True)}">{letter_chip(plan.plan_type)}{escape(plan.title)}</a>'
        f"<span>{grade_mark(plan.worst)}{escape(plan.author_words)}・KPI {plan.kpis}指標</span>"
    )
