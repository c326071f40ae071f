"""How much of what is selected a map shows: projects, plans or KPIs, as ``n／N``."""

from __future__ import annotations

import numpy as np

from analysis.allocation import Allocation
from analysis.half import half_of
from analysis.judged_kpis import judged_kpis
from analysis.kpi_progress import selected_kpis
from analysis.plan_areas import municipalities_by_plan, plan_areas
from briefing import answers
from briefing.maps.view import MapView
from domain.area import NATION


def shown_words(allocation: Allocation, view: MapView) -> str:
    """``地図に示した 86／136件``: what has no place on the map, or no amount, is in tables only."""
    if view.shows_grades:
        counts, unit = shown_kpis(allocation, view), "指標"
    elif view.shows_plans:
        counts, unit = shown_plans(allocation, view), "計画"
    else:
        counts, unit = shown_projects(allocation, view), "件"
    return f"地図に示した {counts[0]:,}／{counts[1]:,}{unit}"


def shown_projects(allocation: Allocation, view: MapView) -> tuple[int, int]:
    """Selected projects that the map shows by its measure, and all of them."""
    selection = view.frame_selection
    by_amount = view.by_amount and view.mode != "bubble"
    shown = answers.shown_count(allocation, selection, view.parts, by_amount)
    return shown, answers.total(allocation, selection).projects


def shown_plans(allocation: Allocation, view: MapView) -> tuple[int, int]:
    """Selected plans with areas, and all of them."""
    listed = answers.plans(allocation, view.frame_selection)
    places = municipalities_by_plan(allocation)
    return sum(int(at) in places for at in listed.index), len(listed)


def shown_kpis(allocation: Allocation, view: MapView) -> tuple[int, int]:
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
