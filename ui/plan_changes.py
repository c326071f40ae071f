"""What changed of one plan between two halves: its own text with marked words, and row by row of its tables."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.plan_difference import plan_difference
from geo.boundaries import BoundarySet
from ui import area_changes, downloads, link, markup, plan_record, target_changes, version_rows
from ui.marked_words import LEGEND, change_html, marked_html
from ui.plan_legend import letter_chip
from ui.two_halves import TwoHalves

_LONG = 40
"""Characters from which on a text has a place of its own with marked words."""

_NOT_CHANGED = {
    "": "{start}と{end}の間に、この計画の内容の変更はありません。",
    "added": "{start}の時点にはなく、{end}の時点で新しく加わった計画です。内容は計画カルテにあります。",
    "withdrawn": "{start}の時点にはあり、{end}の時点にはない計画です。",
}


def show(halves: TwoHalves, boundaries: BoundarySet | None, plan_id: str) -> None:
    """The head, and a section for each kind of change."""
    then, now = (plan_record.find(each, plan_id) for each in (halves.before, halves.after))
    if then is None and now is None:
        _unknown(plan_id)
        return
    plan: Any = then if now is None else now
    found = plan_difference(halves.before.records, halves.after.records, plan_id)
    st.html(_head(plan, now is not None))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        st.html(_versions(then, now, halves), width="content")
        downloads.show_changes(halves.before, halves.after, link.selection(), plan_id)
    if found.kind in _NOT_CHANGED:
        st.info(_NOT_CHANGED[found.kind].format(start=halves.start_words, end=halves.end_words))
        return
    st.html(own_items_html(halves.before, halves.after, plan_id))
    st.header("区域")
    area_changes.show(found.areas, boundaries, plan.plan_type)
    st.header("KPIの目標")
    st.html(target_changes.html(found.targets))
    for section in version_rows.sections(halves.before.records, halves.after.records, plan_id):
        st.header(f"{section.label_ja}（{section.rows:,}行）")
        st.html(section.html)
        if section.left_out:
            st.caption(f"ほか{section.left_out:,}行は、ダウンロードにあります。")


def _unknown(plan_id: str) -> None:
    sentence = (
        f"リンクの計画「{plan_id}」は、どちらの半期にも登録されていないか、この取扱区分では見られません。"
    )
    markup.sentences("notice", [sentence])
    st.html(f'<div class="record-head"><p class="ways">{_back()}</p></div>')


def _back() -> str:
    return f'<a data-go href="{escape(link.address_here({"plan": ""}), quote=True)}">全体の変更点に戻る</a>'


def _head(plan: Any, is_there_now: bool) -> str:
    """Name of the plan, and the ways on."""
    record = ""
    if is_there_now:
        address = link.relative_address(link.PLAN, view={"plan": plan.plan_id})
        record = f'<a data-go href="{escape(address, quote=True)}">計画カルテを見る</a>'
    return (
        f'<div class="record-head"><h2>{letter_chip(plan.plan_type)}{escape(plan.title)}</h2>'
        f'<p class="ways">{record}{_back()}</p></div>'
    )


def _versions(then: Any | None, now: Any | None, halves: TwoHalves) -> str:
    lines = "".join(
        f"<dt>{escape(words)}時点</dt><dd>{escape(_version(each))}</dd>"
        for words, each in ((halves.start_words, then), (halves.end_words, now))
    )
    return f'<div class="record version"><dl>{lines}</dl></div>'


def _version(plan: Any | None) -> str:
    """``第2版（2026年8月2日改訂）、段階: 計画改訂``."""
    if plan is None:
        return "登録なし"
    date = plan.revised or plan.published or plan.formulated
    kind = "改訂" if plan.revised else "公表" if plan.published else "策定"
    return f"第{int(plan.revision)}版" + (f"（{date}{kind}）" if date else "") + f"、段階: {plan.stage}"


@kept(128)
def own_items_html(before: Allocation, after: Allocation, plan_id: str) -> str:
    """The plan's own columns that changed: short values in a table, long texts below with marked words."""
    found = plan_difference(before.records, after.records, plan_id)
    fields = [field for row in found.tables["plans"].row_changes() for field in row.fields]
    if not fields:
        return '<p class="remark">計画の本文と目標値の変更はありません。</p>'
    short = [field for field in fields if max(len(field.before), len(field.after)) <= _LONG]
    values = "".join(
        f"<dt>{escape(field.label_ja)}</dt><dd>{change_html(field.before, field.after)}</dd>"
        for field in short
    )
    texts = "".join(
        f'<section><h3>{escape(field.label_ja)}</h3><div class="said">{marked_html(field.before, field.after)}</div></section>'
        for field in fields
        if field not in short
    )
    return (
        f'<h2 class="part">計画の本文と目標値</h2>{LEGEND}<div class="record"><dl>{values}</dl></div>'
        f'<div class="blocks texts">{texts}</div>'
    )
