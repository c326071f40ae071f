"""Accepted rows are never changed: SQLite refuses by triggers, PostgreSQL by the app's rights."""

import sqlite3
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from registry.access_log import record
from registry.database import Registry
from registry.schema import METADATA, SUBMISSIONS
from tests.unit.registry.stored import FACTS, FILES, rows, whole_plan

TABLE_NAMES = sorted(METADATA.tables)
FIRST_COLUMN = {name: table.columns.keys()[0] for name, table in METADATA.tables.items()}
CHANGES = ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"]


def fill(registry: Registry) -> None:
    registry.accept(whole_plan(), FILES, FACTS)
    record(registry, actor="熊本県", audience="government", action="submission")


@pytest.fixture
def filled(registry: Registry) -> Registry:
    fill(registry)
    return registry


def is_refusal(error: BaseException | None) -> bool:
    is_trigger = isinstance(error, sqlite3.IntegrityError) and "never changed" in str(error)
    return is_trigger or isinstance(error, psycopg.errors.InsufficientPrivilege)


def test_every_table_refuses_changes(filled: Registry) -> None:
    for name in TABLE_NAMES:
        before = rows(filled, name)
        assert before, f"{name} has no rows, it would refuse nothing"
        for change in CHANGES:
            with (
                pytest.raises(sa.exc.DBAPIError) as caught,
                filled.engine.begin() as connection,
            ):
                connection.exec_driver_sql(change.format(name, FIRST_COLUMN[name]))
            assert is_refusal(caught.value.orig), caught.value
        assert rows(filled, name) == before


def test_other_programs_cannot_change_accepted_rows_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "registry.sqlite"
    registry = Registry(f"sqlite:///{path}")
    fill(registry)
    registry.engine.dispose()
    connection = sqlite3.connect(path)
    for name in TABLE_NAMES:
        for change in CHANGES:
            with pytest.raises(sqlite3.IntegrityError, match="accepted rows are never changed"):
                connection.execute(change.format(name, FIRST_COLUMN[name]))
    connection.close()


def test_replacing_an_accepted_row_is_refused() -> None:
    registry = Registry("sqlite://")
    registry.accept(whole_plan(), FILES, FACTS)
    columns = ", ".join(column.name for column in SUBMISSIONS.columns if column.name != "note")
    replace = f"INSERT OR REPLACE INTO submissions ({columns}, note) SELECT {columns}, 'x' FROM submissions"
    with pytest.raises(sa.exc.IntegrityError), registry.engine.connect() as connection:
        connection.exec_driver_sql(replace)
