"""To which plan a row belongs: by its own plan_id, or through its project, measure or KPI."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from domain.tables import TABLES

PARENTS = {"project_id": "projects", "measure_id": "measures", "kpi_id": "kpis"}
"""Tables whose rows belong to a plan, by the column in which other tables name them."""


def parent_column(table: str) -> str:
    """The column of ``table`` that leads to its plan: ``plan_id`` or one of ``PARENTS``."""
    names = TABLES[table].column_names
    if "plan_id" in names:
        return "plan_id"
    return next(column for column in PARENTS if column in names)


def plan_ids_of(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.Series]:
    """For every table the plan id of each of its rows; "" where the plan is not told by ``tables``."""
    found = {}
    for name, frame in tables.items():
        column = parent_column(name)
        if column == "plan_id":
            found[name] = frame["plan_id"]
            continue
        parents = tables.get(PARENTS[column])
        if parents is None:
            found[name] = pd.Series("", index=frame.index, dtype="str")
            continue
        plans = parents.drop_duplicates(column).set_index(column)["plan_id"]
        found[name] = frame[column].map(plans).astype("str").fillna("")
    return found


def plans_named(tables: Mapping[str, pd.DataFrame]) -> set[str]:
    """Ids of all plans that a row of ``tables`` belongs to; "" among them where the plan of one is not told."""
    return {plan for plans in plan_ids_of(tables).values() for plan in plans.unique()}


def orphans(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """By table the rows whose project, measure or KPI is not among ``tables``; tables without any are left out."""
    found = {}
    for name, frame in tables.items():
        column = parent_column(name)
        if column not in PARENTS:
            continue
        parents = tables.get(PARENTS[column])
        lone = frame if parents is None else frame[~frame[column].isin(parents[column])]
        if len(lone):
            found[name] = lone
    return found
