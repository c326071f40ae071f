"""The table below a map of KPI grades: KPIs by grade in each area; a line opens its area."""

from __future__ import annotations

import pyarrow as pa
import streamlit as st

from analysis.allocation import Allocation
from analysis.area_grades import area_grades
from analysis.half import half_of
from analysis.kept_answers import kept
from analysis.kpi_progress import selected_progress
from analysis.selection import Selection
from briefing.grade_words import grade_words
from briefing.maps.grade_classes import by_need
from briefing.tables import BREAKDOWN_LABEL, parts_of
from domain.area import Level
from domain.codelist import codelist
from domain.fiscal_half import short_ja
from ui import link

_ROW, _MANY_LINES = 34, 13


def heading(selection: Selection) -> str:
    """``都道府県別のKPIの評価``."""
    return f"{BREAKDOWN_LABEL[parts_of(selection.level)]}別のKPIの評価"


@kept(256)
def _table(allocation: Allocation, selection: Selection) -> tuple[pa.Table, tuple[str, ...]]:
    """Lines of areas, those with the worst grades first and those without KPIs last, and their codes."""
    by = parts_of(selection.level)
    lines = area_grades(allocation, selection, half_of(allocation.records), Level(by.value))
    rows = [*by_need(lines), *(line for line in lines if not line.kpis)]
    numbers = {
        f"{entry.more['letter']} {entry.label_ja}": pa.array([row.by_grade[at] for row in rows], pa.int32())
        for at, entry in enumerate(codelist("kpi_grade"))
    }
    columns = {
        BREAKDOWN_LABEL[by]: pa.array([row.label for row in rows]),
        "最も悪い評価": pa.array(
            [grade_words(row.worst) if row.worst else None for row in rows]
        ).dictionary_encode(),
        "計画（件）": pa.array([row.plans for row in rows], pa.int32()),
        "KPI（指標）": pa.array([row.kpis for row in rows], pa.int32()),
        **numbers,
    }
    return pa.table(columns), tuple(row.code for row in rows)


def show(allocation: Allocation, selection: Selection) -> None:
    """The table, and under it what it adds up to."""
    table, codes = _table(allocation, selection)
    key = f"grades_{hash((selection, allocation.records.identity))}"
    st.dataframe(
        table,
        hide_index=True,
        placeholder="—",
        row_height=_ROW,
        height=_ROW * min(_MANY_LINES, table.num_rows + 1) + 3,
        key=key,
        on_select=lambda: _open(key, codes),
        selection_mode="single-row",
        column_config={
            BREAKDOWN_LABEL[parts_of(selection.level)]: st.column_config.TextColumn(width=150),
            "最も悪い評価": st.column_config.TextColumn(width=115),
        },
        alt=f"{heading(selection)}の表",
    )
    st.caption(total_line(allocation, selection))


def total_line(allocation: Allocation, selection: Selection) -> str:
    """The KPIs of the whole selection in words: areas share plans, so that they are not the lines' sum."""
    half = half_of(allocation.records)
    kpis = selected_progress(allocation, selection, half)
    return (
        f"{short_ja(half)}の評価で、評価ごとの数は指標の数です。この条件のKPIは全部で{len(kpis):,}指標（{kpis['plan_id'].nunique():,}計画）。"
        "二つ以上の区域にまたがる計画のKPIは、それぞれの区域で数えます。行を選ぶと、その区域に絞り込みます。"
    )


def _open(key: str, codes: tuple[str, ...]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    if rows:
        link.select(link.selection().within(codes[rows[0]]))
