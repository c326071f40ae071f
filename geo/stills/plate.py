"""Where places lie on the paper: an equal-area projection around a place, and a part of the paper.

Lambert's azimuthal equal-area projection, on GRS80. Around its own centre it is true to scale as well: within
0.1 % over a prefecture or block and within 1 % over the nation, so a scale bar may be drawn beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from pyproj import Transformer

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Box:
    """A rectangle on the paper, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def overlaps(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def holds(self, x: float, y: float, margin: float = 0.0) -> bool:
        """True for a point that is inside by at least ``margin``."""
        return (
            self.left + margin <= x <= self.right - margin and self.bottom + margin <= y <= self.top - margin
        )


@lru_cache(maxsize=256)
def _transformer(lon: float, lat: float) -> Transformer:
    local = f"+proj=laea +lon_0={lon} +lat_0={lat} +ellps=GRS80 +units=km +no_defs"
    return Transformer.from_crs("EPSG:6668", local, always_xy=True)


def flat(lon: float, lat: float, coordinates: Floats) -> Floats:
    """Longitudes and latitudes (n, 2) to kilometres east and north of a centre."""
    return np.column_stack(_transformer(lon, lat).transform(coordinates[:, 0], coordinates[:, 1]))


@dataclass(frozen=True)
class Plate:
    """A part of the paper that shows the surroundings of a centre at one scale."""

    lon: float
    lat: float
    points_per_km: float
    x: float
    y: float
    """Where on the paper the centre lies."""
    box: Box

    def on_paper(self, km: Floats) -> Floats:
        """Kilometres from the centre to points, rounded to 0.04 mm."""
        return np.round(km * self.points_per_km + [self.x, self.y], 1)

    def places(self, coordinates: Floats) -> Floats:
        """Longitudes and latitudes (n, 2) to points on the paper."""
        return self.on_paper(flat(self.lon, self.lat, coordinates))

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        ((x, y),) = self.places(np.array([[lon, lat]]))
        return float(x), float(y)
