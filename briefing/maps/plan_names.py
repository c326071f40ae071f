"""Names of the clusters on a map: whose are written, and in what words."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from analysis.allocation import Allocation
from analysis.plan_areas import municipalities_by_plan
from domain.area import lineage

_MOST_NAMES, _LONGEST_NAME = 40, 10
_ENDINGS = ("産業クラスター計画", "クラスター計画", "成長プラン", "プラン", "計画")


class PlanName(NamedTuple):
    """A plan with a name on the map: its position in the records and its municipalities in the area.

    ``name`` begins with the ``letter`` of the type; ``value`` says more, its first line the whole title.
    """

    plan: int
    plan_id: str
    plan_type: str
    letter: str
    name: str
    value: str
    inside: tuple[str, ...]


def plan_names(allocation: Allocation, area: str, listed: pd.DataFrame) -> list[PlanName]:
    """Plans with areas in ``area``: of many only the letter of the type, but for the State's clusters;
    a type of which there are many has no letters, its lines are enough.
    """
    places = municipalities_by_plan(allocation)
    are_few = len(listed) <= _MOST_NAMES
    counts = listed["plan_type"].value_counts()
    found = []
    for plan in listed[listed["plan_type"].map(counts) <= _MOST_NAMES].itertuples():
        inside = tuple(code for code in places.get(int(plan.Index), ()) if area in lineage(code))
        if not inside:
            continue
        is_named = are_few or plan.plan_type == "a"
        name = f"{plan.letter} {shortened(plan.title, plan.type)}" if is_named else plan.letter
        value = f"{plan.title}\n{plan.letter} {plan.type}、{plan.stage}、{plan.author_words}"
        found.append(
            PlanName(int(plan.Index), plan.plan_id, plan.plan_type, plan.letter, name, value, inside)
        )
    return found


def shortened(title: str, kind: str) -> str:
    """A plan's name without what its letter and the page say already, cut where it is still long."""
    title = title.removeprefix("（架空）").removeprefix("架空").strip()
    endings = (kind, *_ENDINGS)
    if title not in endings:
        ending = next((each for each in endings if title.endswith(each)), "")
        title = title.removesuffix(ending)
    return title if len(title) <= _LONGEST_NAME else title[: _LONGEST_NAME - 1] + "…"
