"""The municipalities that a plan has gained and lost, as a small map and in words."""

from __future__ import annotations

import base64
from functools import lru_cache
from html import escape

import streamlit as st

from analysis.plan_difference import AreaChange
from analysis.plan_words import joined_areas
from geo import palette
from geo.boundaries import BoundarySet
from geo.plan_map import area_change_svg, is_cut


def show(areas: AreaChange, boundaries: BoundarySet | None, plan_type: str) -> None:
    """Words beside a map; one sentence where no municipality came or went."""
    if not areas.added and not areas.removed:
        st.html(
            f'<p class="remark">加わった市区町村、外れた市区町村はありません（{len(areas.kept):,}市区町村）。</p>'
        )
        return
    words, picture = st.columns([3, 2], gap="medium")
    with words:
        st.html(_words(areas))
    with picture:
        if boundaries is not None:
            st.html(_picture(areas, boundaries, plan_type))


def _words(areas: AreaChange) -> str:
    lines = (("＋ 加わった", areas.added), ("－ 外れた", areas.removed), ("変わらない", areas.kept))
    rows = "".join(f"<dt>{label}</dt><dd>{_places(codes)}</dd>" for label, codes in lines)
    return f'<div class="record"><dl>{rows}</dl></div>'


def _places(codes: tuple[str, ...]) -> str:
    """``熊本県 菊陽町・大津町（2市区町村）``."""
    return f"{escape(joined_areas(list(codes)))}（{len(codes):,}市区町村）" if codes else "なし"


@lru_cache(maxsize=128)
def _picture(areas: AreaChange, boundaries: BoundarySet, plan_type: str) -> str:
    colour = palette.PLAN_TYPES[plan_type]
    svg = area_change_svg(boundaries, areas.added, areas.removed, areas.kept, colour)
    packed = base64.b64encode(svg.encode()).decode()
    told = f"区域の変更の地図。加わった: {joined_areas(list(areas.added)) or 'なし'}。外れた: {joined_areas(list(areas.removed)) or 'なし'}"
    grey = f"repeating-linear-gradient(45deg,{palette.AREA_REMOVED} 0 2px,#ffffff 2px 5px)"
    items = "".join(
        f'<li><i style="background:{fill}"></i>{label}</li>'
        for fill, label, codes in (
            (palette.AREA_ADDED, "＋ 加わった", areas.added),
            (grey, "－ 外れた", areas.removed),
            (palette.PLAN_GROUND[0], "変わらない", areas.kept),
        )
        if codes
    )
    cut = is_cut(boundaries, tuple(sorted({*areas.added, *areas.removed, *areas.kept})))
    note = '<p class="remark">離れた島の一部は、図の外にあります。</p>' if cut else ""
    return (
        f'<div class="plan-map"><img alt="{escape(told, quote=True)}" src="data:image/svg+xml;base64,{packed}"/>'
        f'<ul class="legend-line">{items}</ul>{note}</div>'
    )
