"""Names of the clusters in a view, drawn where they find room."""

from __future__ import annotations

import pandas as pd
import pydeck as pdk

from analysis.allocation import Allocation
from briefing.maps.plan_names import plan_names
from briefing.maps.view import MapView
from geo.boundaries import BoundarySet
from geo.layers.plan_areas import PlanLabel, placed, plan_labels
from geo.plan_outline import name_spot
from ui.map_ground import camera
from ui.map_view import USUAL_FRAME


def names(allocation: Allocation, boundaries: BoundarySet, view: MapView, listed: pd.DataFrame) -> pdk.Layer:
    """The names of the listed plans in the view's frame."""
    labels = [
        PlanLabel(
            name_spot(boundaries, plan.inside),
            plan.name,
            plan.letter,
            plan.value,
            plan.plan_id,
            plan.plan_type,
        )
        for plan in plan_names(allocation, view.frame_area, listed)
    ]
    found = placed(labels, camera(boundaries, view, USUAL_FRAME).zoom)
    return plan_labels(found, view.selection.area)
