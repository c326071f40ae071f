"""Opening a registry: its address, its engine, and its tables, created where they are missing."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from domain.folders import user_folder
from registry.facts import RegistryFacts, read_facts, write_facts
from registry.form import SQLITE_APPLICATION_ID, Form, form_of
from registry.patience import patient_engine
from registry.schema import METADATA
from registry.schema_version import write_newest
from registry.turn import take_turn
from registry.unreadable import needs_upgrade, unreadable
from registry.upgrade import is_own_file, tell, upgrade_in_turn

FAULTS = (sa.exc.SQLAlchemyError, ImportError, OSError, ValueError)
"""What a database that cannot be opened raises."""


def registry_url() -> str:
    """URL of the registry: ``INVESTMAP_REGISTRY``, or one SQLite file in the user's folder."""
    return os.environ.get("INVESTMAP_REGISTRY") or f"sqlite:///{user_folder() / 'registry.sqlite'}"


def open_database(url: str, label: str, is_fictional: bool) -> tuple[sa.Engine, RegistryFacts]:
    """Engine and facts of the registry at ``url``, created with these facts if it is new.

    Raises:
        RegistryUnreadable: not a database, another program's database, or no access.
    """
    try:
        engine = engine_of(url)
        return engine, _facts(engine, url, label, is_fictional)
    except FAULTS as error:
        raise unreadable(url, error) from error


def engine_of(url: str) -> sa.Engine:
    """An engine for the database at ``url``; nothing is opened yet."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return patient_engine(parsed)
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
        if form_of(connection, url) is Form.COMPLETE and (facts := read_facts(connection)):
            return facts
    with engine.connect() as connection:
        take_turn(connection)
        done = None
        form = form_of(connection, url)
        if form is Form.OLDER:
            if not is_own_file(engine):
                raise needs_upgrade(url)
            done = upgrade_in_turn(connection, url)
        elif form is not Form.COMPLETE:
            _create(connection)
        facts = read_facts(connection)
        if not facts:
            write_facts(connection, label, is_fictional)
            facts = read_facts(connection)
        connection.commit()
        if engine.dialect.name == "sqlite":
            _write_ahead(connection)
    if done:
        tell(done, url)
    assert facts, "facts that have just been written"
    return facts


def _create(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {SQLITE_APPLICATION_ID}")
    METADATA.create_all(connection)
    # A table may have lost an index.
    for table in METADATA.tables.values():
        for index in table.indexes:
            index.create(connection, checkfirst=True)
    write_newest(connection)


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
