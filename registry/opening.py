"""Opening a registry: its address, its engine, and its tables, created where they are missing."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from domain.folders import user_folder
from registry.facts import PUBLIC_LABEL, RegistryFacts, read_facts, write_facts
from registry.schema import METADATA
from registry.turn import take_turn
from registry.unreadable import belongs_to_another, unreadable

_SQLITE_APPLICATION_ID = 0x494E564D  # "INVM", tells our files from other SQLite files
_FAULTS = (sa.exc.SQLAlchemyError, ImportError, OSError, ValueError)


def registry_url() -> str:
    """URL of the registry: ``INVESTMAP_REGISTRY``, or one SQLite file in the user's folder."""
    return os.environ.get("INVESTMAP_REGISTRY") or f"sqlite:///{user_folder() / 'registry.sqlite'}"


def open_database(url: str, label: str, is_fictional: bool) -> tuple[sa.Engine, RegistryFacts]:
    """Engine and facts of the registry at ``url``, created with these facts if it is new.

    Raises:
        RegistryUnreadable: not a database, another program's database, or no access.
    """
    try:
        engine = _engine(url)
        return engine, _facts(engine, url, label, is_fictional)
    except _FAULTS as error:
        raise unreadable(url, error) from error


def create_tables(
    url: str, *, label: str = PUBLIC_LABEL, is_fictional: bool = False, role: str = ""
) -> RegistryFacts:
    """Create the tables that a registry lacks, as their owner, and return the registry's facts.

    On PostgreSQL ``role`` is the app's: it gets the right to read and to insert, and no other.

    Raises:
        RegistryUnreadable: no access, no right to create tables, or no such role.
    """
    engine, facts = open_database(url, label, is_fictional)
    try:
        if role and engine.dialect.name == "postgresql":
            _grant(engine, role)
    except _FAULTS as error:
        raise unreadable(url, error) from error
    finally:
        engine.dispose()
    return facts


def _grant(engine: sa.Engine, role: str) -> None:
    quote = engine.dialect.identifier_preparer.quote
    with engine.begin() as connection:
        for table in METADATA.tables.values():
            connection.exec_driver_sql(f"GRANT SELECT, INSERT ON {quote(table.name)} TO {quote(role)}")
            if "row_id" in table.columns:
                sequence = quote(f"{table.name}_row_id_seq")
                connection.exec_driver_sql(f"GRANT USAGE ON SEQUENCE {sequence} TO {quote(role)}")


def _engine(url: str) -> sa.Engine:
    parsed = sa.make_url(url)
    if parsed.get_backend_name() != "sqlite":
        # A server may have closed a connection that was left idle.
        return sa.create_engine(parsed, pool_pre_ping=True)
    options: dict[str, Any] = {}
    if parsed.database in (None, "", ":memory:"):
        # One connection that threads use in turn, or each would have a database of its own.
        turns = {"poolclass": sa.QueuePool, "pool_size": 1, "max_overflow": 0}
        options = turns | {"connect_args": {"check_same_thread": False}}
    else:
        Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(parsed, **options)
    sa.event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _facts(engine: sa.Engine, url: str, label: str, is_fictional: bool) -> RegistryFacts:
    """The facts, after whatever the registry lacks has been created in one transaction.

    Processes that start together take turns. Nothing is written to a database that belongs to
    another program, not even its journal mode, and nothing to one that is complete.
    """
    with engine.connect() as connection:
        if _is_complete(connection, url) and (facts := read_facts(connection)):
            return facts
    with engine.connect() as connection:
        take_turn(connection)
        if not _is_complete(connection, url):
            _create(connection)
        facts = read_facts(connection)
        if not facts:
            write_facts(connection, label, is_fictional)
            facts = read_facts(connection)
        connection.commit()
        if engine.dialect.name == "sqlite":
            _write_ahead(connection)
    assert facts, "facts that have just been written"
    return facts


def _is_complete(connection: sa.Connection, url: str) -> bool:
    """True if every table and index is there.

    Raises:
        RegistryUnreadable: the tables that are there are another program's.
    """
    inspector = sa.inspect(connection)
    present = {
        name: {str(column["name"]) for column in columns}
        for (_, name), columns in inspector.get_multi_columns().items()
    }
    ours = METADATA.tables.values()
    if any(not present[t.name] >= set(t.columns.keys()) for t in ours if t.name in present):
        raise belongs_to_another(url)
    if connection.dialect.name == "sqlite":
        owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        if present and owner != _SQLITE_APPLICATION_ID:
            raise belongs_to_another(url)
    indexes = {str(found["name"]) for many in inspector.get_multi_indexes().values() for found in many}
    return all(t.name in present and {str(i.name) for i in t.indexes} <= indexes for t in ours)


def _create(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {_SQLITE_APPLICATION_ID}")
    METADATA.create_all(connection)
    # A table of an earlier edition may lack an index that came later.
    for table in METADATA.tables.values():
        for index in table.indexes:
            index.create(connection, checkfirst=True)


def _set_up_sqlite(connection: object, _: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA busy_timeout = 30000")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    # Without this, INSERT OR REPLACE would delete a row behind the back of its trigger.
    cursor.execute("PRAGMA recursive_triggers = ON")
    cursor.close()


def _write_ahead(connection: sa.Connection) -> None:
    """Let readers and the writer of a SQLite file work at once.

    SQLite does not wait for its lock here, as it does elsewhere. A file that stays in use is left as
    it is: it works, and the next opening tries again.
    """
    for _ in range(100):
        try:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        except sa.exc.OperationalError:
            connection.rollback()
            time.sleep(0.02)
        else:
            return
