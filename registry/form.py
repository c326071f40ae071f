"""What a database is to this program: empty, a registry of its own form, of an earlier one, or foreign."""

from __future__ import annotations

import enum

import sqlalchemy as sa

from registry.migrations.baseline import baseline
from registry.schema import METADATA
from registry.schema_version import VERSION_TABLE, newest_revision, read_revision, revisions
from registry.unreadable import belongs_to_another, of_a_later_edition

SQLITE_APPLICATION_ID = 0x494E564D  # "INVM", tells our files from other SQLite files


class Form(enum.Enum):
    """What is to be done before a registry can be used."""

    COMPLETE = "nothing"
    LACKING = "create the tables and indexes that are missing, all of them if it is empty"
    OLDER = "upgrade to the newest revision"


def form_of(connection: sa.Connection, url: str) -> Form:
    """The form of the database that ``connection`` is to.

    Raises:
        RegistryUnreadable: another program's tables, or a registry of a later edition.
    """
    inspector = sa.inspect(connection)
    present = {
        name: {str(column["name"]) for column in columns}
        for (_, name), columns in inspector.get_multi_columns().items()
    }
    _refuse_foreign_file(connection, url, bool(present))
    if VERSION_TABLE.name in present:
        revision = read_revision(connection)
        if revision and revision not in revisions():
            raise of_a_later_edition(url)
        is_older = "" < revision < newest_revision()
    else:
        # A registry from before there were numbers has the tables of the first one, or some of them.
        is_older = not present.keys().isdisjoint(METADATA.tables)
    _refuse_foreign_tables(baseline() if is_older else METADATA, present, url)
    if is_older:
        return Form.OLDER
    indexes = {str(found["name"]) for many in inspector.get_multi_indexes().values() for found in many}
    is_complete = VERSION_TABLE.name in present and all(
        table.name in present and {str(index.name) for index in table.indexes} <= indexes
        for table in METADATA.tables.values()
    )
    return Form.COMPLETE if is_complete else Form.LACKING


def revision_of(connection: sa.Connection) -> str:
    """The registry's revision; "" if it is from before there were any, or empty."""
    return read_revision(connection) if sa.inspect(connection).has_table(VERSION_TABLE.name) else ""


def _refuse_foreign_file(connection: sa.Connection, url: str, has_tables: bool) -> None:
    if connection.dialect.name == "sqlite" and has_tables:
        owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        if owner != SQLITE_APPLICATION_ID:
            raise belongs_to_another(url)


def _refuse_foreign_tables(expected: sa.MetaData, present: dict[str, set[str]], url: str) -> None:
    """Tables that bear our names without our columns are another program's."""
    for table in expected.tables.values():
        if table.name in present and not present[table.name] >= set(table.columns.keys()):
            raise belongs_to_another(url)
