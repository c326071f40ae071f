"""The national map by prefecture as an SVG picture, for the moment before the browser can draw layers.

It shows the same bounds as the camera's view of the nation: where a frame shows it as large as it
goes, with the camera's margin around it, it lies exactly under the drawn map.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import shapely

from domain.area import NORTHERN
from geo.boundaries import BoundarySet
from geo.camera import NATION_BOUNDS
from geo.mercator import mercator
from geo.palette import BORDER

WIDTH = 1000
_FINEST = 0.8  # units of the picture: what is smaller is no pixel of a usual frame


def nation_svg(boundaries: BoundarySet, colours: dict[str, str]) -> str:
    """The picture with areas filled by ``colours`` (area code to colour), about 20 kB."""
    height, paths = _paths(boundaries)
    drawn = "".join(f'<path d="{paths[code]}" fill="{colour}"/>' for code, colour in colours.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'stroke="{BORDER}" stroke-width="1">{drawn}</svg>'
    )


@lru_cache(maxsize=2)
def _paths(boundaries: BoundarySet) -> tuple[int, dict[str, str]]:
    """Height of the picture, and SVG path data by area code."""
    frame = boundaries.frame("prefectures_overview").set_index("area_code").geometry
    municipalities = boundaries.frame("municipalities_low").set_index("area_code").geometry
    found = {str(code): _path(geometry) for code, geometry in frame.items()}
    found[NORTHERN] = _path(municipalities[NORTHERN])
    _, south, east, _ = NATION_BOUNDS
    height = _to_picture(np.array([[east, south]]))[0, 1]
    return round(float(height)), found


def _path(geometry: shapely.Geometry) -> str:
    drawn = []
    for part in shapely.get_parts(shapely.transform(geometry, _to_picture)):
        ring = shapely.get_coordinates(shapely.simplify(part.exterior, _FINEST)).round().astype(int)
        steps = np.diff(ring, axis=0)[:-1]
        steps = steps[steps.any(axis=1)]
        if len(steps):
            drawn.append(f"M{ring[0, 0]},{ring[0, 1]}l" + " ".join(f"{x},{y}" for x, y in steps) + "z")
    return "".join(drawn)


def _to_picture(coordinates: np.ndarray) -> np.ndarray:
    """Longitude and latitude to units of the picture, in the map's own projection."""
    west, _, east, north = NATION_BOUNDS
    scale = WIDTH / (east - west)
    x = (coordinates[:, 0] - west) * scale
    y = (mercator(north) - mercator(coordinates[:, 1])) * scale
    return np.column_stack([x, y])
