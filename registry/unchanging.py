"""Rows that nobody changes: SQLite triggers that refuse UPDATE and DELETE."""

from __future__ import annotations

import sqlalchemy as sa


def forbid_changes(table_name: str) -> list[sa.DDL]:
    """SQLite triggers that refuse UPDATE and DELETE; on PostgreSQL the role's rights do so."""
    return [
        sa.DDL(  # type: ignore[no-untyped-call]
            f"CREATE TRIGGER IF NOT EXISTS {table_name}_no_{change.lower()} BEFORE {change} ON {table_name} "
            "BEGIN SELECT RAISE(ABORT, 'accepted rows are never changed'); END"
        ).execute_if(dialect="sqlite")
        for change in ("UPDATE", "DELETE")
    ]


def forbid_changes_from_now(connection: sa.Connection, table_name: str) -> None:
    """Give a table that is there its triggers, where the database has them."""
    if connection.dialect.name == "sqlite":
        for trigger in forbid_changes(table_name):
            connection.execute(trigger)


def forbid_changes_of_all(metadata: sa.MetaData) -> None:
    """Give every table its triggers as soon as it is created."""
    for table in metadata.tables.values():
        for trigger in forbid_changes(table.name):
            sa.event.listen(table, "after_create", trigger)
