"""Outlines of clusters: the border around a plan's municipalities, without the borders inside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import geopandas as gpd
import numpy as np
import shapely

from domain.lg_code import prefecture_of
from geo.boundaries import BoundarySet
from geo.coverage import LabelSpot, label_spot

Bounds = tuple[float, float, float, float]
Path = tuple[float, ...]
"""Longitude and latitude of one corner after the other."""


@dataclass(frozen=True)
class Detail:
    """How finely outlines are drawn: the boundary level, and about how many degrees a pixel is."""

    level: str
    pixel: float


@lru_cache(maxsize=8)
def areas_of(boundaries: BoundarySet, name: str) -> gpd.GeoSeries:
    """Polygons of a boundary level by area code; read once."""
    return boundaries.frame(name).set_index("area_code").geometry


@lru_cache(maxsize=4)
def _by_prefecture(boundaries: BoundarySet) -> dict[str, frozenset[str]]:
    """Area codes of the municipalities of each prefecture, as the boundaries know them."""
    codes = [str(code) for code in areas_of(boundaries, "municipalities_low").index if str(code).isdigit()]
    found: dict[str, set[str]] = {}
    for code in codes:
        found.setdefault(prefecture_of(code), set()).add(code)
    return {prefecture: frozenset(inside) for prefecture, inside in found.items()}


def whole_prefecture(boundaries: BoundarySet, municipalities: tuple[str, ...]) -> str:
    """The prefecture that these municipalities make up, so that its own outline is theirs; else "".

    北方四島 lie within the outline of 北海道, although no plan and no number is about them.
    """
    if not municipalities:
        return ""
    prefecture = prefecture_of(municipalities[0])
    return prefecture if _by_prefecture(boundaries)[prefecture] == set(municipalities) else ""


@lru_cache(maxsize=2048)
def union(boundaries: BoundarySet, level: str, municipalities: tuple[str, ...]) -> shapely.Geometry:
    """The municipalities (lg_codes) as one area; whole prefectures are taken as such, which is quicker."""
    single, inside = areas_of(boundaries, f"municipalities_{level}"), _by_prefecture(boundaries)
    asked, parts = set(municipalities), []
    for prefecture in {prefecture_of(code) for code in municipalities}:
        of_plan = asked & inside[prefecture]
        if of_plan == inside[prefecture]:
            parts.append(areas_of(boundaries, f"prefectures_{level}")[prefecture])
        else:
            parts += [single[code] for code in sorted(of_plan)]
    return shapely.coverage_union_all(np.array(parts))


@lru_cache(maxsize=2048)
def outline(
    boundaries: BoundarySet, detail: Detail, municipalities: tuple[str, ...], within: Bounds
) -> tuple[Path, ...]:
    """The border as lines of longitude and latitude, as far as it lies ``within`` these bounds.

    Corners that nobody would see go, and islands of less than four pixels, the largest part never.
    """
    parts = shapely.get_parts(union(boundaries, detail.level, municipalities))
    sizes = shapely.area(parts)
    seen = parts[(sizes >= (4 * detail.pixel) ** 2) | (sizes == sizes.max(initial=0))]
    lines = shapely.simplify(shapely.boundary(seen), 0.8 * detail.pixel)
    clipped = shapely.line_merge(shapely.clip_by_rect(shapely.union_all(lines), *within))
    digits = 2 if detail.pixel > 0.02 else 3
    return tuple(
        tuple(np.round(shapely.get_coordinates(line), digits).ravel().tolist())
        for line in shapely.get_parts(clipped)
        if not shapely.is_empty(line)
    )


@lru_cache(maxsize=2048)
def name_spot(boundaries: BoundarySet, municipalities: tuple[str, ...]) -> LabelSpot:
    """Where the name of a plan sits best: amid the largest part of its area."""
    if len(municipalities) == 1:
        return boundaries.label_spot(municipalities[0])
    prefecture = whole_prefecture(boundaries, municipalities)
    return (
        boundaries.label_spot(prefecture)
        if prefecture
        else label_spot(union(boundaries, "low", municipalities))
    )
