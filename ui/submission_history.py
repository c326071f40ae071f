"""What has been handed in to a registry: read once for each version, for all who receive."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from registry import history
from registry.database import Registry
from registry.history import submissions_of_plans
from registry.row_history import change_counts


@lru_cache(maxsize=8)
def submissions(registry: Registry, version: int) -> pd.DataFrame:
    """Every submission up to ``version``, the newest first: the columns of ``submissions``, file_names."""
    found = registry.submissions()
    return found[found["sequence"] <= version].iloc[::-1].reset_index(drop=True)


@lru_cache(maxsize=8)
def plans_handed_in(registry: Registry, version: int) -> pd.DataFrame:
    """Which submission up to ``version`` was about which plan, in the order of acceptance."""
    found = submissions_of_plans(registry)
    return found[found["sequence"] <= version].reset_index(drop=True)


@lru_cache(maxsize=8)
def halves_handed_in(registry: Registry, version: int) -> tuple[str, ...]:
    """Reporting periods for which something has been handed in up to ``version``, the newest first."""
    return history.halves_handed_in(registry, version)


@lru_cache(maxsize=64)
def counts(registry: Registry, submission_ids: tuple[str, ...]) -> pd.DataFrame:
    """Rows added, changed and withdrawn by these submissions, which never changes any more."""
    return change_counts(registry, submission_ids)
