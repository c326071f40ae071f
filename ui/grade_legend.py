"""The legend of a map of KPI grades, and the words that say how many KPIs it shows."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from analysis.allocation import Allocation
from analysis.half import half_of
from analysis.judged_kpis import judged_kpis
from analysis.kpi_progress import selected_kpis
from analysis.plan_areas import plan_areas
from domain.area import NATION
from domain.fiscal_half import short_ja
from ui.legend_items import legend_items
from ui.map_drawing import Drawing
from ui.map_grades import lettered_by_prefecture
from ui.map_view import MapView


@lru_cache(maxsize=512)
def html(allocation: Allocation, view: MapView, drawing: Drawing) -> str:
    """The grades that occur with their letters, words and numbers of municipalities."""
    when = short_ja(half_of(allocation.records))
    note = "<p>文字は都道府県ごとの最も悪い評価</p>" if lettered_by_prefecture(view) else ""
    return (
        f'<div class="legend"><b>計画のKPIの最も悪い評価（市区町村数）</b>{when}'
        f"<ul>{legend_items(view, drawing.legend)}</ul>{note}</div>"
    )


def shown_counts(allocation: Allocation, view: MapView) -> tuple[int, int]:
    """Selected KPIs whose plan has a municipality on the map, and all of them."""
    selection, half = view.frame_selection, half_of(allocation.records)
    plan = judged_kpis(allocation, half).plan[selected_kpis(allocation, selection, half)]
    plans = len(allocation.records["plans"])
    areas = plan_areas(allocation)
    if selection.area == NATION:
        placed = np.zeros(plans, dtype=bool)
        placed[areas.plan] = True
    else:
        placed = areas.touch(selection.level, selection.area, plans)
    return int(placed[plan].sum()), len(plan)


def shown_words(allocation: Allocation, view: MapView) -> str:
    """``地図に示した 640／648指標``: a plan without areas is in the table only."""
    shown, found = shown_counts(allocation, view)
    return f"地図に示した {shown:,}／{found:,}指標"
