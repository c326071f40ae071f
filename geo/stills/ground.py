"""The areas of a scene, flat and simplified together to what the paper can show, so that borders coincide."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import shapely

from domain.area import NORTHERN, Level
from domain.lg_code import prefecture_of
from geo.boundaries import BoundarySet
from geo.coverage import regroup
from geo.plan_outline import Bounds, areas_of
from geo.stills.plate import flat
from geo.stills.scene import Scene

Shapes = npt.NDArray[np.object_]

_FINEST = 0.3
"""Points, about 0.1 mm: finer corners are not kept."""

_SMALLEST = 0.35
"""Square points: smaller islands go, unless one is all that a municipality has."""


@dataclass(frozen=True, eq=False)
class Ground:
    """Shapes in kilometres from the scene's centre. ``lines`` are the borders of the prefectures that the
    areas lie in, where the areas are municipalities.
    """

    codes: tuple[str, ...]
    areas: Shapes
    neighbours: Shapes
    northern: shapely.Geometry
    lines: shapely.Geometry | None


def ground_at(boundaries: BoundarySet, scene: Scene, parts: Level, points_per_km: float) -> Ground:
    """The ground of a scene as finely as a scale needs it."""
    finest_km = _FINEST / points_per_km
    # Scales that hardly differ share their shapes.
    tolerance = 2.0 ** (math.floor(2 * math.log2(finest_km)) / 2)
    return _ground(boundaries, scene, parts, tolerance)


def level_for(tolerance_km: float) -> str:
    """The boundary level that has what this tolerance keeps."""
    return "low" if tolerance_km > 0.75 else "mid" if tolerance_km > 0.35 else "full"


@lru_cache(maxsize=96)
def _ground(boundaries: BoundarySet, scene: Scene, parts: Level, tolerance_km: float) -> Ground:
    level = level_for(tolerance_km)
    own, others = _codes(boundaries, scene, parts, level)
    kind = "prefectures" if parts is Level.PREFECTURE and not scene.cluster else "municipalities"
    northern = areas_of(boundaries, f"municipalities_{level}")[NORTHERN]
    prefectures = areas_of(boundaries, f"prefectures_{level}")
    degrees = np.concatenate(
        [areas_of(boundaries, f"{kind}_{level}")[own].to_numpy(), prefectures[others].to_numpy()]
    )
    degrees = _without_northern([*own, *others], degrees, northern)
    shapes = shapely.transform(degrees, lambda lonlat: flat(scene.lon, scene.lat, lonlat))
    shapes = shapely.coverage_simplify(shapes, tolerance_km)
    shapes = _without_small(shapes, len(own), (_SMALLEST / _FINEST**2) * tolerance_km**2)
    lines = _prefecture_lines([*own, *others], shapes) if kind == "municipalities" else None
    for group in scene.moved:
        shapes = _kept(shapes, scene, group.bounds, is_inside=False)
    areas, around = shapes[: len(own)], shapes[len(own) :]
    if scene.only is not None:
        areas = _kept(areas, scene, scene.only, is_inside=True)
    return Ground(
        tuple(own),
        areas,
        around,
        shapely.transform(northern, lambda lonlat: flat(scene.lon, scene.lat, lonlat)),
        lines,
    )


def _codes(boundaries: BoundarySet, scene: Scene, parts: Level, level: str) -> tuple[list[str], list[str]]:
    """Codes of the scene's own areas near it, and of the prefectures around them."""
    prefectures = _near(boundaries, f"prefectures_{level}", scene.around)
    if not scene.cluster and parts is Level.PREFECTURE:
        own = [code for code in prefectures if code in scene.prefectures]
        return own, [code for code in prefectures if code not in scene.prefectures]
    near = [code for code in _near(boundaries, f"municipalities_{level}", scene.around) if code != NORTHERN]
    if scene.cluster:
        return near, []
    own = [code for code in near if prefecture_of(code) in scene.prefectures]
    return own, [code for code in prefectures if code not in scene.prefectures]


def _near(boundaries: BoundarySet, name: str, around: Bounds) -> list[str]:
    areas = areas_of(boundaries, name)
    boxes = shapely.bounds(areas.to_numpy())
    west, south, east, north = around
    is_near = (boxes[:, :2] <= [east, north]).all(axis=1) & (boxes[:, 2:] >= [west, south]).all(axis=1)
    return [str(code) for code in areas.index[is_near]]


def _without_northern(codes: list[str], shapes: Shapes, northern: shapely.Geometry) -> Shapes:
    """北海道 as a prefecture without 北方四島, which are drawn by themselves."""
    if "010006" in codes:
        at = codes.index("010006")
        parts = shapely.get_parts(shapes[at])
        points = shapely.point_on_surface(parts)
        shapes[at] = shapely.multipolygons(parts[~shapely.covers(northern, points)])
    return shapes


def _without_small(shapes: Shapes, count: int, smallest: float) -> Shapes:
    """Without islands below a size; of the first ``count`` shapes the largest part always stays."""
    parts, owners = shapely.get_parts(shapes, return_index=True)
    sizes = shapely.area(parts)
    largest = np.zeros(len(shapes))
    np.maximum.at(largest, owners, sizes)
    keep = (sizes >= smallest) | ((sizes == largest[owners]) & (owners < count))
    return regroup(parts[keep], owners[keep], len(shapes))


def _kept(shapes: Shapes, scene: Scene, bounds: Bounds, *, is_inside: bool) -> Shapes:
    """Only what lies wholly within these degrees, or only what does not."""
    parts, owners = shapely.get_parts(shapes, return_index=True)
    west, south, east, north = bounds
    corners = np.array([[west, south], [east, south], [east, north], [west, north]])
    frame = shapely.polygons(flat(scene.lon, scene.lat, corners))
    keep = shapely.covers(frame, parts) == is_inside
    return regroup(parts[keep], owners[keep], len(shapes))


def _prefecture_lines(codes: list[str], shapes: Shapes) -> shapely.Geometry:
    """The borders between prefectures, without coasts: the stretches that two of them have in common."""
    owners = np.array([prefecture_of(code) for code in codes])
    unions = [shapely.coverage_union_all(shapes[owners == owner]) for owner in sorted(set(owners.tolist()))]
    rings = shapely.get_rings(shapely.get_parts(np.array(unions, dtype=object)))
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    steps = np.hstack([corners[:-1], corners[1:]])[ring[:-1] == ring[1:]]
    is_backward = (steps[:, 0] > steps[:, 2]) | ((steps[:, 0] == steps[:, 2]) & (steps[:, 1] > steps[:, 3]))
    steps[is_backward] = steps[is_backward][:, [2, 3, 0, 1]]
    found, times = np.unique(steps, axis=0, return_counts=True)
    return shapely.line_merge(shapely.multilinestrings(found[times > 1].reshape(-1, 2, 2)))
