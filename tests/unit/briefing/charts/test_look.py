"""The words of numbers on charts, and the gridlines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.charts.look import number_text, tick_texts, ticks


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (-0.0, 0, "0"),
        (-0.4, 0, "0"),
        (1234567.5, 0, "1,234,568"),
        (12034.5, 0, "12,035"),
        (2.25, 1, "2.3"),
        (-1234.5, 1, "▲1,234.5"),
        (1e16, 0, "10,000,000,000,000,000"),
    ],
)
def test_numbers_are_rounded_up_from_five_and_negative_ones_have_a_triangle(
    value: float, decimals: int, text: str
):
    assert number_text(value, decimals) == text


@pytest.mark.parametrize(
    ("values", "unit", "texts"),
    [
        ([0.0, 10_000.0, 20_000.0], "億円", ["0", "1兆", "2兆"]),
        ([0.0, 2_500.0, 5_000.0, 7_500.0, 10_000.0], "億円", ["0", "0.25兆", "0.50兆", "0.75兆", "1.00兆"]),
        ([-100.0, 0.0, 100.0], "億円", ["▲100億", "0", "100億"]),
        ([0.0, 0.5, 1.0], "％", ["0", "0.5", "1.0"]),
        ([0.0, 10_000.0], "人", ["0", "10,000"]),
    ],
)
def test_gridlines_are_told_in_one_unit(values: list[float], unit: str, texts: list[str]):
    assert tick_texts(values, unit) == texts


VALUES = st.integers(-(10**12), 10**12).map(lambda thousandths: thousandths / 1000)


@given(VALUES, VALUES, st.booleans())
def test_gridlines_enclose_the_values_and_are_few(a: float, b: float, is_whole: bool):
    low, high = sorted((a, b))
    found = ticks(low, high, is_whole=is_whole)
    slack = max(abs(low), abs(high), 1e-300) * 1e-9
    assert found[0] <= low + slack
    assert found[-1] >= high - slack
    assert 2 <= len(found) <= 7
    assert len(set(tick_texts(found, "人"))) == len(found)
