"""Cells of one column in 億円: common decimals, no false zero, words where there is no amount."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.oku import oku_cells
from domain.money import OKU


@pytest.mark.parametrize(
    ("amounts", "cells"),
    [
        ([123_400_000_000, None, 0], ["1,234", "非公表", "0"]),
        ([12 * OKU, 5 * OKU // 2], ["12.0", "2.5"]),
        ([1_000 * OKU, 4_000_000], ["1,000.0", "0.1未満"]),
        ([-50 * OKU], ["▲50"]),
        ([], []),
    ],
)
def test_column(amounts: list[int | None], cells: list[str]) -> None:
    assert oku_cells(amounts, ["非公表"] * len(amounts)) == cells


@given(st.lists(st.none() | st.integers(min_value=-(10**16), max_value=10**16), max_size=8))
def test_no_amount_but_zero_reads_as_zero_and_none_is_lost(amounts: list[int | None]) -> None:
    cells = oku_cells(amounts, ["非公表"] * len(amounts))
    for amount, cell in zip(amounts, cells, strict=True):
        assert (cell == "非公表") is (amount is None)
        assert (cell in ("0", "0.0")) is (amount == 0)
        if amount and "未満" not in cell:
            assert abs(float(cell.replace(",", "").replace("▲", "-")) * OKU - amount) <= OKU / 2
