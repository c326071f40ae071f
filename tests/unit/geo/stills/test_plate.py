"""The projection of stills: true to scale, so that a scale bar may be drawn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo.boundaries import shipped_boundaries
from geo.stills.composition import Composition, composed
from geo.stills.legend_box import scale_bar
from geo.stills.plate import Box, Plate, flat
from geo.stills.scene import scene

FRAME = Box(0, 0, 340, 284)


def of(area: str) -> Composition:
    return composed(shipped_boundaries(), scene(shipped_boundaries(), area, ()), FRAME, (110, 90), 8.5)


def scales(plate: Plate) -> list[float]:
    """Points for a kilometre, north and east, at the corners, sides and middle of a plate."""
    found = []
    west, south, east, north = shown_degrees(plate)
    for lon in np.linspace(west, east, 3):
        for lat in np.linspace(south, north, 3):
            for bearing in (0, 90):
                to_lon, to_lat, _ = Geod(ellps="GRS80").fwd(lon, lat, bearing, 1000)
                (x, y), (to_x, to_y) = exact_place(plate, lon, lat), exact_place(plate, to_lon, to_lat)
                found.append(float(np.hypot(to_x - x, to_y - y)))
    return found


def exact_place(plate: Plate, lon: float, lat: float) -> tuple[float, float]:
    ((x, y),) = flat(plate.lon, plate.lat, np.array([[lon, lat]])) * plate.points_per_km
    return float(x) + plate.x, float(y) + plate.y


def shown_degrees(plate: Plate) -> tuple[float, float, float, float]:
    half_x = plate.box.width / plate.points_per_km / 2 / 91
    half_y = plate.box.height / plate.points_per_km / 2 / 111
    return plate.lon - half_x, plate.lat - half_y, plate.lon + half_x, plate.lat + half_y


@pytest.mark.parametrize(
    ("area", "part"),
    [("430005", 0.001), ("010006", 0.005), ("kyushu", 0.005), ("kanto", 0.005), ("japan", 0.03)],
)
def test_a_kilometre_is_as_long_everywhere(area: str, part: float) -> None:
    plate = of(area).main
    assert scales(plate) == pytest.approx([plate.points_per_km] * 18, rel=part)


def test_islands_in_frames_have_a_scale_of_their_own_or_the_maps() -> None:
    where = of("470007")
    for inset in where.insets:
        assert inset.is_same_scale == (inset.plate.points_per_km == where.main.points_per_km)
        assert scales(inset.plate) == pytest.approx([inset.plate.points_per_km] * 18, rel=0.005)


@given(st.floats(0.01, 100), st.floats(20, 200))
def test_the_bar_is_as_long_as_it_says(points_per_km: float, most: float) -> None:
    bar = scale_bar(points_per_km, most)
    km = float(bar.words.removesuffix("km")) if bar.words.endswith("km") else float(bar.words[:-1]) / 1000
    assert bar.points == pytest.approx(km * points_per_km)
    assert 0.39 * most < bar.points <= most * (1 + 1e-6)


def test_north_is_up_in_the_middle() -> None:
    plate = of("430005").main
    x, y = exact_place(plate, plate.lon, plate.lat)
    assert (x, y) == pytest.approx((plate.x, plate.y), abs=0.01)
    above_x, above_y = exact_place(plate, plate.lon, plate.lat + 0.2)
    assert above_x == pytest.approx(x, abs=0.01)
    assert above_y > y
