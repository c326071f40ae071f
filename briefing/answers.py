"""Answers kept by selection: viewers who ask the same thing share one result. Never mutate them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis import plan_list, project_list, totals
from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.lines import Lines
from analysis.plan_areas import PlanLines, plans_by_area
from analysis.selection import Selection
from domain.area import NATION, Level

_KEPT = 4096


@kept(_KEPT)
def total(allocation: Allocation, selection: Selection) -> totals.Total:
    return totals.total(allocation, selection)


@kept(_KEPT)
def lines_by(allocation: Allocation, selection: Selection, by: totals.Breakdown) -> Lines:
    return totals.lines_by(allocation, selection, by)


@kept(256)
def projects(allocation: Allocation, selection: Selection) -> pd.DataFrame:
    return project_list.selected_projects(allocation, selection)


@kept(_KEPT)
def largest_projects(
    allocation: Allocation, selection: Selection, most: int
) -> list[project_list.ListedProject]:
    return project_list.largest_projects(allocation, selection, most)


@kept(_KEPT)
def shown_count(allocation: Allocation, selection: Selection, level: Level, by_amount: bool) -> int:
    """How many of the selected projects a map of ``level`` shows."""
    return int(project_list.shown_on_map(allocation, selection, level, by_amount=by_amount).sum())


@kept(256)
def plans(allocation: Allocation, selection: Selection) -> pd.DataFrame:
    return plan_list.selected_plans(allocation, selection)


@kept(_KEPT)
def without_plan(allocation: Allocation, selection: Selection) -> dict[str, int]:
    return plan_list.without_plan(allocation, selection)


@kept(_KEPT)
def plan_lines(allocation: Allocation, selection: Selection, level: Level) -> PlanLines:
    """Numbers of the selected plans in the parts of the selected area."""
    chosen = plan_list.chosen_plans(allocation, selection)
    return plans_by_area(allocation, chosen, selection.area, level)


@dataclass(frozen=True)
class Comparison:
    """A share of a whole in words: ``全国の同じ条件の 17.6％``."""

    of: str
    whole: totals.Total


def comparison(allocation: Allocation, selection: Selection) -> Comparison | None:
    """What the selection is a part of: the nation, or all projects; None for everything."""
    if selection.area != NATION:
        whole = total(allocation, selection.within(NATION))
        return Comparison("全国の同じ条件" if selection.narrows_attributes else "全国", whole)
    if selection.narrows_attributes:
        return Comparison("全国の全案件", total(allocation, Selection()))
    return None
