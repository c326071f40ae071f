"""Where the amount of a single project counts."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from analysis.allocation import REMAINDER_AREAS, UNIT_CODES, Allocation
from analysis.selection import Selection
from analysis.totals import total
from domain.area import Level
from tests.builders import allocation, project

CODES = (*UNIT_CODES[Level.MUNICIPALITY], *REMAINDER_AREAS[Level.MUNICIPALITY])
MULTI = {"amount_scope": "multi_site_total"}


def one(*sites: Mapping[str, Any], **values: Any) -> Allocation:
    """One project of 1,000 yen with these sites."""
    return allocation(
        [project(amount_yen=1000, **values) if "amount_yen" not in values else project(**values)], sites
    )


def counted_at(found: Allocation, column: str = "amount_yen") -> dict[str, int]:
    """The smallest areas in which something counts, and how much."""
    rows = found.levels[Level.MUNICIPALITY]
    unit = np.repeat(np.arange(len(CODES)), np.diff(rows.starts))
    values = getattr(rows, column)
    return {CODES[at]: int(value) for at, value in zip(unit, values, strict=True) if value}


def at_levels(found: Allocation, *areas: str) -> list[tuple[int, int]]:
    """Projects and yen in each area."""
    lines = [total(found, Selection(area)) for area in areas]
    return [(line.projects, line.amount_yen) for line in lines]
