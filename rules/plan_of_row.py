"""The plan of every submitted row, worked out in one place: its type, its stage, its period.

Nothing is declared here; the checks on plans, measures, KPIs and reports ask it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from domain.belonging import PARENTS, parent_column, plan_ids_of
from domain.plan_stage import public_stages
from domain.record import Submitted
from domain.tables import TABLES

PLAN_FACTS = ("plan_type", "stage_code", "author", "lead_block", "co_blocks", "start_year", "end_year")


def plan_ids(submitted: Submitted, table: str) -> pd.Series:
    """Plan id of each row of ``table``; "" where the file does not tell it."""
    parent = PARENTS.get(parent_column(table), table)
    frames = {name: submitted[name].frame for name in (table, parent) if name in submitted}
    return plan_ids_of(frames)[table]


def plan_of_row(submitted: Submitted, table: str) -> pd.DataFrame:
    """The facts of each row's plan: ``plan_id``, ``PLAN_FACTS`` and ``is_settled``.

    Rows are those of ``table``, with its index. Where the file has no such plan, facts are "" and
    ``is_settled`` is false: what depends on a plan is not judged without it.
    """
    ids = plan_ids(submitted, table)
    plans = submitted["plans"].frame if "plans" in submitted else TABLES["plans"].frame([])
    known = plans[plans["plan_id"] != ""].drop_duplicates("plan_id")
    at = pd.Index(known["plan_id"]).get_indexer(pd.Index(ids))
    # A plan that is not there is at -1: the "" behind the last of those that are.
    facts = {name: np.append(known[name].to_numpy(dtype=object), "")[at] for name in PLAN_FACTS}
    is_settled = np.isin(facts["stage_code"], list(public_stages()))
    return pd.DataFrame({"plan_id": ids, **facts, "is_settled": is_settled}, index=ids.index)
