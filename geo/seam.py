"""Fitting areas of another source into a coverage: these stay, and what lies around them gives way."""

from __future__ import annotations

import numpy as np
import shapely

from geo import coverage

WIDTH = 0.004
"""Degrees, about 400 m: gaps between the two sources narrower than this are closed."""


def fitted(
    new: coverage.Geometries, old: coverage.Geometries
) -> tuple[coverage.Geometries, coverage.Geometries]:
    """Both as one valid coverage, each in its order; areas away from the seam are not changed.

    ``new`` and ``old`` are coverages of neighbouring land. Old areas lose what new ones cover, and
    take what lies open in narrow gaps between the two. New ones only get slivers of the old.
    """
    given = np.concatenate([new, old])
    land = shapely.coverage_union_all(new)
    joined = coverage.clean(np.concatenate([new, _giving_way(old, land)]), gap_width=0)
    joined[len(new) :] = _closing_up(joined[len(new) :], _gaps(joined, land))
    together, _ = coverage.give_slivers_away(coverage.as_multipolygons(joined))
    # What was not changed keeps its very points and their order, and so do coarser levels of it.
    is_same = shapely.equals_exact(shapely.normalize(together), shapely.normalize(given))
    together[is_same] = given[is_same]
    return together[: len(new)], together[len(new) :]


def _giving_way(areas: coverage.Geometries, land: shapely.Geometry) -> coverage.Geometries:
    """The areas without what ``land`` covers."""
    rest = areas.copy()
    touched = shapely.STRtree(areas).query(land, predicate="intersects")
    rest[touched] = shapely.difference(areas[touched], land)
    return rest


def _gaps(areas: coverage.Geometries, land: shapely.Geometry) -> coverage.Geometries:
    """Narrow places beside ``land`` that the areas enclose and leave open."""
    everything = shapely.coverage_union_all(areas)
    # Not the holes of polygons: parts that meet in two points enclose a place without having one.
    shores = shapely.union_all(shapely.boundary(shapely.get_parts(everything)))
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(shores)))
    faces = faces[shapely.dwithin(faces, land, 1e-9)]
    shapely.prepare(everything)
    faces = faces[~shapely.intersects(everything, shapely.point_on_surface(faces))]
    return faces[2 * shapely.length(shapely.maximum_inscribed_circle(faces)) < WIDTH]


def _closing_up(areas: coverage.Geometries, gaps: coverage.Geometries) -> coverage.Geometries:
    """The areas, each gap joined to the one that has the longest border with it, if any has."""
    closed = areas.copy()
    tree = shapely.STRtree(areas)
    for gap in gaps:
        beside = tree.query(gap, predicate="intersects")
        borders = shapely.length(shapely.intersection(areas[beside], gap))
        if borders.any():
            taker = beside[borders.argmax()]
            closed[taker] = shapely.coverage_union(closed[taker], gap)
    return closed
