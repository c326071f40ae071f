"""Outlines of clusters on a still: white casing, colour, dashes."""

from __future__ import annotations

import numpy as np
import shapely
from matplotlib.path import Path

from geo.boundaries import BoundarySet
from geo.plan_outline import union
from geo.stills.canvas import Canvas, path_of
from geo.stills.ground import Ground, level_for
from geo.stills.plate import Plate, flat
from geo.stills.still import Outline

WIDTH, CASING = 1.9, 3.6
DASHES = (5.0, 2.0)
"""Dash and gap in line widths, as on the screen."""


def draw_outlines(
    canvas: Canvas, boundaries: BoundarySet, outlines: tuple[Outline, ...], ground: Ground, plate: Plate
) -> None:
    """The borders around each outline's municipalities, the later above the earlier."""
    for outline in outlines:
        path = _path(boundaries, outline.municipalities, ground, plate)
        canvas.shape(path, None, "#ffffff", CASING, clip=plate.box)
        dashes = DASHES if outline.is_dashed else ()
        canvas.shape(path, None, outline.colour, WIDTH, clip=plate.box, dashes=dashes)


def _path(boundaries: BoundarySet, municipalities: tuple[str, ...], ground: Ground, plate: Plate) -> Path:
    """Along the very borders that are drawn, where municipalities are; else from the boundaries."""
    if ground.lines is not None:
        asked = set(municipalities)
        inside = ground.areas[[at for at, code in enumerate(ground.codes) if code in asked]]
        return path_of([shapely.coverage_union_all(inside)] if len(inside) else np.array([]), plate)
    tolerance = 0.3 / plate.points_per_km
    whole = union(boundaries, level_for(tolerance), municipalities)
    shape = shapely.transform(whole, lambda lonlat: flat(plate.lon, plate.lat, lonlat))
    return path_of([shapely.simplify(shape, tolerance)], plate)
