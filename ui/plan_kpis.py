"""The KPIs of a plan: where they stood, where they are to go, and their newest value."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any

import pandas as pd

from analysis.allocation import Allocation
from domain import fiscal_half
from domain.codelist import codelist
from domain.partial_date import format_ja


@lru_cache(maxsize=512)
def html(allocation: Allocation, plan_id: str) -> str:
    """One line a KPI; "" for a plan without any."""
    records = allocation.records
    rows = records["kpis"]
    rows = rows[rows["plan_id"] == plan_id]
    if rows.empty:
        return '<p class="remark">KPIは登録されていません。</p>'
    targets, values = records["kpi_targets"], records["kpi_values"]
    lines = "".join(
        _line(
            kpi,
            targets[targets["kpi_id"] == kpi.kpi_id].sort_values("due_date"),
            values[values["kpi_id"] == kpi.kpi_id].sort_values("period"),
        )
        for kpi in rows.itertuples()
    )
    names = ("指標", "単位", "方向", "段階", "基準値", "中間目標", "目標値", "最新の実績", "更新・出典")
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    return (
        f'<div class="scroll"><table class="plain words measures"><thead><tr>{head}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def _line(kpi: Any, targets: pd.DataFrame, values: pd.DataFrame) -> str:
    direction = codelist("kpi_direction")[kpi.direction]
    between = "、".join(f"{_number(row.target)}（{format_ja(row.due_date)}）" for row in targets.itertuples())
    source = "、".join(filter(None, (codelist("periodicity").label(kpi.periodicity), kpi.statistic)))
    cells = (
        kpi.unit,
        f"{direction.more['mark']} {direction.label_ja}",
        codelist("kpi_level").label(kpi.level),
        _dated(kpi.baseline, kpi.baseline_date),
        between or "—",
        _dated(kpi.target, kpi.target_date),
        _newest(values),
        source or "—",
    )
    shown = "".join(f'<td class="text">{escape(cell)}</td>' for cell in cells)
    definition = f'<span class="remark">{escape(kpi.definition)}</span>' if kpi.definition else ""
    return f'<tr><th scope="row">{escape(kpi.name)}{definition}</th>{shown}</tr>'


def _number(value: Any) -> str:
    return f"{float(value):,.10g}" if pd.notna(value) else "値なし"


def _dated(value: Any, date: str) -> str:
    when = f"（{format_ja(date)}）" if date else ""
    return f"{_number(value)}{when}" if pd.notna(value) or when else "—"


def _newest(values: pd.DataFrame) -> str:
    """The last reported value with its period; a report without a value says why."""
    if values.empty:
        return "報告なし"
    last = next(values.tail(1).itertuples())
    status = codelist("value_status").label(last.value_status)
    words = f"{_number(last.value)}（{fiscal_half.format_ja(last.period)}、{status}）"
    return words if pd.notna(last.value) or not last.note else f"{words} {last.note}"
