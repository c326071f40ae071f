"""計画カルテ, its head: which plan, by whom, where, how far; with a small map of its areas."""

from __future__ import annotations

import base64
from html import escape
from typing import Any

import streamlit as st

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.plan_areas import LINKED, municipalities_by_plan, municipalities_of, smallest_area
from analysis.plan_words import linked_areas_in_words
from analysis.selection import Selection
from briefing.plan_facts import NOT_SAID, find_plan, version_words, years_words
from domain.codelist import codelist
from geo import palette
from geo.boundaries import BoundarySet
from geo.plan_map import is_cut, plan_svg
from ui import link, markup, plan_table
from ui.plan_legend import letter_chip

_SECTIONS = (
    ("kpi", "KPI"), ("measures", "施策"), ("reports", "進捗報告"), ("contents", "三つの内容"),
    ("targets", "目標値・分野"), ("projects", "投資案件"), ("companies", "主要企業"), ("checks", "要件の確認"),
    ("versions", "版と提出の履歴"),
)  # fmt: skip
"""Anchors of the page's headings and what stands there."""


def find(allocation: Allocation, plan_id: str) -> Any | None:
    """The plan as a line of :func:`analysis.plan_list.selected_plans` with all its projects; or None."""
    return find_plan(allocation, plan_id)


def choose(allocation: Allocation, selection: Selection, plan_id: str) -> None:
    """What stands here while no plan is open: why, and the plans to choose from."""
    if plan_id:
        markup.sentences(
            "notice", [f"リンクの計画「{plan_id}」は登録されていないか、この取扱区分では見られません。"]
        )
    plan_table.show(allocation, selection, key="choose")


def head(allocation: Allocation, boundaries: BoundarySet | None, plan: Any) -> None:
    """Name, facts and areas of the plan, and the ways on: to the list, to the map, to what changed."""
    back = link.relative_address(link.PLANS)
    codes = municipalities_by_plan(allocation).get(int(plan.Index), ())
    on_map = link.relative_address(
        link.MAP, area=smallest_area(codes), view={"map": "plan", "cluster": plan.plan_id}
    )
    changed = link.relative_address(link.CHANGES, view={"plan": plan.plan_id})
    st.html(
        f'<div class="record-head">{_title(plan)}<p class="ways">'
        f'<a data-go href="{escape(changed, quote=True)}">この計画の変更点</a>'
        f'<a data-go href="{escape(on_map, quote=True)}">投資マップで区域を見る</a>'
        f'<a data-go href="{escape(back, quote=True)}">計画一覧に戻る</a></p></div>'
    )
    facts, picture = st.columns([3, 2], gap="medium")
    with facts:
        st.html(_facts(allocation, plan))
    with picture:
        st.html(_picture(allocation, boundaries, plan))


def contents() -> str:
    """Ways to the sections of the page, which is a long one."""
    ways = "".join(f'<a href="#{anchor}">{name}</a>' for anchor, name in _SECTIONS)
    return f'<nav class="contents" aria-label="このカルテの内容">{ways}</nav>'


def _title(plan: Any) -> str:
    return f"<h2>{letter_chip(plan.plan_type)}{escape(plan.title)}</h2>"


@kept(512)
def _facts_of(allocation: Allocation, plan_id: str) -> str:
    plan = find(allocation, plan_id)
    assert plan is not None
    blocks = codelist("block")
    lead = blocks.label(plan.lead_block) if plan.lead_block in blocks else plan.lead_block
    linked = linked_areas_in_words(allocation.records, plan_id)
    facts = [
        ("種類", escape(f"{plan.letter} {plan.type}")),
        ("計画ID", escape(plan_id)),
        ("策定主体", escape(plan.author_words)),
        ("段階", f"<b>{escape(plan.stage)}</b>（この段階の主体: {escape(plan.actor)}）"),
        ("版", escape(version_words(plan))),
        ("区域", escape(plan.areas)),
        *([("連携する区域", escape(linked))] if linked else []),
        ("主たるブロック", escape(lead) or NOT_SAID),
        *([("連携するブロック", escape(plan.co_blocks))] if plan.co_blocks else []),
        ("計画期間", escape(years_words(plan))),
        ("公表ページ", markup.outside_link(plan.source_url, plan.source_url) or NOT_SAID),
        *([("担当部署・連絡先", escape(plan.contact))] if plan.contact else []),
        *([("注意", escape(plan.note))] if plan.note else []),
    ]
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts)
    return f'<div class="record"><dl>{rows}</dl></div>'


def _facts(allocation: Allocation, plan: Any) -> str:
    return _facts_of(allocation, plan.plan_id)


def _picture(allocation: Allocation, boundaries: BoundarySet | None, plan: Any) -> str:
    if boundaries is None:
        return ""
    records, plan_id = allocation.records, plan.plan_id
    lead, member, linked = (
        municipalities_of(records, plan_id, roles) for roles in (("lead",), ("member",), LINKED)
    )
    picture = plan_svg(boundaries, lead, member, linked, palette.PLAN_TYPES[plan.plan_type])
    if not picture:
        return f'<p class="remark">{escape(plan.areas)}のため、地図はありません。</p>'
    packed = base64.b64encode(picture.encode()).decode()
    words = f"{plan.title}の区域の地図。{plan.areas}"
    roles = (
        ("lead", palette.PLAN_GROUND[2], lead),
        ("member", palette.PLAN_GROUND[0], member),
        ("linked", palette.PLAN_LINKED, linked),
    )
    items = "".join(
        f'<li><i style="background:{colour}"></i>{escape(codelist("area_role").label(role))} '
        f"{len(codes):,}市区町村</li>"
        for role, colour, codes in roles
        if codes
    )
    cut = is_cut(boundaries, tuple(sorted({*lead, *member})))
    note = '<p class="remark">離れた島の一部は、図の外にあります。</p>' if cut else ""
    return (
        f'<div class="plan-map"><img alt="{escape(words, quote=True)}" '
        f'src="data:image/svg+xml;base64,{packed}"/><ul class="legend-line">{items}</ul>{note}</div>'
    )
