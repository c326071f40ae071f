"""From answers to a drawn map: which layers a view has, their colours, its legend and its camera."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pydeck as pdk

from analysis.allocation import Allocation
from analysis.lines import Lines
from analysis.totals import Breakdown
from domain.area import NATION, NORTHERN, Level, lineage
from geo import palette
from geo.boundaries import BoundarySet
from geo.camera import FOCUS, NATION_BOUNDS, Camera, fit
from geo.colour_class import (
    DIGIT_COLOURS,
    NO_PROJECT,
    NOT_COVERED,
    OUTSIDE,
    ColourClasses,
    LegendEntry,
)
from geo.deck import DrawnMap, drawn, layers_json
from geo.layers.area_fill import area_fill, plain_fill
from geo.layers.area_labels import area_labels, value_points
from geo.layers.area_lines import borders, halo, outline
from geo.layers.project_bubbles import project_bubbles
from geo.nation_picture import nation_svg
from ui import answers
from ui.area_classes import area_classes
from ui.boundary_address import boundary_address
from ui.map_bubbles import bubbles_of
from ui.map_labels import labels_of
from ui.map_view import USUAL_FRAME, MapView


@dataclass(frozen=True)
class Drawing:
    """Layers in JSON, the legend, and how many circles or filled areas there are."""

    layers: str
    legend: tuple[LegendEntry, ...]
    largest_bubble_yen: int = 0


def draw(
    allocation: Allocation, boundaries: BoundarySet, view: MapView, size: tuple[int, int]
) -> tuple[DrawnMap, Drawing]:
    """The deck of a view in a frame of ``size`` pixels, and what its legend says."""
    drawing = _drawing(allocation, boundaries, view)
    return drawn(drawing.layers, _camera(boundaries, view, size)), drawing


def _camera(boundaries: BoundarySet, view: MapView, size: tuple[int, int]) -> Camera:
    if view.frame_area == NATION:
        return fit(NATION_BOUNDS, *size)
    if view.selection.municipality:
        return fit(_with_surroundings(boundaries.bounds(view.selection.area)), *size)
    return fit(FOCUS.get(view.frame_area) or boundaries.bounds(view.frame_area), *size, margin=28)


def _with_surroundings(bounds: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Bounds three times as wide and high: a municipality among its neighbours."""
    west, south, east, north = bounds
    return 2 * west - east, 2 * south - north, 2 * east - west, 2 * north - south


@lru_cache(maxsize=2048)
def _drawing(allocation: Allocation, boundaries: BoundarySet, view: MapView) -> Drawing:
    lines = _area_lines(allocation, view)
    if view.mode == "bubble":
        return _bubble_drawing(allocation, boundaries, view, lines)
    values, classes = area_classes(lines, view.measure)
    pointed, named = labels_of(boundaries, view, lines, values, _camera(boundaries, view, USUAL_FRAME).zoom)
    layers = [
        *_filled_areas(boundaries, view, lines.codes, classes),
        *_lines(boundaries, view),
        value_points(pointed, view.selection.area),
        area_labels(named),
    ]
    return Drawing(layers_json(layers), classes.legend)


def _area_lines(allocation: Allocation, view: MapView) -> Lines:
    """Totals of the areas that the view shows; what counts in none of them is left to the table."""
    return answers.lines_by(allocation, view.frame_selection, Breakdown(view.parts.value)).areas()


@lru_cache(maxsize=64)
def picture(allocation: Allocation, boundaries: BoundarySet, view: MapView) -> str:
    """A view of the nation by prefecture as SVG; "" for other views, which only layers draw."""
    if view.frame_area != NATION or view.parts is not Level.PREFECTURE:
        return ""
    lines = _area_lines(allocation, view)
    _, classes = area_classes(lines, view.measure)
    digits = zip(lines.codes, classes.digits.tolist(), strict=True)
    colours = {code: DIGIT_COLOURS[digit] for code, digit in digits}
    return nation_svg(boundaries, colours | {NORTHERN: palette.NOT_COVERED})


def _fill_key(view: MapView) -> str:
    """The browser file whose polygons are filled."""
    area = view.frame_area
    if view.parts is Level.PREFECTURE:
        return "prefectures_low" if area == NATION else "prefectures_mid"
    if area == NATION:
        return "municipalities_low"
    is_prefecture = area.isdigit()
    return f"municipalities_{'full' if is_prefecture else 'mid'}_{area}"


def _layer_id(view: MapView) -> str:
    # Streamlit fades what was not clicked until the layer is another one: a new area, a new layer.
    return f"areas_{_fill_key(view)}_{view.selection.area}"


def _filled_areas(
    boundaries: BoundarySet, view: MapView, codes: tuple[str, ...], classes: ColourClasses
) -> list[pdk.Layer]:
    key = _fill_key(view)
    digit_of = dict(zip(codes, classes.digits.tolist(), strict=True))
    outside = OUTSIDE if view.frame_area != NATION else NO_PROJECT
    digits = [
        NOT_COVERED if code == NORTHERN else digit_of.get(code, outside) for code in boundaries.codes(key)
    ]
    layers = []
    if key.startswith("municipalities") and view.frame_area != NATION:
        url = boundary_address(boundaries, "prefectures_mid")
        layers.append(plain_fill(f"around_{view.selection.area}", url, palette.OUTSIDE))
    url = boundary_address(boundaries, key)
    layers.append(area_fill(_layer_id(view), url, np.array(digits, dtype=np.int8)))
    return layers


def _lines(boundaries: BoundarySet, view: MapView) -> list[pdk.Layer]:
    detail = "low" if view.frame_area == NATION else "mid"
    layers = []
    key = _fill_key(view)
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
        layers += [halo("chosen_halo", url, position), outline("chosen", url, position)]
    return layers


def _bubble_drawing(allocation: Allocation, boundaries: BoundarySet, view: MapView, lines: Lines) -> Drawing:
    bubbles = bubbles_of(allocation, boundaries, view, lines)
    key = "prefectures_low" if view.frame_area == NATION else "prefectures_mid"
    digits = [
        NOT_COVERED if code == NORTHERN else NO_PROJECT if view.frame_area in lineage(code) else OUTSIDE
        for code in boundaries.codes(key)
    ]
    url = boundary_address(boundaries, key)
    base = area_fill(f"base_{key}_{view.selection.area}", url, np.array(digits, dtype=np.int8))
    amounts = [bubble.amount_yen for bubble in bubbles if bubble.amount_yen is not None]
    layers = [base, *_lines(boundaries, view), *project_bubbles(bubbles, view.selection.area)]
    return Drawing(layers_json(layers), (), max(amounts, default=0))
