"""Numbers about a hundred, a thousand or ten thousand times another are taken for a slip of the unit."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.unit_slip import slipped


def slip(new: float | None, old: float | None) -> int:
    index = [7]
    made = slipped(pd.Series([new], index, dtype="Float64"), pd.Series([old], index, dtype="Float64"))
    assert list(made.index) == index
    return int(made[7])


@pytest.mark.parametrize(
    ("new", "old", "factor"),
    [
        (30_000, 300, 100),
        (3, 300, -100),
        (33_000, 300, 100),
        (300_000, 300, 1_000),
        (0.3, 300, -1_000),
        (3_000_000, 300, 10_000),
        (15_000, 300, 100),
        (60_000, 300, 100),
    ],
)
def test_a_slip_is_told_with_its_factor(new, old, factor):
    assert slip(new, old) == factor


@pytest.mark.parametrize(
    ("new", "old"),
    [
        (300, 300),
        (3_000, 300),
        (14_000, 300),
        (80_000, 300),
        (0, 300),
        (300, 0),
        (None, 300),
        (300, None),
        (-300, 3),
    ],
)
def test_other_changes_are_none(new, old):
    assert slip(new, old) == 0


def test_whole_yen_are_compared_as_well():
    new, old = pd.Series([20_000_000_000, None], dtype="Int64"), pd.Series([200_000_000, 5], dtype="Int64")
    assert slipped(new, old).tolist() == [100, 0]


@given(st.floats(1e-3, 1e12), st.floats(1e-3, 1e12))
def test_a_slip_seen_from_the_other_side_is_the_same_slip(new, old):
    assert slip(new, old) == -slip(old, new)
