"""The camera fits an area into its frame: nothing is cut off and no more room is left than asked."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.area import NORTHERN
from geo.boundaries import shipped_boundaries
from geo.camera import NATION_BOUNDS, Camera, fit

Bounds = tuple[float, float, float, float]
CLOSEST = 11
ROUNDED_ZOOM = 2**0.0005  # a zoom is written with three decimals


def pixels(lon: float, lat: float, zoom: float) -> tuple[float, float]:
    """Web Mercator as deck.gl has it: a world of 512 pixels at zoom 0."""
    world = 512 * 2**zoom
    sine = math.sin(math.radians(lat))
    return world * lon / 360, world * math.atanh(sine) / (2 * math.pi)


def on_screen(camera: Camera, bounds: Bounds) -> tuple[float, float, float, float]:
    """Distances in pixels of the sides of ``bounds`` from the middle: left, below, right, above."""
    west, south, east, north = bounds
    x, y = pixels(camera.longitude, camera.latitude, camera.zoom)
    left, below = pixels(west, south, camera.zoom)
    right, above = pixels(east, north, camera.zoom)
    return x - left, y - below, right - x, above - y


bounds_in_japan = st.builds(
    lambda lon, lat, width, height: (lon, lat, lon + width, lat + height),
    st.floats(122, 148),
    st.floats(20, 40),
    st.floats(0.001, 25),
    st.floats(0.001, 20),
)
frames = st.tuples(st.integers(120, 4000), st.integers(120, 3000))
margins = st.integers(0, 40)


@given(bounds_in_japan, frames, margins)
def test_bounds_fit_the_frame_within_its_margin(bounds: Bounds, frame: tuple[int, int], margin: int) -> None:
    width, height = frame
    left, below, right, above = on_screen(fit(bounds, width, height, margin), bounds)
    slack = 0.05  # coordinates are written with five decimals
    assert max(left, right) <= (width / 2 - margin) * ROUNDED_ZOOM + slack
    assert max(below, above) <= (height / 2 - margin) * ROUNDED_ZOOM + slack


@given(bounds_in_japan, frames, margins)
def test_bounds_fill_the_frame_one_way_unless_that_were_too_close(
    bounds: Bounds, frame: tuple[int, int], margin: int
) -> None:
    width, height = frame
    camera = fit(bounds, width, height, margin)
    left, below, right, above = on_screen(camera, bounds)
    across, down = (left + right) / (width - 2 * margin), (below + above) / (height - 2 * margin)
    if camera.zoom == CLOSEST:
        assert max(across, down) <= ROUNDED_ZOOM
    else:
        assert camera.zoom < CLOSEST
        assert max(across, down) == pytest.approx(1, abs=5e-4)


@given(bounds_in_japan, frames, margins)
def test_bounds_are_in_the_middle(bounds: Bounds, frame: tuple[int, int], margin: int) -> None:
    left, below, right, above = on_screen(fit(bounds, *frame, margin), bounds)
    assert left == pytest.approx(right, abs=0.05)
    assert below == pytest.approx(above, abs=0.05)


def test_a_point_is_looked_at_from_the_closest() -> None:
    assert fit((139.7, 35.7, 139.7, 35.7), 690, 452) == Camera(139.7, 35.7, CLOSEST)


def test_smallest_frame_that_a_browser_tells_has_a_camera() -> None:
    """ui.browser_bridge.frame_size gives 50 x 50 pixels or more; the map asks for 28 at each side."""
    assert fit((130.1, 32.1, 131.3, 33.2), 50, 50, margin=28).zoom <= CLOSEST


def test_nation_is_looked_at_from_the_westernmost_inhabited_island_to_the_northern_islands() -> None:
    boundaries = shipped_boundaries()
    west, south, east, north = NATION_BOUNDS
    yonaguni, northern, soya = (boundaries.bounds(code) for code in ("473821", NORTHERN, "012149"))
    assert west <= yonaguni[0]
    assert south <= yonaguni[1]
    assert east >= northern[2]
    assert north >= max(northern[3], soya[3])
