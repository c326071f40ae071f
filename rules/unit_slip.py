"""Numbers written in another unit than before: about a hundred, a thousand or ten thousand times as much.

Nothing is declared here; the checks on amounts and on KPI values ask it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

_FACTORS = (100, 1_000, 10_000)
"""億円 and 百万円 are 100 apart, steps of 千 a thousand, 億円 and 万円 ten thousand."""

_REACH = 2.0
"""A ratio within a factor of two of a step is taken for a slip; real figures seldom move by so much."""


def slipped(new: pd.Series, old: pd.Series) -> pd.Series:
    """For each pair the factor between the two if it looks like a slip of the unit, else 0.

    The factor is signed by its direction: 100 for a hundred times as much, -100 for a hundredth.
    Missing, zero and negative numbers are never compared.
    """
    values = pd.DataFrame({"new": new, "old": old}).astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    comparable = (values > 0).all(axis=1)
    ratio = np.ones(len(values))
    np.divide(values[:, 0], values[:, 1], out=ratio, where=comparable)
    found = np.zeros(len(values), dtype=int)
    for factor in _FACTORS:
        for sign, size in ((1, ratio), (-1, 1 / ratio)):
            found[(size >= factor / _REACH) & (size <= factor * _REACH)] = sign * factor
    return pd.Series(found, index=new.index)
