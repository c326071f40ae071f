"""5W1H of measures: which of the six items each one says, and how many plans leave out."""

from __future__ import annotations

import pandas as pd

from domain.measure_tables import MEASURES
from domain.record import Column, Records

ITEMS = ("why", "what", "deadline", "who", "where", "how")
"""意義・中身・期限・担当部署・検討の場・進め方: the columns of ``measures`` that are 5W1H."""


def item_columns() -> tuple[Column, ...]:
    """Definitions of the six items in their order."""
    return tuple(MEASURES[name] for name in ITEMS)


def missing_items(measures: pd.DataFrame) -> pd.DataFrame:
    """For each measure (same index) and item True where it is not said.

    A date is as good as words for the deadline.
    """
    missing = measures[list(ITEMS)] == ""
    missing["deadline"] &= measures["due_date"] == ""
    return missing


def measure_counts(records: Records) -> pd.DataFrame:
    """By plan_id: ``measures``, ``incomplete_measures`` and ``missing_items``; plans without none."""
    measures = records["measures"]
    missing = missing_items(measures).sum(axis=1)
    found = pd.DataFrame(
        {
            "plan_id": measures["plan_id"],
            "measures": 1,
            "incomplete_measures": missing > 0,
            "missing_items": missing,
        }
    )
    return found.groupby("plan_id").sum().astype("int64")
