"""From answers to a drawn map: which layers a view has, their colours, its legend and its camera."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import pydeck as pdk

from analysis.allocation import Allocation
from analysis.measure import Measure, format_class, format_value, measured
from analysis.totals import Breakdown
from domain.area import NATION, NORTHERN, Level, label_of, lineage
from domain.money import format_yen
from geo import palette
from geo.boundaries import BoundarySet
from geo.camera import FOCUS, NATION_BOUNDS, Camera, fit
from geo.colour_class import NO_PROJECT, NOT_COVERED, OUTSIDE, ColourClasses, LegendEntry, classify
from geo.deck import DrawnMap, drawn, layers_json
from geo.layers.area_fill import area_fill, plain_fill
from geo.layers.area_labels import AreaLabel, area_labels, value_points
from geo.layers.area_lines import borders, outline
from geo.layers.project_bubbles import Bubble, project_bubbles
from ui import answers
from ui.boundary_address import boundary_address
from ui.map_view import MapView

MOST_BUBBLES = 500
"""More projects than this are drawn as one circle a municipality: the message stays small."""

_MOST_VALUE_POINTS = 60
_MOST_LABELS = {Level.NATION: 8, Level.BLOCK: 12, Level.PREFECTURE: 24, Level.MUNICIPALITY: 24}


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
    lines = answers.totals_by(allocation, view.frame_selection, Breakdown(view.parts.value))
    lines = lines[lines["code"].str.isdigit()]
    if view.mode == "bubble":
        return _bubble_drawing(allocation, boundaries, view, lines)
    values = measured(lines, view.measure)
    classes = classify(
        values,
        lines["projects"].to_numpy() > 0,
        lambda lower, upper: format_class(view.measure, lower, upper),
        whole_numbers=view.measure is Measure.PROJECTS,
    )
    labels = _labels(boundaries, lines, values, view.measure)
    layers = [
        *_filled_areas(boundaries, view, lines["code"].tolist(), classes),
        *_lines(boundaries, view),
        value_points(labels[:_MOST_VALUE_POINTS]),
        area_labels(labels[: _MOST_LABELS[view.selection.level]]),
    ]
    return Drawing(layers_json(layers), classes.legend)


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
    boundaries: BoundarySet, view: MapView, codes: list[str], classes: ColourClasses
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
        layers.append(outline("chosen", boundary_address(boundaries, key), position))
    return layers


def _labels(
    boundaries: BoundarySet, lines: pd.DataFrame, values: npt.NDArray[np.float64], measure: Measure
) -> list[AreaLabel]:
    """Areas with projects, the largest value first."""
    found = []
    for line, value in zip(lines.itertuples(), values, strict=True):
        if not line.projects or not boundaries.has_area(line.code):
            continue
        counts = f"{line.projects:,}件中{line.projects_with_amount:,}件の金額公表"
        words = format_value(value, measure)
        text = f"{words}（{counts}）" if line.projects_with_amount or measure is Measure.PROJECTS else words
        weight = 0.0 if np.isnan(value) else float(value)
        found.append(
            (weight, AreaLabel(boundaries.label_spot(line.code), label_of(line.code), text, line.code))
        )
    found.sort(key=lambda weighted: -weighted[0])
    return [label for _, label in found]


def _bubble_drawing(
    allocation: Allocation, boundaries: BoundarySet, view: MapView, lines: pd.DataFrame
) -> Drawing:
    projects = answers.total(allocation, view.frame_selection).projects
    if projects <= MOST_BUBBLES:
        bubbles = _a_project_each(allocation, boundaries, view)
    else:
        bubbles = _a_municipality_each(boundaries, lines)
    key = "prefectures_low" if view.frame_area == NATION else "prefectures_mid"
    digits = [
        NOT_COVERED if code == NORTHERN else NO_PROJECT if _is_inside(code, view) else OUTSIDE
        for code in boundaries.codes(key)
    ]
    url = boundary_address(boundaries, key)
    base = area_fill(f"base_{key}_{view.selection.area}", url, np.array(digits, dtype=np.int8))
    amounts = [bubble.amount_yen for bubble in bubbles if bubble.amount_yen is not None]
    layers = [base, *_lines(boundaries, view), *project_bubbles(bubbles)]
    return Drawing(layers_json(layers), (), max(amounts, default=0))


def _is_inside(code: str, view: MapView) -> bool:
    return view.frame_area in lineage(code)


def _a_project_each(allocation: Allocation, boundaries: BoundarySet, view: MapView) -> list[Bubble]:
    """A circle at every site: filled where the project's amount counts at that one place."""
    listed = answers.projects(allocation, view.frame_selection).set_index("project_id")
    sites = allocation.records.project_sites
    sites = sites[sites["project_id"].isin(listed.index) & (sites["lg_code"] != "")]
    site_count = sites["project_id"].value_counts()
    bubbles = []
    for site in sites.itertuples():
        if not boundaries.has_area(site.lg_code):
            continue
        project = listed.loc[site.project_id]
        spot = boundaries.label_spot(site.lg_code)
        lon, lat = spot.lon, spot.lat
        if pd.notna(site.lon) and pd.notna(site.lat):
            lon, lat = float(site.lon), float(site.lat)
        is_counted = (
            pd.notna(project["amount_yen"])
            and site_count[site.project_id] == 1
            and project["amount_scope"] != "multi_site_total"
        )
        amount = int(project["amount_yen"]) if is_counted else None
        words = format_yen(int(project["amount_yen"])) if pd.notna(project["amount_yen"]) else "金額は非公表"
        mark = (
            f"（{project['scope_mark']}）"
            if project["scope_mark"] and pd.notna(project["amount_yen"])
            else ""
        )
        value = f"{words}{mark}、{project['status']}、{label_of(site.lg_code, full=True)}"
        bubbles.append(Bubble(lon, lat, amount, str(project["name"]), value, site.lg_code))
    return bubbles


def _a_municipality_each(boundaries: BoundarySet, lines: pd.DataFrame) -> list[Bubble]:
    bubbles = []
    for line in lines[lines["projects"] > 0].itertuples():
        if not boundaries.has_area(line.code):
            continue
        spot = boundaries.label_spot(line.code)
        amount = int(line.amount_yen) if line.projects_with_amount else None
        words = format_yen(line.amount_yen) if amount is not None else "金額は非公表"
        value = f"{words}、案件 {line.projects:,}件（金額公表 {line.projects_with_amount:,}件）"
        bubbles.append(Bubble(spot.lon, spot.lat, amount, label_of(line.code, full=True), value, line.code))
    return bubbles
