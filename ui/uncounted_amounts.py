"""Words for amounts that count in no area of a map: withheld ones, and those of a wider area."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.measure import Measure, format_value


def value_words(line: Any, value: float, measure: Measure) -> str:
    """A line's value as :func:`analysis.measure.format_value` words it, or why it has none."""
    if np.isnan(value):
        return _without_amount(line.not_disclosed, line.counted_wider)
    return format_value(value, measure)


def known_amounts(line: Any) -> str:
    """``金額公表 2／3件``, and how many amounts more count in a wider area."""
    wider = f"、{line.counted_wider:,}件は広域に計上" if line.counted_wider else ""
    return f"金額公表 {line.projects_with_amount:,}／{line.projects:,}件{wider}"


def class_without_amount(lines: pd.DataFrame) -> str:
    """Words of the legend for all areas of totals that have projects and no amount."""
    bare = lines[(lines["projects"] > 0) & (lines["projects_with_amount"] == 0)]
    return f"案件あり・{_without_amount(bare['not_disclosed'].sum(), bare['counted_wider'].sum())}"


def _without_amount(not_disclosed: int, counted_wider: int) -> str:
    kinds = [word for word, count in (("非公表", not_disclosed), ("広域に計上", counted_wider)) if count]
    return f"金額は{'または'.join(kinds) or '非公表'}"
