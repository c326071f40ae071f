"""Small outlines of the 47 prefectures as SVG paths, for many maps side by side.

沖縄本島 and its surroundings are moved into a frame in the upper left and enlarged, as is customary;
small islands are left out at this size, and so is what lies outside the picture. The frame is drawn,
and what is moved or left out is said in :data:`NOTE_JA`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import geopandas as gpd
import numpy as np
import shapely

from domain.area import NORTHERN
from geo.boundaries import BoundarySet
from geo.mercator import mercator

SIZE = 200
NOTE_JA = "小さな地図では、沖縄本島周辺を拡大して左上の枠に移し、奄美群島、先島諸島、小笠原諸島などの島を省いています（縮尺・位置は実際と異なる）。"
OKINAWA = "470007"

_WEST, _EAST, _SOUTH, _NORTH = 128.4, 149.2, 30.1, 45.7
_INSET = (6.0, 20.0, 50.0, 56.0)  # x, y, width, height of the frame for 沖縄
_INSET_BOX = (127.4, 25.95, 128.5, 27.15)  # what the frame shows: 沖縄本島周辺
_PICTURE = shapely.box(0, 0, SIZE, SIZE)
_SMALLEST = 2.5  # square units of the picture; smaller islands are left out


@dataclass(frozen=True)
class SmallMap:
    """SVG path data by area code (prefectures and 北方四島), in a square of ``SIZE`` units."""

    paths: dict[str, str]

    def svg(self, colours: dict[str, str], blank: str) -> str:
        """The picture as SVG: areas of ``colours`` filled, the others ``blank``."""
        x, y, width, height = _INSET
        rest = "".join(path for code, path in self.paths.items() if code not in colours)
        filled = "".join(
            f'<path d="{self.paths[code]}" fill="{colour}"/>' for code, colour in colours.items()
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" stroke="#949494" stroke-width=".5">'
            f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="none"/>'
            f'<path d="{rest}" fill="{blank}"/>{filled}</svg>'
        )


@lru_cache(maxsize=4)
def small_map(boundaries: BoundarySet) -> SmallMap:
    """Paths of these boundaries at their coarsest level."""
    frame = boundaries.frame("prefectures_overview").set_index("area_code").geometry
    northern = _northern(boundaries)
    hokkaido = "010006"
    frame = frame.copy()
    frame[hokkaido] = shapely.difference(frame[hokkaido], shapely.buffer(northern, 0.05))
    paths = {code: _path(geometry, code) for code, geometry in frame.items()}
    return SmallMap({str(code): path for code, path in paths.items()} | {NORTHERN: _path(northern, NORTHERN)})


def _northern(boundaries: BoundarySet) -> shapely.Geometry:
    municipalities: gpd.GeoDataFrame = boundaries.frame("municipalities_low")
    return municipalities.loc[municipalities["area_code"] == NORTHERN, "geometry"].iloc[0]


def _path(geometry: shapely.Geometry, code: str) -> str:
    if code == OKINAWA:
        geometry = shapely.intersection(geometry, shapely.box(*_INSET_BOX))
    projected = shapely.transform(geometry, _to_inset if code == OKINAWA else _to_picture)
    inside = [part for part in shapely.get_parts(projected) if shapely.covers(_PICTURE, part)]
    parts = [part for part in inside if part.area >= _SMALLEST]
    parts = parts or [max(inside or shapely.get_parts(projected), key=shapely.area)]
    drawn = []
    for part in parts:
        ring = np.round(shapely.get_coordinates(shapely.simplify(part.exterior, 0.4)), 1)
        points = " ".join(f"{x:g} {y:g}" for x, y in ring[:-1])
        drawn.append(f"M{points}Z")
    return "".join(drawn)


_TOP, _BOTTOM = (mercator(lat) for lat in (_NORTH, _SOUTH))
_SCALE = min((SIZE - 8) / (_EAST - _WEST), (SIZE - 8) / (_TOP - _BOTTOM))


def _to_picture(coordinates: np.ndarray) -> np.ndarray:
    x = (coordinates[:, 0] - _WEST) * _SCALE + 4
    y = (_TOP - mercator(coordinates[:, 1])) * _SCALE + 4
    return np.column_stack([x, y])


def _to_inset(coordinates: np.ndarray) -> np.ndarray:
    """沖縄本島周辺, enlarged to fill the frame."""
    x, y, width, height = _INSET
    west, south, east, north = _INSET_BOX
    corners = _to_picture(np.array([[west, north], [east, south]]))
    span = corners[1] - corners[0]
    scale = min((width - 6) / span[0], (height - 6) / span[1])
    return (_to_picture(coordinates) - corners.mean(axis=0)) * scale + [x + width / 2, y + height / 2]
