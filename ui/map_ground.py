"""What every way of drawing has below it: which polygons, which borders, where the camera looks."""

from __future__ import annotations

import numpy as np
import pydeck as pdk

from briefing.maps.view import MapView
from domain.area import NATION, NORTHERN, Level, lineage
from geo import palette
from geo.boundaries import BoundarySet
from geo.camera import NATION_BOUNDS, Camera, fit
from geo.colour_class import DIGIT_COLOURS, NO_PROJECT, NOT_COVERED, OUTSIDE
from geo.layers.area_fill import area_fill, plain_fill
from geo.layers.area_lines import borders, halo, outline
from geo.stills.scene import scene
from ui.boundary_address import boundary_address

MARGIN = 28
"""Pixels around a block or prefecture."""


def camera(boundaries: BoundarySet, view: MapView, size: tuple[int, int]) -> Camera:
    """Where a frame of ``size`` pixels looks at first; of a block or prefecture not at its remote islands."""
    if view.frame_area == NATION:
        return fit(NATION_BOUNDS, *size)
    if view.selection.municipality:
        return fit(_with_surroundings(boundaries.bounds(view.selection.area)), *size)
    return fit(scene(boundaries, view.frame_area, ()).bounds, *size, margin=MARGIN)


def _with_surroundings(bounds: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Bounds three times as wide and high: a municipality among its neighbours."""
    west, south, east, north = bounds
    return 2 * west - east, 2 * south - north, 2 * east - west, 2 * north - south


def fill_key(view: MapView) -> str:
    """The browser file whose polygons are filled."""
    area = view.frame_area
    if view.parts is Level.PREFECTURE:
        return prefectures_key(view)
    if area == NATION:
        return "municipalities_low"
    is_prefecture = area.isdigit()
    return f"municipalities_{'full' if is_prefecture else 'mid'}_{area}"


def prefectures_key(view: MapView) -> str:
    """The browser file of the prefectures in the detail of the view."""
    return "prefectures_low" if view.frame_area == NATION else "prefectures_mid"


def filled_areas(
    boundaries: BoundarySet,
    view: MapView,
    digit_of: dict[str, int],
    colours: tuple[str, ...] = DIGIT_COLOURS,
) -> list[pdk.Layer]:
    """The areas of the view in the ``colours`` of their class digits; others are outside."""
    key = fill_key(view)
    outside = OUTSIDE if view.frame_area != NATION else NO_PROJECT
    digits = [
        NOT_COVERED if code == NORTHERN else digit_of.get(code, outside) for code in boundaries.codes(key)
    ]
    layers = []
    if key.startswith("municipalities") and view.frame_area != NATION:
        url = boundary_address(boundaries, "prefectures_mid")
        layers.append(plain_fill(f"around_{view.selection.area}", url, palette.OUTSIDE))
    url = boundary_address(boundaries, key)
    # Streamlit fades what was not clicked until the layer is another one: a new area, a new layer.
    layer_id = f"areas_{key}_{view.selection.area}"
    layers.append(area_fill(layer_id, url, np.array(digits, dtype=np.int8), colours))
    return layers


def blank_prefectures(boundaries: BoundarySet, view: MapView) -> pdk.Layer:
    """The frame's prefectures in white, the others outside: the ground of circles."""
    key = prefectures_key(view)
    digits = [
        NOT_COVERED if code == NORTHERN else NO_PROJECT if view.frame_area in lineage(code) else OUTSIDE
        for code in boundaries.codes(key)
    ]
    url = boundary_address(boundaries, key)
    return area_fill(f"base_{key}_{view.selection.area}", url, np.array(digits, dtype=np.int8))


def ground_lines(boundaries: BoundarySet, view: MapView, chosen: str = palette.CHOSEN) -> list[pdk.Layer]:
    """Borders, and the outline of a selected municipality in the colour ``chosen``."""
    detail = "low" if view.frame_area == NATION else "mid"
    layers = []
    key = fill_key(view)
    if view.parts is Level.MUNICIPALITY and view.frame_area != NATION:
        url = boundary_address(boundaries, key)
        layers.append(borders(f"lines_{key}", url, width=0.6))
    url = boundary_address(boundaries, f"prefecture_lines_{detail}")
    layers.append(
        borders(f"prefecture_lines_{detail}", url, width=0.8 if detail == "low" else 1.4, colour="#666666")
    )
    if view.selection.municipality:
        position = boundaries.codes(key).index(view.selection.municipality)
        url = boundary_address(boundaries, key)
        layers += [halo("chosen_halo", url, position), outline("chosen", url, position, colour=chosen)]
    return layers
