"""Models and migrations agree: a registry that was upgraded has the form of one that is new."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from intake.first_start import open_demo
from registry.form import SQLITE_APPLICATION_ID, Form, form_of
from registry.opening import engine_of
from registry.owning import create_tables
from registry.schema import METADATA
from registry.schema_version import REVISIONS_FOLDER, VERSION_TABLE, newest_revision, revisions
from registry.turn import take_turn
from registry.upgrade import run_revisions
from tests.server.postgresql import OWNER, Server, on_each_kind

empty = on_each_kind(Server.new_database, OWNER)
"""URL of a database without tables, on each kind of database."""


def migrated(url: str) -> sa.Engine:
    engine = engine_of(url)
    with engine.connect() as connection:
        take_turn(connection)
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {SQLITE_APPLICATION_ID}")
        run_revisions(connection)
        connection.commit()
    return engine


def differences(engine: sa.Engine) -> list[object]:
    with engine.connect() as connection:
        options = {"version_table": VERSION_TABLE.name, "compare_type": True}
        return compare_metadata(MigrationContext.configure(connection, opts=options), METADATA)


def test_migrations_lead_to_the_models(empty: str) -> None:
    engine = migrated(empty)
    assert differences(engine) == []
    with engine.connect() as connection:
        assert form_of(connection, empty) is Form.COMPLETE
    engine.dispose()


def test_a_difference_would_be_found(empty: str) -> None:
    engine = migrated(empty)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE plans ADD COLUMN something TEXT")
    assert len(differences(engine)) == 1
    engine.dispose()


def test_new_registry_has_the_form_of_the_models(empty: str) -> None:
    create_tables(empty)
    engine = engine_of(empty)
    assert differences(engine) == []
    engine.dispose()


def test_migrated_file_refuses_changes_in_every_table(tmp_path: Path) -> None:
    engine = migrated(f"sqlite:///{tmp_path}/registry.sqlite")
    with engine.connect() as connection:
        query = sa.text("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        triggers = set(connection.scalars(query))
    assert triggers == {f"{name}_no_{change}" for name in METADATA.tables for change in ("update", "delete")}
    engine.dispose()


def test_revisions_are_one_line_named_by_their_files() -> None:
    scripts = ScriptDirectory(str(REVISIONS_FOLDER.parent))
    found = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(found)) == revisions()
    assert scripts.get_heads() == [newest_revision()]


def test_shipped_demo_opens_without_an_upgrade(home: Path) -> None:
    open_demo().engine.dispose()
    copies = list(home.glob("demo-*.0*.sqlite"))
    assert copies == [], "python -m tools.build_demo makes it anew"
