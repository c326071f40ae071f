"""The KPIs of a plan as it defines them: definition, baseline, targets, source."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from briefing import kpi_words
from domain.codelist import codelist


@kept(512)
def html(allocation: Allocation, plan_id: str) -> str:
    """One line a KPI; "" for a plan without any."""
    records = allocation.records
    rows = records["kpis"]
    rows = rows[rows["plan_id"] == plan_id]
    if rows.empty:
        return '<p class="remark">KPIは登録されていません。</p>'
    targets = records["kpi_targets"]
    lines = "".join(
        _line(kpi, targets[targets["kpi_id"] == kpi.kpi_id].sort_values("due_date"))
        for kpi in rows.itertuples()
    )
    names = ("指標", "単位", "方向", "段階", "基準値", "中間目標", "目標値", "更新・出典")
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    return (
        f'<div class="scroll"><table class="plain words measures"><thead><tr>{head}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def _line(kpi: Any, targets: pd.DataFrame) -> str:
    direction = codelist("kpi_direction")[kpi.direction]
    between = "、".join(kpi_words.dated(row.target, "", row.due_date) for row in targets.itertuples())
    source = "、".join(filter(None, (codelist("periodicity").label(kpi.periodicity), kpi.statistic)))
    cells = (
        kpi.unit,
        f"{direction.more['mark']} {direction.label_ja}",
        codelist("kpi_level").label(kpi.level),
        kpi_words.dated(kpi.baseline, "", kpi.baseline_date),
        between or "—",
        kpi_words.dated(kpi.target, "", kpi.target_date),
        source or "—",
    )
    kinds = ("text short", "text short", "text short", "text", "text", "text", "text")
    shown = "".join(
        f'<td class="{kind}">{escape(cell)}</td>' for kind, cell in zip(kinds, cells, strict=True)
    )
    definition = f'<span class="remark">{escape(kpi.definition)}</span>' if kpi.definition else ""
    return f'<tr><th scope="row">{escape(kpi.name)}{definition}</th>{shown}</tr>'
