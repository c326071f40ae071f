"""Names of the clusters in a view: whose are written, and in what words."""

from __future__ import annotations

import pandas as pd
import pydeck as pdk

from analysis.allocation import Allocation
from analysis.plan_areas import municipalities_by_plan
from domain.area import lineage
from geo.boundaries import BoundarySet
from geo.layers.plan_areas import PlanLabel, placed, plan_labels
from geo.plan_outline import name_spot
from ui.map_ground import camera
from ui.map_view import USUAL_FRAME, MapView

_MOST_NAMES, _LONGEST_NAME = 40, 10
_ENDINGS = ("産業クラスター計画", "クラスター計画", "成長プラン", "プラン", "計画")


def names(allocation: Allocation, boundaries: BoundarySet, view: MapView, listed: pd.DataFrame) -> pdk.Layer:
    """Names of plans in the frame: of many only the letter of the type, but for the State's clusters;
    a type of which there are many has no letters, its lines are enough.
    """
    places = municipalities_by_plan(allocation)
    are_few = len(listed) <= _MOST_NAMES
    counts = listed["plan_type"].value_counts()
    labels = []
    for plan in listed[listed["plan_type"].map(counts) <= _MOST_NAMES].itertuples():
        inside = tuple(code for code in places.get(int(plan.Index), ()) if view.frame_area in lineage(code))
        if not inside:
            continue
        is_named = are_few or plan.plan_type == "a"
        name = f"{plan.letter} {shortened(plan.title, plan.type)}" if is_named else plan.letter
        value = f"{plan.title}\n{plan.letter} {plan.type}、{plan.stage}、{plan.author_words}"
        spot = name_spot(boundaries, inside)
        labels.append(PlanLabel(spot, name, plan.letter, value, plan.plan_id, plan.plan_type))
    found = placed(labels, camera(boundaries, view, USUAL_FRAME).zoom)
    return plan_labels(found, view.selection.area)


def shortened(title: str, kind: str) -> str:
    """A plan's name without what its letter and the page say already, cut where it is still long."""
    title = title.removeprefix("（架空）").removeprefix("架空").strip()
    endings = (kind, *_ENDINGS)
    if title not in endings:
        ending = next((each for each in endings if title.endswith(each)), "")
        title = title.removesuffix(ending)
    return title if len(title) <= _LONGEST_NAME else title[: _LONGEST_NAME - 1] + "…"
