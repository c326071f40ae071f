"""Single plans: their rows in force, and who has changed them.

Everything here is the whole truth, also what no audience sees; it is for those who hand plans in and
receive them. Pages for others read :func:`registry.snapshot.read_records`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import chain

import pandas as pd
import sqlalchemy as sa

from domain.belonging import PARENTS, parent_column
from domain.record import Table
from domain.tables import TABLES
from registry.database import Registry
from registry.fold import AsOf, in_force, typed
from registry.lookup import rows_with
from registry.plan_changes import Ids, PlanChange, changed_plans, changes, rows_since
from registry.schema import RECORD_TABLES

Keys = Mapping[str, Collection[tuple[str, ...]]]
"""Keys of rows by table name, in the order of the table's key columns."""


def rows_of_plans(
    registry: Registry, plan_ids: Collection[str], keys: Keys | None = None
) -> dict[str, pd.DataFrame]:
    """By table, the rows in force of these plans, and those of other plans that bear one of ``keys``.

    Rows are typed and sorted by key. Only rows that can be among them are read, by index.
    """
    keys = keys or {}
    found: dict[str, pd.DataFrame] = {}
    with registry.engine.connect() as connection:
        # Projects, measures and KPIs come before the rows that belong to a plan through them.
        for name in sorted(TABLES, key=lambda name: parent_column(name) != "plan_id"):
            column = parent_column(name)
            owners = set(plan_ids)
            if column != "plan_id":
                parents = found[PARENTS[column]]
                owners = set(parents.loc[parents["plan_id"].isin(owners), column])
            found[name] = _rows_of(connection, TABLES[name], column, owners, set(keys.get(name, ())))
    return {name: found[name] for name in TABLES}


def _rows_of(
    connection: sa.Connection, table: Table, column: str, owners: set[str], keys: set[tuple[str, ...]]
) -> pd.DataFrame:
    """Rows in force whose ``column`` is one of ``owners`` or whose key is one of ``keys``."""
    stored = RECORD_TABLES[table.name]
    first = table.key[0]
    asked = {key[0] for key in keys}
    if column == first:
        asked |= owners
    else:
        # What a plan once held may have gone to another plan since: the whole story of a key decides.
        asked |= set(chain(*rows_with(connection, sa.select(stored.c[first]), stored.c[column], owners)))
    wanted = [stored.c[name] for name in (*table.column_names, "row_id", "is_withdrawn")]
    rows = rows_with(connection, sa.select(*wanted), stored.c[first], asked)
    by_key = {name: table.column_names.index(name) for name in (*table.key, column)}
    last = {}
    for row in sorted(rows, key=lambda row: row[-2]):
        last[tuple(row[by_key[name]] for name in table.key)] = row
    kept = [
        row[:-2] for key, row in sorted(last.items())
        if not row[-1] and (row[by_key[column]] in owners or key in keys)
    ]  # fmt: skip
    return typed(table, kept)


def last_of_plans(registry: Registry, plan_ids: Collection[str]) -> dict[str, pd.DataFrame]:
    """Of these plans what ``plans`` and ``plan_areas`` said last, also of rows that have been withdrawn since."""
    as_of, found = AsOf(registry.version()), {}
    with registry.engine.connect() as connection:
        for name in ("plans", "plan_areas"):
            table, stored = TABLES[name], RECORD_TABLES[name]
            columns = (stored.c[column] for column in table.column_names)
            query = in_force(table, as_of, *columns, even_withdrawn=True)
            found[name] = typed(table, rows_with(connection, query, stored.c.plan_id, plan_ids))
    return found


def plans_of_rows(registry: Registry, rows: Mapping[str, pd.DataFrame]) -> set[str]:
    """The plans to which these rows by table name belong, as they say themselves or as it is in force."""
    with registry.engine.connect() as connection:
        return changed_plans(connection, {name: [frame] for name, frame in rows.items()})


def changes_since(registry: Registry, plan_ids: Collection[str], version: int) -> pd.DataFrame:
    """Submissions after ``version`` that have changed one of these plans, in order.

    Columns: plan_id, submission_id, received_at, submitted_by.
    """
    with registry.engine.connect() as connection:
        rows = changes(connection, dict.fromkeys(plan_ids, version))
    return pd.DataFrame(rows, columns=list(PlanChange._fields), dtype="str")


def is_untouched(registry: Registry, ids: Ids, version: int) -> bool:
    """True if no submission after ``version`` has a row that is or belongs to one of ``ids``."""
    with registry.engine.connect() as connection:
        return not rows_since(connection, ids, version)
