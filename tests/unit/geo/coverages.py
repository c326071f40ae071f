"""Small made-up coverages near 35°N 133°E, measured in kilometres east and north of there."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import shapely
from hypothesis import strategies as st

from geo import coverage

LON, LAT = 133.0, 35.0
KM = 1 / 111.2
Points = Iterable[tuple[float, float]]


def placed(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Degrees of points in kilometres."""
    return np.round(points * [KM / np.cos(np.radians(LAT)), KM] + [LON, LAT], 9)


def area(points: Points) -> shapely.Polygon:
    """A polygon by its corners in kilometres."""
    return shapely.Polygon(placed(np.array(list(points), dtype=float)))


def block(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    """A rectangle by its sides in kilometres."""
    return area([(west, south), (east, south), (east, north), (west, north)])


def several(*areas: shapely.Geometry) -> coverage.Geometries:
    return coverage.as_multipolygons(np.array(areas))


def overlap(geometries: coverage.Geometries) -> float:
    """Area, in square degrees, that more than one of the geometries covers."""
    return float(shapely.area(geometries).sum() - shapely.area(shapely.union_all(geometries)))


def borders(geometries: coverage.Geometries) -> set[tuple[int, int]]:
    """Pairs of areas that share more than a point."""
    left, right = shapely.STRtree(geometries).query(geometries, predicate="intersects")
    once = left < right
    left, right = left[once], right[once]
    shared = shapely.length(shapely.intersection(geometries[left], geometries[right])) > 0
    return set(zip(left[shared].tolist(), right[shared].tolist(), strict=True))


@st.composite
def crooked_grids(draw: st.DrawFn) -> coverage.Geometries:
    """A coverage of two to sixteen quadrangles whose common borders are crooked lines of many points."""
    columns, rows = draw(st.integers(2, 4)), draw(st.integers(1, 4))
    size = draw(st.floats(2.0, 40.0))  # kilometres a side
    dice = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    corners = np.stack(np.meshgrid(np.arange(columns + 1), np.arange(rows + 1)), -1).astype(float)
    corners += dice.uniform(-0.1, 0.1, corners.shape)
    across = [
        [_crooked(corners[y, x], corners[y, x + 1], dice) for x in range(columns)] for y in range(rows + 1)
    ]
    up = [[_crooked(corners[y, x], corners[y + 1, x], dice) for x in range(columns + 1)] for y in range(rows)]
    cells = [
        np.vstack([across[y][x], up[y][x + 1], across[y + 1][x][::-1], up[y][x][::-1]])
        for y in range(rows)
        for x in range(columns)
    ]
    return several(*(shapely.Polygon(placed(cell * size)) for cell in cells))


def _crooked(
    start: npt.NDArray[np.float64], end: npt.NDArray[np.float64], dice: np.random.Generator
) -> npt.NDArray[np.float64]:
    """A line from start to end that leaves the straight by at most a tenth of its length."""
    steps = np.linspace(0, 1, 20)[:, None]
    sideways = np.array([start[1] - end[1], end[0] - start[0]])
    swing = dice.uniform(-0.4, 0.4, (20, 1)) * steps * (1 - steps)
    return start + steps * (end - start) + swing * sideways
