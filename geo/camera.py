"""Where the map looks: the centre and zoom at which an area fills its frame."""

from __future__ import annotations

import math
from dataclasses import dataclass

from geo.mercator import latitude_of, mercator

NATION_BOUNDS = (122.6, 23.9, 149.2, 45.7)
"""与那国島 to 択捉島. 南鳥島 and 沖ノ鳥島 lie farther out: drawn, and reached by moving the map."""

_TILE = 512  # deck.gl: the world is this many pixels wide at zoom 0
_CLOSEST = 11.0


@dataclass(frozen=True)
class Camera:
    """Longitude, latitude and zoom of a deck.gl map view."""

    longitude: float
    latitude: float
    zoom: float


def fit(bounds: tuple[float, float, float, float], width: float, height: float, margin: float = 12) -> Camera:
    """Camera at which ``bounds`` (west, south, east, north) just fit ``width`` x ``height`` pixels.

    A frame so small that the margins would fill it keeps a quarter of itself for the map.
    """
    west, south, east, north = bounds
    top, bottom = mercator(north), mercator(south)
    x, y = (east - west) / 360, (top - bottom) / 360
    across = max(width - 2 * margin, width / 4) / _TILE / max(x, 1e-9)
    down = max(height - 2 * margin, height / 4) / _TILE / max(y, 1e-9)
    zoom = min(_CLOSEST, math.log2(min(across, down)))
    return Camera(round((west + east) / 2, 5), round(latitude_of((top + bottom) / 2), 5), round(zoom, 3))
