"""Maps of sheets: the still of what is asked for, its heading, what it leaves out, and its words."""

from __future__ import annotations

import numpy as np

from analysis.allocation import Allocation
from analysis.half import half_of
from briefing import answers
from briefing.contents import MapFigure
from briefing.grade_words import grade_words
from briefing.maps.area_still import area_lines, area_still, ranked
from briefing.maps.circle_still import circle_still
from briefing.maps.grade_classes import by_need, shown_grades
from briefing.maps.grade_still import grade_still
from briefing.maps.plan_still import plan_still, plans_still
from briefing.maps.shown import shown_words
from briefing.maps.view import MapView
from briefing.uncounted_amounts import value_words
from domain.area import Level, label_of
from domain.fiscal_half import short_ja
from geo.boundaries import BoundarySet

_TOLD = 3
"""Areas that the alternative text names."""


def map_figure(allocation: Allocation, boundaries: BoundarySet, view: MapView) -> MapFigure:
    """The map of a view: areas by a measure, projects as circles, clusters, or KPI grades."""
    draw = {"bubble": circle_still, "plan": plans_still, "kpi": grade_still}.get(view.mode, area_still)
    return MapFigure(
        title=map_title(allocation, view),
        still=draw(allocation, boundaries, view),
        alternative=map_words(allocation, view),
        caption=shown_words(allocation, view),
    )


def plan_figure(allocation: Allocation, boundaries: BoundarySet, plan_id: str) -> MapFigure | None:
    """The map of one plan's areas; None for a plan without areas."""
    still = plan_still(allocation, boundaries, plan_id)
    if still is None:
        return None
    names = "、".join(label_of(code) for code in still.cluster[:_TOLD])
    more = len(still.cluster) - _TOLD
    rest = f"など{len(still.cluster):,}市区町村" if more > 0 else ""
    words = f"計画の区域の地図。区域は{names}{rest}。"
    return MapFigure("計画の区域", still, words, f"{len(still.cluster):,}市区町村")


def map_title(allocation: Allocation, view: MapView) -> str:
    """``都道府県別の投資額``."""
    if view.shows_grades:
        return f"KPIの評価（{short_ja(half_of(allocation.records))}）"
    if view.shows_plans:
        return "計画の区域"
    if view.mode == "bubble":
        return "案件の所在地と投資額"
    return f"{view.parts.label_ja}別の{view.measure.label_ja}"


def map_words(allocation: Allocation, view: MapView) -> str:
    """What the map shows in a sentence, with the three areas that stand out."""
    head = f"{label_of(view.frame_area)}の{map_title(allocation, view)}の地図。"
    if view.shows_grades:
        lines = by_need(shown_grades(allocation, view, _told_level(view)))[:_TOLD]
        told = [f"{label_of(line.code)}は{grade_words(line.worst)}" for line in lines]
        return head + (f"評価の低い順に{'、'.join(told)}。" if told else "対象のKPIはありません。")
    if view.shows_plans:
        numbers = answers.plan_lines(allocation, view.frame_selection, _told_level(view))
        most = sorted((line for line in numbers if line.plans), key=lambda line: -line.plans)[:_TOLD]
        told = [f"{label_of(line.code)} {line.plans:,}計画" for line in most]
        return head + (f"計画の多い順に{'、'.join(told)}。" if told else "計画はありません。")
    return head + _largest(allocation, view)


def _told_level(view: MapView) -> Level:
    return Level.MUNICIPALITY if view.frame_area.isdigit() else Level.PREFECTURE


def _largest(allocation: Allocation, view: MapView) -> str:
    lines = area_lines(allocation, view)
    valued = [pair for pair in ranked(lines, view.measure) if not np.isnan(pair[1])][:_TOLD]
    if valued:
        told = [f"{label_of(line.code)} {value_words(line, value, view.measure)}" for line, value in valued]
        return f"大きい順に{'、'.join(told)}。"
    return "金額の公表された案件はありません。" if lines["projects"].any() else "案件はありません。"
