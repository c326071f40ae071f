"""The rows of one thing half by half, submitted ones among those in force: for rules that look back.

Nothing is declared here; the checks on values and reviews ask it.
"""

from __future__ import annotations

import pandas as pd

from domain.reporting_period import reporting_periods
from rules.rule import Earlier


def in_order(submitted: pd.DataFrame, in_force: pd.DataFrame, column: str) -> pd.DataFrame:
    """All rows that there are of each value of ``column``, by period, with ``is_submitted``.

    A submitted row stands for the one in force; rows of no reporting period are left out.
    """
    rows = pd.concat([in_force.assign(is_submitted=False), submitted.assign(is_submitted=True)])
    rows = rows[rows["period"].isin(list(reporting_periods()))]
    rows = rows.drop_duplicates([column, "period"], keep="last")
    return rows.sort_values([column, "period"], kind="stable", ignore_index=True)


def is_news(ordered: pd.DataFrame, before: pd.DataFrame, earlier: Earlier) -> pd.Series:
    """True for submitted rows after a row in force; without ``earlier`` after one of the same file.

    So what a file says by itself is told once, with a registry or without one.
    """
    return ordered["is_submitted"] & (before["is_submitted"] != bool(earlier))
