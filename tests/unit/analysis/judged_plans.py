"""Plans with KPIs and measures as an allocation, on a day of their own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from analysis.allocation import Allocation, allocate
from analysis.kpi_progress import progress_table
from tests.builders import kpi, kpi_value, plan
from tests.plan_snapshots import Rows, plan_records

AFTERWARDS = dt.date(2030, 1, 1)
PLAN = plan(published_date="2025-04-01")
"""In force from 2025H1 on."""


def allocation_of(*parts: Rows, today: dt.date = AFTERWARDS, **facts: Any) -> Allocation:
    """These rows and the plan that they belong to unless they bring plans."""
    brings_plans = any("plans" in part for part in parts)
    rows = parts if brings_plans else ({"plans": [PLAN]}, *parts)
    return allocate(plan_records(*rows, **facts), today)


def one_kpi(values: dict[str, Any], half: str = "2026H1", today: dt.date = AFTERWARDS, **of_kpi: Any) -> Any:
    """The row of a single KPI in the progress table; ``values`` are by half, a number or a whole row."""
    reported = [
        kpi_value(period=period, **(value if isinstance(value, dict) else {"value": value, "value_date": ""}))
        for period, value in values.items()
    ]
    rows = {"kpis": [kpi(**of_kpi)], "kpi_values": reported}
    return next(table(allocation_of(rows, today=today), half).itertuples())


def table(allocation: Allocation, half: str = "2026H1") -> pd.DataFrame:
    return progress_table(allocation, half)
