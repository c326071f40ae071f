"""The panel beside a map of clusters: the plans of the chosen area, and the plan that is picked out."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import quote

import pandas as pd

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.selection import Selection
from briefing import answers
from briefing.maps.view import MapView
from domain.area import label_of
from domain.codelist import codelist
from domain.money import format_yen
from ui import link
from ui.plan_legend import letter_chip

_MOST_PLANS = 12


def html(allocation: Allocation, view: MapView) -> str:
    """Numbers by type and the plans of the selected area, as HTML; the whole list is below the map."""
    record, cleared = link.relative_address(link.PLAN), link.relative_address(link.MAP, view={"cluster": ""})
    return _html(allocation, view.selection, view.plan, record, cleared)


@kept(2048)
def _html(allocation: Allocation, selection: Selection, picked: str, record: str, cleared: str) -> str:
    listed = answers.plans(allocation, selection)
    parts = [
        f'<div class="panel"><h3>{escape(label_of(selection.area, full=True))}</h3>',
        f'<p class="rank">{escape(_headline(listed))}</p>',
        _picked(allocation, picked, record, cleared),
        "<h4>計画（種類、投資額の大きい順）</h4>",
        _plans(listed, record),
        "</div>",
    ]
    return "".join(parts)


def _headline(listed: pd.DataFrame) -> str:
    return "この条件に当てはまる計画はありません" if listed.empty else f"計画 {numbers_by_type(listed)}"


def numbers_by_type(listed: pd.DataFrame) -> str:
    """``12（A 1、B 1、C 10）``; ``0`` for no plan."""
    kinds = [
        f"{kind.more['letter']} {count:,}"
        for kind in codelist("plan_type")
        if (count := int((listed["plan_type"] == kind.code).sum()))
    ]
    return f"{len(listed):,}（{'、'.join(kinds)}）" if kinds else "0"


def _picked(allocation: Allocation, plan_id: str, record: str, cleared: str) -> str:
    """The plan that is outlined alone, where it is, and the way back to all."""
    plans = answers.plans(allocation, Selection())
    found = plans[plans["plan_id"] == plan_id]
    if found.empty:
        return ""
    plan = next(found.itertuples())
    return (
        f'<div class="picked"><ul class="projects"><li>{_item(plan, record)}</li></ul><p>{escape(str(plan.areas))}</p>'
        f'<a data-go href="{escape(cleared, quote=True)}">この計画の強調をやめる</a></div>'
    )


def _plans(listed: pd.DataFrame, record: str) -> str:
    if listed.empty:
        return "<p>計画はありません。</p>"
    order = listed["plan_type"].map(codelist("plan_type").position)
    amount = listed["amount_yen"].astype("Float64").fillna(-1.0)
    first = listed.assign(_order=order, _amount=-amount).sort_values(["_order", "_amount"], kind="stable")
    items = "".join(f"<li>{_item(plan, record)}</li>" for plan in first.head(_MOST_PLANS).itertuples())
    more = len(listed) - _MOST_PLANS
    note = f'<p class="rank">ほか{more:,}計画（下の表にあります）</p>' if more > 0 else ""
    return f'<ul class="projects">{items}</ul>{note}'


def _item(plan: Any, record: str) -> str:
    address = f"{record}{'&' if '?' in record else '?'}plan={quote(plan.plan_id)}"
    return (
        f'<a data-go href="{escape(address, quote=True)}">{letter_chip(plan.plan_type)}{escape(plan.title)}</a>'
        f"<span>{escape(plan.stage)}・{escape(plan_amount_words(plan))}</span>"
    )


def plan_amount_words(plan: Any) -> str:
    """A plan's amount and its projects in words: nothing disclosed is not zero."""
    if not plan.projects:
        return "案件なし"
    if not plan.projects_with_amount:
        amount = "広域に計上" if plan.counted_wider else "金額は非公表"
    else:
        amount = format_yen(int(plan.amount_yen))
    return f"{amount}（金額公表 {plan.projects_with_amount:,}／{plan.projects:,}件）"
