"""Hatching lies inside areas, all over them, and not in their holes."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.path import Path

from geo.stills.hatching import STEP, hatched


def path(area: shapely.Polygon) -> Path:
    rings = [np.round(shapely.get_coordinates(ring), 1) for ring in (area.exterior, *area.interiors)]
    codes = [[Path.MOVETO, *[Path.LINETO] * (len(ring) - 2), Path.CLOSEPOLY] for ring in rings]
    return Path(np.concatenate(rings), np.concatenate(codes))


def lines(area: Path) -> shapely.Geometry:
    return shapely.multilinestrings(np.asarray(hatched(area).vertices).reshape(-1, 2, 2))


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=3, max_size=12, unique=True))
def test_lines_fill_an_area_and_leave_it_nowhere(corners: list[tuple[int, int]]) -> None:
    hull = shapely.convex_hull(shapely.multipoints(np.array(corners) / 10))
    if hull.geom_type != "Polygon":
        return
    drawn = lines(path(hull))
    assert shapely.difference(drawn, shapely.buffer(hull, 0.15)).is_empty
    # A line of each STEP along a horizontal: its length tells the area.
    expected = hull.area * np.sqrt(2) / STEP
    assert drawn.length == pytest.approx(expected, abs=hull.length + 0.02 * expected)


def test_a_hole_is_left_open() -> None:
    ring = shapely.difference(shapely.box(0, 0, 80, 80), shapely.box(20, 20, 60, 60))
    assert not shapely.crosses(lines(path(ring)), shapely.box(20.2, 20.2, 59.8, 59.8))
    assert lines(path(ring)).length == pytest.approx(ring.area * np.sqrt(2) / STEP, rel=0.03)


def test_nothing_has_no_lines() -> None:
    assert len(hatched(Path(np.empty((0, 2)))).vertices) == 0
