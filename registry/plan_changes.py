"""Which plans a submission changes, and which submissions have changed a plan since a version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd
import sqlalchemy as sa

from domain.belonging import PARENTS, parent_column
from registry.lookup import rows_with
from registry.schema import RECORD_TABLES, SUBMISSION_PLANS, SUBMISSIONS

Frames = Mapping[str, Sequence[pd.DataFrame]]
"""Rows by table name, in one or more frames."""


class PlanChange(NamedTuple):
    """A submission that has changed a plan."""

    plan_id: str
    submission_id: str
    received_at: str
    submitted_by: str


def changed_plans(connection: sa.Connection, frames: Frames) -> set[str]:
    """Plans that these rows add to, change or take from, also those that they take a record over from.

    A row without a plan_id belongs to the plan of its project, measure or KPI, as these rows have it
    or as it is in force.
    """
    plans = {
        plan_id
        for name, parts in frames.items()
        if parent_column(name) == "plan_id"
        for part in parts
        for plan_id in part["plan_id"].unique()
    }
    for column, parent in PARENTS.items():
        keys = {
            key
            for name, parts in frames.items()
            if name == parent or parent_column(name) == column
            for part in parts
            for key in part[column].unique()
        }
        plans |= _plans_in_force(connection, parent, column, keys)
    return plans - {""}


def _plans_in_force(connection: sa.Connection, parent: str, column: str, keys: set[str]) -> set[str]:
    stored = RECORD_TABLES[parent]
    query = sa.select(stored.c[column], stored.c.plan_id, stored.c.is_withdrawn).order_by(stored.c.row_id)
    last = {key: (plan, gone) for key, plan, gone in rows_with(connection, query, stored.c[column], keys)}
    return {plan for plan, gone in last.values() if not gone}


def changes(connection: sa.Connection, versions: Mapping[str, int]) -> list[PlanChange]:
    """Submissions, in order, that have changed one of these plans after the version given for it."""
    query = (
        sa.select(
            SUBMISSION_PLANS.c.plan_id,
            SUBMISSIONS.c.submission_id,
            SUBMISSIONS.c.received_at,
            SUBMISSIONS.c.submitted_by,
            SUBMISSIONS.c.sequence,
        )
        .join(SUBMISSIONS, SUBMISSIONS.c.submission_id == SUBMISSION_PLANS.c.submission_id)
        .where(SUBMISSION_PLANS.c.has_changed, SUBMISSIONS.c.sequence > min(versions.values(), default=0))
    )
    rows = rows_with(connection, query, SUBMISSION_PLANS.c.plan_id, versions)
    newer = [row for row in rows if row.sequence > versions[row.plan_id]]
    return [PlanChange(*row[:4]) for row in sorted(newer, key=lambda row: (row.sequence, row.plan_id))]
