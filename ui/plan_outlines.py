"""Outlines of the clusters in a view: by address where the browser has them, in the message where not."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd
import pydeck as pdk

from analysis.allocation import Allocation
from analysis.plan_areas import municipalities_by_plan
from briefing.maps.view import MapView
from domain.area import NATION, Level
from domain.codelist import codelist
from geo.boundaries import BoundarySet
from geo.layers.plan_areas import area_outlines, path_outlines
from geo.palette import CHOSEN_HALO
from geo.plan_outline import Bounds, Detail, Path, outline, whole_prefecture
from ui.boundary_address import boundary_address
from ui.map_ground import fill_key, prefectures_key

MOST_POINTS = 1600
"""Corners of outlines that travel in one message."""

_PICKED, _HALO = 3.5, 7.5
_DETAIL = {
    Level.NATION: Detail("low", 0.035),
    Level.BLOCK: Detail("mid", 0.009),
    Level.PREFECTURE: Detail("mid", 0.0033),
}


def outlines(
    allocation: Allocation, boundaries: BoundarySet, view: MapView, listed: pd.DataFrame
) -> list[pdk.Layer]:
    """Layers of the outlines, the widest lines below.

    The outline of a single municipality or a whole prefecture is in a file that the browser has. That
    around several travels, but only ``MOST_POINTS`` corners of them all; of further plans each
    municipality is outlined.
    """
    places = municipalities_by_plan(allocation)
    layers, left, window = [], MOST_POINTS, _window(boundaries, view)
    for plan_type in codelist("plan_type").codes:
        paths: list[Path] = []
        municipalities: set[str] = set()
        prefectures: set[str] = set()
        for at in listed.index[listed["plan_type"] == plan_type]:
            codes = places.get(int(at), ())
            prefecture = whole_prefecture(boundaries, codes)
            border = outline(boundaries, _detail(view), codes, window) if len(codes) > 1 else ()
            corners = sum(len(path) for path in border) // 2
            if prefecture:
                prefectures.add(prefecture)
            elif 0 < corners <= left:
                left -= corners
                paths += border
            else:
                municipalities.update(codes)
        for key, areas in ((prefectures_key(view), prefectures), (fill_key(view), municipalities)):
            if areas:
                layers.append(_file_outlines(boundaries, key, areas, plan_type))
        if paths:
            layers.append(path_outlines(f"plan_paths_{plan_type}", paths, plan_type))
    return layers


def picked_outline(
    allocation: Allocation, boundaries: BoundarySet, view: MapView, picked: pd.DataFrame
) -> list[pdk.Layer]:
    plan = picked.iloc[0]
    codes = municipalities_by_plan(allocation).get(int(picked.index[0]), ())
    if not codes:
        return []
    paths = list(outline(boundaries, _detail(view), codes, _window(boundaries, view)))
    return [
        path_outlines("plan_halo", paths, plan["plan_type"], colour=CHOSEN_HALO, width=_HALO),
        path_outlines("plan_picked", paths, plan["plan_type"], width=_PICKED),
    ]


def _file_outlines(boundaries: BoundarySet, key: str, areas: set[str], plan_type: str) -> pdk.Layer:
    codes = boundaries.codes(key)
    positions = [at for at, code in enumerate(codes) if code in areas]
    url = boundary_address(boundaries, key)
    return area_outlines(f"plan_{plan_type}_{key}", url, positions, plan_type, len(codes))


def _detail(view: MapView) -> Detail:
    return _DETAIL[view.frame_selection.level]


@lru_cache(maxsize=64)
def _window(boundaries: BoundarySet, view: MapView) -> Bounds:
    """What is seen around the frame's area, with some more for those who move the map."""
    if view.frame_area == NATION:
        return (-180.0, -90.0, 180.0, 90.0)
    west, south, east, north = boundaries.bounds(view.frame_area)
    x, y = 0.4 * (east - west), 0.4 * (north - south)
    return west - x, south - y, east + x, north + y
