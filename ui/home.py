"""ホーム: the area and ways to others, headline numbers, what needs attention, the days ahead, the map in small."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

import streamlit as st

from analysis.allocation import Allocation
from analysis.plan_progress import plan_progress
from analysis.selection import Selection
from briefing import answers
from domain.area import label_of
from domain.fiscal_half import short_ja
from ui import (
    area_links,
    area_panel,
    cards,
    home_attention,
    home_dates,
    home_map,
    home_start,
    link,
    plan_cards,
    progress_cards,
    report_overview,
    two_halves,
    unpublished_notice,
)
from ui.half_choice import half_looked_at
from ui.home_ways import Ways, ways
from ui.shared_records import Shared
from ui.two_halves import TwoHalves

_REMEMBERED = "選んだ区域はリンクに残ります。ブックマークすると、次からこの区域で開きます。"


class _Drawn(NamedTuple):
    """Parts of the page as HTML that are the same in every session."""

    cards: str
    boxes: str
    aside: str


def show(shared: Shared, selection: Selection) -> None:
    """The whole page as one element: a page that is opened first has no time for more."""
    allocation, registry = shared.allocation, link.view("registry")
    halves = two_halves.usual(shared, registry)
    drawn = _draw(shared, selection, halves, ways(allocation, halves))
    if len(allocation.records["plans"]):
        period = allocation.records.period
        when = f"{short_ja(period)}の時点で" if period else "いま"
        head = _head(selection, f"で、{when}対応が要ること")
        first = unpublished_notice.html(allocation, selection) + _no_plan(allocation, selection)
    else:
        head = _head(selection, "の公表された投資案件")
        panel = f'<section class="box">{area_panel.html(allocation, selection)}</section>'
        first = panel + home_start.html(registry)
    st.html(
        f'<div class="home">{head}<div class="cards">{drawn.cards}</div><div class="columns">'
        f'<div class="boxes">{first}{drawn.boxes}</div><div class="aside">{drawn.aside}</div></div></div>'
    )


def _no_plan(allocation: Allocation, selection: Selection) -> str:
    """What to do where the conditions leave no plan; "" where there is one."""
    if len(answers.plans(allocation, selection)):
        return ""
    return '<p class="notice whole">この条件に当てはまる計画はありません。区域を広げるか、左の条件をゆるめてください。</p>'


def warm(everything: Shared) -> None:
    """Work out before anybody comes what the page of the whole nation asks of the registry in use."""
    nowhere = Ways(*([""] * len(Ways._fields)))
    _draw(everything, Selection(), two_halves.usual(everything, link.PUBLIC), nowhere)


def _draw(shared: Shared, selection: Selection, halves: TwoHalves | None, found: Ways) -> _Drawn:
    allocation, half = shared.allocation, half_looked_at(shared.allocation.records)
    has_plans = bool(len(allocation.records["plans"]))
    boxes = home_attention.html(allocation, selection, half, found) if has_plans else ""
    boxes += home_attention.changes_html(halves, selection, found) if halves else ""
    small_map = home_map.html(allocation, shared.boundaries, selection, found)
    dates = home_dates.html(allocation, selection, half, found)
    headline = (
        _cards_of_plans(allocation, selection, half) if has_plans else cards.cards(allocation, selection)
    )
    return _Drawn("".join(headline), boxes, small_map + dates)


def _head(selection: Selection, subject: str) -> str:
    """Where we are, and the ways to the areas within; the conditions besides, if there are any."""
    asked = (
        f'<p class="remark">条件: {escape(selection.describe())}</p>' if selection.narrows_attributes else ""
    )
    area = selection.area
    return (
        f'<div class="where"><h1>ホーム<small>{escape(label_of(area, full=True) + subject)}</small></h1>'
        f"{area_links.breadcrumb(area, link.HOME)}</div>"
        f'<div class="choice">{area_links.parts(area, link.HOME)}<p class="remark">{_REMEMBERED}</p></div>{asked}'
    )


def _cards_of_plans(allocation: Allocation, selection: Selection, half: str) -> tuple[str, ...]:
    """Plans, what is invested, KPIs and reports: the cards with which the pages on each begin."""
    reports = plan_progress(allocation, selection, half)["report"]
    return (
        plan_cards.whole_card(allocation, selection),
        cards.cards(allocation, selection)[0],
        progress_cards.cards(allocation, selection, half)[0],
        report_overview.report_card(reports, short_ja(half)),
    )
