"""The projection is the map's own: a degree of longitude is one unit, shapes keep their angles."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.mercator import latitude_of, mercator


@given(st.floats(-85, 85))
def test_there_and_back(latitude: float) -> None:
    assert latitude_of(mercator(latitude)) == pytest.approx(latitude, abs=1e-9)


def test_edge_of_the_square_world() -> None:
    assert mercator(85.0511287798) == pytest.approx(180, abs=1e-4)
    assert mercator(0.0) == pytest.approx(0, abs=1e-12)


def test_numbers_and_arrays_agree() -> None:
    latitudes = np.array([20.0, 35.7, 45.5])
    assert mercator(latitudes).tolist() == pytest.approx([mercator(float(at)) for at in latitudes])


@given(st.floats(-85, 85), st.integers(3, 40))
def test_ring_that_ends_where_it_begins_still_does(latitude: float, corners: int) -> None:
    ring = np.concatenate([[latitude], np.linspace(20, 46, corners), [latitude]])
    projected = mercator(ring)
    assert projected[0] == projected[-1]
