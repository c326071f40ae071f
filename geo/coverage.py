"""Polygon coverages: areas that share their borders and never overlap, cleaned and simplified.

Arrays of shapely geometries in, arrays of MultiPolygons of the same length and order out.
Coordinates are longitude and latitude in degrees (JGD2011) unless a name says otherwise.
The three traps that the simplification avoids are measured in docs/decisions/0004.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod, Transformer

Geometries = npt.NDArray[np.object_]

GAP_WIDTH = 0.0005  # degrees, about 50 m: enclosed gaps narrower than this are closed
SLIVER_KM2 = 0.002  # parts below this that touch another area are noise of the source
SMALL_AREA_FACTOR = 4  # an area below (factor x tolerance)^2 keeps its finer outline

_KM_PER_DEGREE = 111.2  # of latitude
_GEOD = Geod(ellps="GRS80")
_EQUAL_AREA = "+proj=laea +lat_0=36 +lon_0=137.5 +ellps=GRS80 +units=m +no_defs"
_TO_METRES = Transformer.from_crs(6668, _EQUAL_AREA, always_xy=True).transform
_TO_DEGREES = Transformer.from_crs(_EQUAL_AREA, 6668, always_xy=True).transform


def area_km2(geometry: shapely.Geometry) -> float:
    """Geodesic area on GRS80. Rings are oriented first, or parts would cancel out."""
    area, _ = _GEOD.geometry_area_perimeter(shapely.orient_polygons(geometry))
    return abs(area) / 1e6


def areas_km2(geometries: Geometries) -> npt.NDArray[np.float64]:
    return np.array([area_km2(geometry) for geometry in geometries])


def as_multipolygons(geometries: Geometries) -> Geometries:
    return np.array([g if g.geom_type == "MultiPolygon" else shapely.multipolygons([g]) for g in geometries])


def even_odd(geometries: Geometries) -> Geometries:
    """Polygons whose holes arrived as extra outer rings, rebuilt by the even-odd rule."""
    rebuilt = []
    for geometry in shapely.make_valid(geometries, method="linework"):
        parts = [
            polygon
            for part in shapely.get_parts(geometry)
            for polygon in shapely.get_parts(part)
            if polygon.geom_type == "Polygon"
        ]
        rebuilt.append(shapely.multipolygons(parts))
    return np.array(rebuilt)


def clean(geometries: Geometries, gap_width: float = GAP_WIDTH) -> Geometries:
    """A valid coverage: overlaps resolved, enclosed gaps narrower than ``gap_width`` closed."""
    return np.asarray(shapely.coverage_clean(geometries, gap_width=gap_width))


def is_valid(geometries: Geometries) -> bool:
    return bool(shapely.coverage_is_valid(geometries) and shapely.is_valid(geometries).all())


def dissolve(geometries: Geometries, owners: npt.NDArray[np.object_]) -> tuple[list[str], Geometries]:
    """The sorted owners and, for each, the union of its geometries (inputs share their borders)."""
    names = sorted(set(owners))
    unions = [shapely.coverage_union_all(geometries[owners == name]) for name in names]
    return names, as_multipolygons(np.array(unions))


def parts_and_owners(geometries: Geometries) -> tuple[Geometries, npt.NDArray[np.intp]]:
    parts, owners = shapely.get_parts(geometries, return_index=True)
    return parts, owners.copy()


def regroup(parts: Geometries, owners: npt.NDArray[np.intp], count: int) -> Geometries:
    """Inverse of :func:`parts_and_owners`."""
    order = np.argsort(owners, kind="stable")
    cuts = np.searchsorted(owners[order], np.arange(count + 1))
    ordered = parts[order]
    return np.array([shapely.multipolygons(ordered[a:b]) for a, b in itertools.pairwise(cuts)])


def _touching(parts: Geometries) -> npt.NDArray[np.bool_]:
    left, right = shapely.STRtree(parts).query(parts, predicate="intersects")
    touching = np.zeros(len(parts), dtype=bool)
    touching[left[left != right]] = True
    return touching


def give_slivers_away(geometries: Geometries) -> tuple[Geometries, int]:
    """Hand each noise sliver to the neighbour with the longest common border; and how many."""
    parts, owners = parts_and_owners(geometries)
    sizes = areas_km2(parts)
    tree = shapely.STRtree(parts)
    moved = 0
    for at in np.flatnonzero(sizes < SLIVER_KM2):
        best, longest = None, 0.0
        for other in tree.query(parts[at], predicate="intersects"):
            if owners[other] == owners[at] or sizes[other] < SLIVER_KM2:
                continue
            border = shapely.length(shapely.intersection(parts[at], parts[other]))
            if border > longest:
                best, longest = other, border
        if best is not None:
            owners[at] = owners[best]
            moved += 1
    grouped = regroup(parts, owners, len(geometries))
    return as_multipolygons(np.array([shapely.coverage_union_all(g) for g in grouped])), moved


def drop_small_islands(geometries: Geometries, smallest_km2: float) -> Geometries:
    """Without free-standing parts below a size; the largest part of every area stays."""
    if not smallest_km2:
        return geometries
    parts, owners = parts_and_owners(geometries)
    sizes = areas_km2(parts)
    keep = (sizes >= smallest_km2) | _touching(parts)
    largest = np.zeros(len(parts), dtype=bool)
    by_owner_then_size = np.lexsort((sizes, owners))
    last_of_owner = np.searchsorted(owners[by_owner_then_size], np.arange(len(geometries)), "right") - 1
    largest[by_owner_then_size[last_of_owner]] = True
    keep |= largest
    return regroup(parts[keep], owners[keep], len(geometries))


def simplify(geometries: Geometries, tolerance_m: float) -> Geometries:
    """The coverage with fewer vertices; neighbours stay neighbours and no area vanishes.

    ``coverage_simplify`` has one tolerance for all, so small things are treated apart:
    free-standing islands get a tolerance scaled to their own size, and every border that touches
    an area below ``(SMALL_AREA_FACTOR * tolerance)^2`` is simplified with a third of it. Without
    this 日吉津村 (4 km2) loses 99 % of its area at 1.5 km.
    """
    if not tolerance_m:
        return geometries
    metres = shapely.transform(geometries, lambda c: np.column_stack(_TO_METRES(c[:, 0], c[:, 1])))
    parts, owners = parts_and_owners(metres)
    free = ~_touching(parts)
    parts[free] = [
        shapely.coverage_simplify([island], min(tolerance_m, 0.15 * np.sqrt(island.area)))[0]
        for island in parts[free]
    ]
    if not free.all():
        total = np.bincount(owners, shapely.area(parts), minlength=len(metres))
        large = (total >= (SMALL_AREA_FACTOR * tolerance_m) ** 2)[owners[~free]]
        parts[~free] = _simplified_mainland(parts[~free], large, tolerance_m)
    simplified = regroup(parts, owners, len(metres))
    degrees = shapely.transform(
        simplified, lambda c: np.round(np.column_stack(_TO_DEGREES(c[:, 0], c[:, 1])), 6)
    )
    # Rounding to a millionth of a degree can let two borders touch; cleaning parts them again.
    return as_multipolygons(degrees if is_valid(degrees) else np.asarray(shapely.coverage_clean(degrees)))


def _simplified_mainland(
    parts: Geometries, is_large: npt.NDArray[np.bool_], tolerance_m: float
) -> Geometries:
    """Parts that touch others; borders between a large part and a large one or the sea are coarser."""
    joined = np.asarray(shapely.coverage_simplify(parts, tolerance_m / 3))
    land = shapely.coverage_union_all(joined)
    sea = shapely.difference(shapely.box(*shapely.buffer(shapely.box(*land.bounds), 5e4).bounds), land)
    joined[is_large] = shapely.coverage_simplify(
        np.append(joined[is_large], sea), tolerance_m, simplify_boundary=False
    )[:-1]
    return joined


@dataclass(frozen=True)
class LabelSpot:
    """A point inside an area where a label sits best, and the radius of the circle around it that
    lies inside the area.
    """

    lon: float
    lat: float
    radius_km: float


def label_spot(geometry: shapely.Geometry) -> LabelSpot:
    """The pole of inaccessibility of the largest part."""
    largest = max(shapely.get_parts(geometry), key=shapely.area)
    squeeze = float(np.cos(np.radians(shapely.centroid(largest).y)))
    squared = shapely.transform(largest, lambda c: c * [squeeze, 1])
    circle = shapely.maximum_inscribed_circle(squared, 0.002)
    centre = shapely.get_point(circle, 0)
    point = shapely.Point(round(centre.x / squeeze, 5), round(centre.y, 5))
    if not shapely.covers(largest, point):
        point = shapely.point_on_surface(largest)
        return LabelSpot(point.x, point.y, 0.0)
    return LabelSpot(point.x, point.y, round(shapely.length(circle) * _KM_PER_DEGREE, 2))
