"""The filters in the sidebar: area, field, status, size, year and text."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import streamlit as st

from analysis.allocation import UNKNOWN_YEAR, Allocation
from analysis.selection import WORD_PARAMETERS, Selection, shortened
from domain.area import NATION, block_of, label_of, prefectures_of
from domain.codelist import codelist
from domain.lg_code import prefecture_of
from domain.municipality import NORTHERN_KIND, municipalities
from ui import link

ALL = ""


def show(allocation: Allocation) -> None:
    """Draw the filters with the session's selection in them; a change is taken over by callback."""
    chosen = link.selection()
    _area_boxes(chosen)
    _words("field", "戦略分野", "strategic_field", chosen.fields, "すべての分野")
    _words("status", "状況", "project_status", chosen.statuses, "すべての状況")
    _words("size_band", "投資規模", "size_band", chosen.size_bands, "すべての規模")
    if len(allocation.records["plans"]):
        _words("plan_type", "計画の種類", "plan_type", chosen.plan_types, "すべての種類")
        _words("stage", "計画の段階", "plan_stage", chosen.stages, "すべての段階")
        _words("grade", "KPIの評価", "kpi_grade", chosen.grades, "すべての評価")
        _words("freshness", "KPIの実績", "freshness", chosen.freshness, "すべての実績")
        _words("alert", "注意点", "alert", chosen.alerts, "指定なし")
    _years(allocation, chosen)
    st.text_input(
        "語句",
        key=_holding("filter_text", chosen.text, ""),
        placeholder="案件名・事業者・地名",
        on_change=_take_text,
    )
    st.button(
        "条件をすべて外す",
        on_click=link.select,
        args=(Selection(),),
        disabled=chosen.is_everything,
        width="stretch",
        key="clear_filters",
    )


def _holding(key: str, value: object, default: object = None) -> str:
    """The key of a widget, after seeing to it that the widget shows ``value``.

    A new widget that shows its own ``default`` anyway is not told so: it stays the same element.
    """
    if st.session_state.get(key, default) != value:
        st.session_state[key] = value
    return key


def _area_boxes(chosen: Selection) -> None:
    blocks = [ALL, *codelist("block").codes]
    _box("block", "ブロック（経済産業局）", blocks, chosen.block, "全国")
    of_block = prefectures_of(chosen.block) if chosen.block else codelist("prefecture").codes
    _box("prefecture", "都道府県", [ALL, *of_block], chosen.prefecture, "すべての都道府県")
    inside = municipalities_of(chosen.prefecture) if chosen.prefecture else []
    _box(
        "municipality",
        "市区町村",
        [ALL, *inside],
        chosen.municipality,
        "すべての市区町村",
        disabled=not inside,
    )


def municipalities_of(prefecture: str) -> list[str]:
    """lg_codes of a prefecture's municipalities, without the villages of 北方領土."""
    return [
        entry.code
        for entry in municipalities()
        if entry.code[:2] == prefecture[:2] and entry.more["kind"] != NORTHERN_KIND
    ]


def _box(
    name: str, label: str, options: list[str], value: str, all_label: str, *, disabled: bool = False
) -> None:
    st.selectbox(
        label,
        options,
        format_func=lambda code: _label(code) or all_label,
        key=_holding(f"filter_{name}", value if value in options else ALL, ALL),
        on_change=_take_area,
        args=(name,),
        disabled=disabled,
    )


@cache
def _label(code: str) -> str:
    return label_of(code) if code else ""


def _take_area(name: str) -> None:
    """A box was changed: the area is its choice, or, if it was emptied, the area above."""
    chosen, value = link.selection(), st.session_state[f"filter_{name}"]
    above = {
        "block": NATION,
        "prefecture": chosen.block or NATION,
        "municipality": chosen.prefecture or NATION,
    }
    area = value or above[name]
    if name == "prefecture" and not value and chosen.prefecture:
        area = block_of(chosen.prefecture)
    if name == "municipality" and not value and chosen.municipality:
        area = prefecture_of(chosen.municipality)
    link.select(chosen.within(area))


def _words(name: str, label: str, vocabulary: str, chosen: tuple[str, ...], placeholder: str) -> None:
    words = codelist(vocabulary)
    st.multiselect(
        label,
        words.codes,
        format_func=words.label,
        key=_holding(f"filter_{name}", list(chosen), []),
        placeholder=placeholder,
        select_all=False,
        on_change=_take_words,
        args=(name, vocabulary),
    )


def _take_words(name: str, vocabulary: str) -> None:
    picked = set(st.session_state[f"filter_{name}"])
    ordered = tuple(code for code in codelist(vocabulary).codes if code in picked)
    attribute = WORD_PARAMETERS[name].attribute
    link.select(replace(link.selection(), **{attribute: ordered}))  # type: ignore[arg-type]


def _years(allocation: Allocation, chosen: Selection) -> None:
    first, last = announced_years(allocation)
    if first >= last:
        return
    value = (
        max(first, min(chosen.announced_from or first, last)),
        min(last, max(chosen.announced_to or last, first)),
    )
    st.slider(
        "公表年",
        first,
        last,
        key=_holding("filter_years", value),
        on_change=_take_years,
        args=(first, last),
    )


def announced_years(allocation: Allocation) -> tuple[int, int]:
    """First and last year of announcement in the records; (0, 0) if none is known."""
    years = allocation.attributes.announced_year
    known = years[years != UNKNOWN_YEAR]
    return (int(known.min()), int(known.max())) if known.size else (0, 0)


def _take_years(first: int, last: int) -> None:
    start, end = st.session_state["filter_years"]
    link.select(
        replace(
            link.selection(),
            announced_from=start if start > first else None,
            announced_to=end if end < last else None,
        )
    )


def _take_text() -> None:
    link.select(replace(link.selection(), text=shortened(str(st.session_state["filter_text"]))))
