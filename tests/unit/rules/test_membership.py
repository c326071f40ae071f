"""Membership of ids says what ``isin`` says."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from rules.membership import is_among

IDS = st.lists(st.sampled_from(["", "P-1", "P-2", "P-3", "計画"]), max_size=6)


@given(IDS, IDS)
def test_it_agrees_with_isin(ids, known):
    left = pd.Series(ids, index=range(3, 3 + len(ids)), dtype="str")
    right = pd.Series(known, dtype="str")
    expected = left.isin(right)
    pd.testing.assert_series_equal(is_among(left, right), expected)
    pd.testing.assert_series_equal(is_among(left, pd.Index(sorted(set(known)), dtype="str")), expected)
