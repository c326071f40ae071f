"""Taking turns: of all processes and threads that write into a registry, one at a time."""

from __future__ import annotations

import sqlalchemy as sa

from registry.patience import patience

_LOCK = 0x494E564D  # "INVM": one lock a database, which only this product asks for


def take_turn(connection: sa.Connection) -> None:
    """Begin a transaction in which nobody else writes; it waits for the writer before it.

    What is read afterwards is what the writers before have left, and stays so until the end of the
    transaction.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        with patience():
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
