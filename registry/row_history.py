"""How accepted rows came to be: what stood under a key before a submission put its row there.

Like all of history this is the whole truth, also what no audience sees.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import sqlalchemy as sa

from domain.record import Table
from domain.tables import TABLES
from registry.database import Registry
from registry.fold import typed
from registry.lookup import rows_with
from registry.schema import RECORD_TABLES

COUNTS = ("added", "changed", "withdrawn")


@dataclass(frozen=True, eq=False)
class AppendedRows:
    """The rows of one table that a submission appended, in its order.

    ``before`` has the rows in force until then of ``changed``, in the same order.
    """

    table: Table
    added: pd.DataFrame
    changed: pd.DataFrame
    before: pd.DataFrame
    withdrawn: pd.DataFrame


def appended_rows(registry: Registry, submission_id: str) -> dict[str, AppendedRows]:
    """By table what a submission added, changed and withdrew; only tables that it touched."""
    found = {}
    with registry.engine.connect() as connection:
        for name, table in TABLES.items():
            rows = connection.execute(_rows_query(table, submission_id)).all()
            if rows:
                found[name] = _sorted_out(table, rows)
    return found


def change_counts(registry: Registry, submission_ids: Collection[str]) -> pd.DataFrame:
    """How many rows each of these submissions added, changed and withdrew, over all tables.

    Columns: ``COUNTS``; the index is the submission's id, in the order given.
    """
    found = pd.DataFrame(0, index=pd.Index(list(submission_ids), dtype="str"), columns=list(COUNTS))
    with registry.engine.connect() as connection:
        for table in TABLES.values():
            stored = RECORD_TABLES[table.name]
            query = _counts_query(table).group_by(stored.c.submission_id)
            rows = rows_with(connection, query, stored.c.submission_id, submission_ids)
            for row in rows:
                found.loc[row[0]] += [int(number) for number in row[1:]]
    return found


def _with_before(table: Table) -> tuple[sa.Join, sa.FromClause]:
    """Rows of a table, each joined with the last row of its key before it."""
    stored = RECORD_TABLES[table.name]
    before, earlier = stored.alias("before"), stored.alias("earlier")
    same_key = (earlier.c[name] == stored.c[name] for name in table.key)
    last = (
        sa.select(sa.func.max(earlier.c.row_id))
        .where(*same_key, earlier.c.row_id < stored.c.row_id)
        .scalar_subquery()
    )
    return stored.outerjoin(before, before.c.row_id == last), before


def _rows_query(table: Table, submission_id: str) -> sa.Select[Any]:
    stored = RECORD_TABLES[table.name]
    joined, before = _with_before(table)
    names = [*table.column_names, "is_withdrawn"]
    columns = [*(stored.c[name] for name in names), *(before.c[name].label(f"old_{name}") for name in names)]
    return (
        sa.select(*columns)
        .select_from(joined)
        .where(stored.c.submission_id == submission_id)
        .order_by(stored.c.row_id)
    )


def _counts_query(table: Table) -> sa.Select[Any]:
    stored = RECORD_TABLES[table.name]
    joined, before = _with_before(table)
    is_gone = stored.c.is_withdrawn
    was_there = before.c.row_id.is_not(None) & sa.not_(sa.func.coalesce(before.c.is_withdrawn, sa.false()))
    conditions = (sa.not_(is_gone) & sa.not_(was_there), sa.not_(is_gone) & was_there, is_gone)
    return sa.select(
        stored.c.submission_id, *(sa.func.sum(sa.case((condition, 1), else_=0)) for condition in conditions)
    ).select_from(joined)


def _sorted_out(table: Table, rows: Sequence[sa.Row[Any]]) -> AppendedRows:
    width = len(table.columns)
    added, changed, before, withdrawn = [], [], [], []
    for row in rows:
        new, is_gone, old, was_gone = row[:width], row[width], row[width + 1 : -1], row[-1]
        if is_gone:
            withdrawn.append(new)
        elif was_gone is None or was_gone:
            added.append(new)
        else:
            changed.append(new)
            before.append(old)
    return AppendedRows(table, *(typed(table, each) for each in (added, changed, before, withdrawn)))
