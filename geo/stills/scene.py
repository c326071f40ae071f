"""What a still is about: the areas it shows, the land that stays in view, and islands that move to frames."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import shapely

from domain.area import NATION, NORTHERN, Level, block_of, level_of, prefectures_of
from domain.codelist import codelist
from domain.lg_code import prefecture_of
from geo.boundaries import BoundarySet
from geo.plan_outline import Bounds, areas_of, union
from geo.stills.island_groups import IslandGroup, groups_of
from geo.stills.plate import flat

_LEAST_PART = 0.02
"""Islands of less than this share of the whole do not decide what is seen, but for the largest part of a
municipality: each municipality is seen."""

_LEAST_KM = 12.0
_GRID = 110


@dataclass(frozen=True)
class Scene:
    """A stretch of land around a centre: what is its own, and what of it is shown elsewhere.

    ``prefectures`` are its own; with ``cluster`` they are empty, and these municipalities are its own.
    ``seen`` are kilometres from the centre that must be in view, ``bounds`` the same in degrees;
    ``around`` degrees, well beyond the view.
    """

    lon: float
    lat: float
    seen: Bounds
    bounds: Bounds
    around: Bounds
    prefectures: tuple[str, ...]
    cluster: tuple[str, ...]
    moved: tuple[IslandGroup, ...]
    only: Bounds | None = None
    """In a frame of islands: the degrees within which its own land lies."""


@lru_cache(maxsize=512)
def scene(boundaries: BoundarySet, area: str, cluster: tuple[str, ...]) -> Scene:
    """The scene of a nation, block or prefecture, or of the municipalities of a cluster."""
    prefectures = () if cluster else _prefectures(area)
    groups = _groups_of_cluster(boundaries, cluster) if cluster else groups_of(area)
    parts = _outside(_deciding_parts(boundaries, prefectures, cluster), groups)
    if not cluster and "010006" in prefectures:
        parts = np.concatenate(
            [parts, shapely.get_parts(areas_of(boundaries, "municipalities_low")[NORTHERN])]
        )
    west, south, east, north = shapely.total_bounds(parts).tolist()
    return _scene((west, south, east, north), parts, prefectures, cluster, groups)


@lru_cache(maxsize=512)
def scene_of_group(whole: Scene, group: IslandGroup) -> Scene:
    """The scene of islands that moved out of a scene."""
    corners = np.array([shapely.box(*group.bounds)])
    inset = _scene(group.bounds, corners, whole.prefectures, whole.cluster, ())
    return replace(inset, only=group.bounds)


@lru_cache(maxsize=512)
def land(boundaries: BoundarySet, whole: Scene) -> npt.NDArray[np.float64]:
    """Points in kilometres all over the land that is the scene's own, about one for each 1/110 of it."""
    shapes = shapely.transform(
        _own_land(boundaries, whole), lambda lonlat: flat(whole.lon, whole.lat, lonlat)
    )
    west, south, east, north = whole.seen
    step = max(east - west, north - south) / _GRID
    x, y = np.meshgrid(np.arange(west, east, step), np.arange(south, north, step))
    shapely.prepare(shapes)
    inside = shapely.contains_xy(shapes, x.ravel(), y.ravel())
    border = shapely.get_coordinates(shapely.segmentize(shapes, 2 * step))
    near = (border >= [west - step, south - step]).all(axis=1) & (border <= [east + step, north + step]).all(
        axis=1
    )
    return np.concatenate([np.column_stack([x.ravel(), y.ravel()])[inside], border[near]])


def _prefectures(area: str) -> tuple[str, ...]:
    if area == NATION:
        return codelist("prefecture").codes
    return prefectures_of(area) if level_of(area) is Level.BLOCK else (area,)


def _own_land(boundaries: BoundarySet, whole: Scene) -> shapely.Geometry:
    if whole.cluster:
        return union(boundaries, "low", whole.cluster)
    level = "low" if len(whole.prefectures) > 1 else "mid"
    shapes = areas_of(boundaries, f"prefectures_{level}")[list(whole.prefectures)].to_numpy()
    return shapely.multipolygons(_outside(shapely.get_parts(shapes), whole.moved))


def _deciding_parts(
    boundaries: BoundarySet, prefectures: tuple[str, ...], cluster: tuple[str, ...]
) -> npt.NDArray[np.object_]:
    """Parts of municipalities that the picture must show."""
    areas = areas_of(boundaries, "municipalities_low")
    own = set(prefectures)
    codes = list(cluster) or [
        code for code in areas.index if code != NORTHERN and prefecture_of(str(code)) in own
    ]
    parts, owners = shapely.get_parts(areas[codes].to_numpy(), return_index=True)
    sizes = shapely.area(parts)
    order = np.lexsort((sizes, owners))
    last = np.searchsorted(owners[order], np.arange(len(codes)), "right") - 1
    deciding = sizes >= _LEAST_PART * sizes.sum()
    deciding[order[last]] = True
    return parts[deciding]


def _outside(parts: npt.NDArray[np.object_], groups: tuple[IslandGroup, ...]) -> npt.NDArray[np.object_]:
    """The parts that do not lie wholly within the bounds of a group."""
    bounds = shapely.bounds(parts)
    moved = np.zeros(len(parts), dtype=bool)
    for group in groups:
        west, south, east, north = group.bounds
        moved |= (bounds[:, :2] >= [west, south]).all(axis=1) & (bounds[:, 2:] <= [east, north]).all(axis=1)
    return parts[~moved]


def _groups_of_cluster(boundaries: BoundarySet, cluster: tuple[str, ...]) -> tuple[IslandGroup, ...]:
    """Groups that hold some of the municipalities, but not all of them."""
    prefectures = {prefecture_of(code) for code in cluster}
    blocks = {block_of(code) for code in cluster}
    within = prefectures if len(prefectures) == 1 else blocks if len(blocks) == 1 else {NATION}
    spots = np.array([(spot.lon, spot.lat) for spot in map(boundaries.label_spot, cluster)])
    found = []
    for group in groups_of(*within):
        west, south, east, north = group.bounds
        inside = (spots >= [west, south]).all(axis=1) & (spots <= [east, north]).all(axis=1)
        if inside.any():
            found.append((group, inside))
    if not found or np.any([inside for _, inside in found], axis=0).all():
        return ()
    return tuple(group for group, _ in found)


def _scene(
    degrees: Bounds,
    parts: npt.NDArray[np.object_],
    prefectures: tuple[str, ...],
    cluster: tuple[str, ...],
    moved: tuple[IslandGroup, ...],
) -> Scene:
    west, south, east, north = degrees
    lon, lat = round((west + east) / 2, 3), round((south + north) / 2, 3)
    corners = flat(lon, lat, shapely.get_coordinates(shapely.segmentize(parts, 0.5)))
    (left, bottom), (right, top) = corners.min(axis=0), corners.max(axis=0)
    if cluster:
        missing_x, missing_y = max(0.0, _LEAST_KM - (right - left)), max(0.0, _LEAST_KM - (top - bottom))
        left, right = left - missing_x / 2, right + missing_x / 2
        bottom, top = bottom - missing_y / 2, top + missing_y / 2
    reach = 2 * max(right - left, top - bottom) / 111
    around = (west - 1.3 * reach, south - reach, east + 1.3 * reach, north + reach)
    seen = (float(left), float(bottom), float(right), float(top))
    return Scene(lon, lat, seen, degrees, around, prefectures, cluster, moved)
