"""Levels of detail: from one set of municipalities to every set of boundaries that is drawn.

Each level is a valid coverage, and a prefecture at a level is exactly the union of its
municipalities at that level, so that lines drawn one over the other coincide.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from domain.area import NORTHERN, block_of
from domain.lg_code import prefecture_of
from geo import coverage


@dataclass(frozen=True)
class Detail:
    """How much of the source a level keeps, and what it is for."""

    tolerance_m: float
    smallest_island_km2: float
    decimals: int


DETAILS = {
    "full": Detail(0, 0.0, 4),
    "mid": Detail(700, 0.1, 4),
    "low": Detail(1500, 1.0, 3),
}
SURVEYED = Detail(50, 0.005, 5)
"""What is kept of a surveyed source such as N03 before levels are built: its 12 million vertices are
for maps of streets, and its tens of thousands of rocks are smaller than a pixel at the closest zoom."""
OVERVIEW = Detail(3000, 10.0, 3)  # prefectures only: small pictures and first paint

Frames = dict[str, gpd.GeoDataFrame]

LEVEL_NAMES = (
    *(f"{kind}_{name}" for name in DETAILS for kind in ("municipalities", "prefectures")),
    "blocks_low",
    "prefectures_overview",
)
"""Names of all levels in the order in which they are built."""


def prefecture_code(area_code: str) -> str:
    """lg_code of the prefecture of a municipality or of 北方四島 (北海道)."""
    return prefecture_of("010006" if area_code == NORTHERN else area_code)


def block_code(area_code: str) -> str:
    return block_of(prefecture_code(area_code))


def municipality_frame(
    codes: list[str], geometries: coverage.Geometries, areas: np.ndarray | None = None
) -> gpd.GeoDataFrame:
    """Frame of areas: area_code, label_lon, label_lat, label_radius_km (the circle around the label
    point that lies inside), area_km2, prefecture, block, geometry.

    ``areas`` are the square kilometres where the source knows them better than the geometries.
    """
    km2 = coverage.areas_km2(geometries) if areas is None else areas
    return _frame(codes, geometries, km2).assign(
        prefecture=[prefecture_code(code) for code in codes],
        block=[block_code(code) for code in codes],
    )


def _frame(codes: list[str], geometries: coverage.Geometries, areas: np.ndarray) -> gpd.GeoDataFrame:
    attributes = pd.DataFrame(
        {"area_code": codes, **_label_columns(geometries), "area_km2": np.round(areas, 3)}
    )
    return gpd.GeoDataFrame(attributes, geometry=geometries, crs=4326)


def _label_columns(geometries: coverage.Geometries) -> dict[str, list[float]]:
    spots = [coverage.label_spot(geometry) for geometry in geometries]
    return {
        "label_lon": [spot.lon for spot in spots],
        "label_lat": [spot.lat for spot in spots],
        "label_radius_km": [spot.radius_km for spot in spots],
    }


def _merged(municipalities: gpd.GeoDataFrame, by: str) -> gpd.GeoDataFrame:
    owners = municipalities[by].to_numpy(dtype=object)
    codes, unions = coverage.dissolve(municipalities.geometry.to_numpy(), owners)
    areas = municipalities.groupby(by)["area_km2"].sum().loc[codes].to_numpy()
    return _frame(codes, unions, areas)


def build_levels(municipalities: gpd.GeoDataFrame, tell: Callable[[str], None] = lambda _: None) -> Frames:
    """All levels of a cleaned coverage of municipalities, by file name.

    Keys: ``municipalities_{full,mid,low}``, ``prefectures_{full,mid,low,overview}``,
    ``blocks_low``. ``tell`` hears the name of each level before it is built. ``full`` is what was
    given, unchanged; ``area_km2`` is the same on every level.
    """
    frames: Frames = {}
    source = municipalities.geometry.to_numpy()
    for name, detail in DETAILS.items():
        tell(f"municipalities_{name}")
        thinned = coverage.drop_small_islands(source, detail.smallest_island_km2)
        simplified = coverage.simplify(thinned, detail.tolerance_m)
        level = municipalities.assign(**_label_columns(simplified))
        level = level.set_geometry(gpd.GeoSeries(simplified, crs=4326))
        frames[f"municipalities_{name}"] = level
        tell(f"prefectures_{name}")
        frames[f"prefectures_{name}"] = _merged(level, "prefecture")
    tell("blocks_low")
    frames["blocks_low"] = _merged(frames["municipalities_low"], "block")
    tell("prefectures_overview")
    prefectures = frames["prefectures_full"]
    thinned = coverage.drop_small_islands(prefectures.geometry.to_numpy(), OVERVIEW.smallest_island_km2)
    frames["prefectures_overview"] = prefectures.set_geometry(
        gpd.GeoSeries(coverage.simplify(thinned, OVERVIEW.tolerance_m), crs=4326)
    )
    return frames
