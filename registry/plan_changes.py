"""Which plans a submission changes, and which submissions have changed a plan or a record since a version."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd
import sqlalchemy as sa

from domain.belonging import PARENTS, parent_column
from domain.tables import TABLES
from registry.lookup import rows_with
from registry.schema import RECORD_TABLES, SUBMISSION_PLANS, SUBMISSIONS

Frames = Mapping[str, Sequence[pd.DataFrame]]
"""Rows by table name, in one or more frames."""


Ids = Mapping[str, Collection[str]]
"""Ids by the column that bears them: ``plan_id``, ``project_id``, ``measure_id``, ``kpi_id``."""


class PlanChange(NamedTuple):
    """A submission that has changed a plan, or the project that stands in its place where it is in none."""

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


def ids_in(frames: Iterable[pd.DataFrame]) -> dict[str, set[str]]:
    """All plans, projects, measures and KPIs that rows are or belong to."""
    found: dict[str, set[str]] = {column: set() for column in ("plan_id", *PARENTS)}
    for frame in frames:
        for column in found.keys() & set(frame.columns):
            found[column].update(frame[column].unique())
    return {column: values - {""} for column, values in found.items()}


def rows_since(connection: sa.Connection, ids: Ids, version: int) -> list[PlanChange]:
    """Submissions after ``version``, in order, with a row that is or belongs to one of these, under the id that it
    names: also of what is in no plan, which :func:`changes` knows nothing of.
    """
    query = sa.select(SUBMISSIONS).where(SUBMISSIONS.c.sequence > version)
    newer = {row.submission_id: row for row in connection.execute(query)}
    found = set()
    for name, table in RECORD_TABLES.items():
        columns = [column for column in {parent_column(name), TABLES[name].key[0]} if ids.get(column)]
        asked = sa.select(table.c.submission_id, *(table.c[column] for column in columns)).distinct()
        for row in rows_with(connection, asked, table.c.submission_id, newer if columns else ()):
            at = newer[row[0]].sequence
            found |= {
                (at, row[0], value)
                for column, value in zip(columns, row[1:], strict=True)
                if value in ids[column]
            }
    return [
        PlanChange(value, submission, newer[submission].received_at, newer[submission].submitted_by)
        for _, submission, value in sorted(found)
    ]
