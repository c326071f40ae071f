"""A sheet of pixels on which a window of the map is drawn as SVG: areas, lines, names."""

from __future__ import annotations

from html import escape

import numpy as np
import shapely

from geo.boundaries import BoundarySet
from geo.mercator import mercator
from geo.palette import INK
from geo.plan_outline import Bounds


def window_around(bounds: Bounds, width: int, height: int, *, margin: float, least: float = 0.0) -> Bounds:
    """The window that shows ``bounds`` (degrees) on a sheet of these proportions, wider by ``margin`` parts.

    At least ``least`` degrees wide and high. Degrees of longitude, and of latitude as a map shows them.
    """
    west, south, east, north = bounds
    top, bottom = mercator(north), mercator(south)
    across, down = max(east - west, least), max(top - bottom, least)
    wider = 1 + margin
    across, down = wider * max(across, down * width / height), wider * max(down, across * height / width)
    x, y = (west + east) / 2, (top + bottom) / 2
    return x - across / 2, y - down / 2, x + across / 2, y + down / 2


class Sheet:
    """The window (degrees of longitude, and of latitude as a map shows them) on a sheet of pixels."""

    def __init__(self, window: Bounds, width: int, height: int) -> None:
        self.window = window
        self.width, self.height = width, height
        self.scale = width / (window[2] - window[0])

    def pixels(self, coordinates: np.ndarray) -> np.ndarray:
        x = (coordinates[:, 0] - self.window[0]) * self.scale
        y = (self.window[3] - mercator(coordinates[:, 1])) * self.scale
        return np.column_stack([x, y])

    def seen(self, geometry: shapely.Geometry) -> shapely.Geometry:
        """In pixels, as far as it lies on the sheet, without corners that nobody can see."""
        flat = shapely.simplify(shapely.transform(geometry, self.pixels), 0.6)
        return shapely.clip_by_rect(flat, -8, -8, self.width + 8, self.height + 8)

    def polygons(self, geometry: shapely.Geometry) -> list[shapely.Polygon]:
        """The parts that are seen; of islands smaller than four pixels only the largest, if it is all."""
        parts = [part for part in shapely.get_parts(self.seen(geometry)) if part.geom_type == "Polygon"]
        return [part for part in parts if part.area >= 4] or sorted(parts, key=shapely.area)[-1:]

    def outline(self, geometry: shapely.Geometry) -> str:
        """Path data of an area; "" where nothing of it is seen."""
        rings = [ring for part in self.polygons(geometry) for ring in (part.exterior, *part.interiors)]
        return "".join(f"M{_points(shapely.get_coordinates(ring)[:-1])}Z" for ring in rings)

    def areas(self, geometry: shapely.Geometry, fill: str, stroke: str = "none", width: float = 0) -> str:
        path = self.outline(geometry)
        return f'<path d="{path}" fill="{fill}" stroke="{stroke}" stroke-width="{width}"/>' if path else ""

    def lines(self, geometry: shapely.Geometry, stroke: str, width: float) -> str:
        border = shapely.line_merge(self.seen(shapely.boundary(geometry)))
        lines = [shapely.get_coordinates(line) for line in shapely.get_parts(border) if line.length >= 8]
        path = "".join(f"M{_points(line)}" for line in lines if len(line))
        return f'<path d="{path}" fill="none" stroke="{stroke}" stroke-width="{width}"/>'

    def name(self, boundaries: BoundarySet, code: str, name: str) -> str:
        spot = boundaries.label_spot(code)
        ((x, y),) = self.pixels(np.array([[spot.lon, spot.lat]]))
        return (
            f'<text x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle" font-family="Noto Sans JP, sans-serif" '
            f'font-size="14" font-weight="700" fill="{INK}" stroke="#ffffff" stroke-width="3" '
            f'paint-order="stroke">{escape(name)}</text>'
        )


def _points(coordinates: np.ndarray) -> str:
    return " ".join(f"{x:g} {y:g}" for x, y in np.round(coordinates, 1))
