"""A registry of the edition before numbers, upgraded through every revision: no row is another afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from registry.access_log import entries, record
from registry.database import Registry, RegistryUnreadable
from registry.opening import engine_of
from registry.owning import create_tables, upgrade_registry
from registry.schema_version import newest_revision, read_revision, revisions
from registry.snapshot import read_records
from registry.turn import take_turn
from registry.upgrade import run_revisions
from tests.old_registry import old_file, put_on, rows_of_baseline
from tests.server.postgresql import APP, OWNER, Server
from tests.server.submitting import hand_in
from tests.unit.command_line import refused, run


@pytest.fixture
def on_server(postgresql: Server, tmp_path: Path) -> Iterator[str]:
    """URL of the old registry on a server, as its owner sees it."""
    database = postgresql.new_database()
    url = postgresql.url(database, OWNER)
    engine = sa.create_engine(url)
    put_on(engine, old_file(tmp_path / "source.sqlite"))
    with engine.begin() as connection:
        # What an earlier edition's "registry init --role" gave.
        connection.exec_driver_sql(f"GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO {APP}")
        connection.exec_driver_sql(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APP}")
    engine.dispose()
    yield url
    postgresql.drop(database)


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of the old registry, on each kind of database."""
    if request.param == "sqlite":
        return f"sqlite:///{old_file(tmp_path / 'old.sqlite')}"
    return request.getfixturevalue("on_server")


def is_server(url: str) -> bool:
    return url.startswith("postgresql")


def as_app(url: str) -> str:
    return url.replace(OWNER, APP)


def test_every_revision_leaves_every_row_as_it_was(old: str) -> None:
    engine = engine_of(old)
    with engine.connect() as connection:
        before = rows_of_baseline(connection)
    assert sum(map(len, before.values())) > 100
    for revision in revisions():
        with engine.connect() as connection:
            take_turn(connection)
            run_revisions(connection, revision)
            connection.commit()
        with engine.connect() as connection:
            assert read_revision(connection) == revision
            assert rows_of_baseline(connection) == before
    engine.dispose()


def test_upgraded_registry_reads_as_before_and_goes_on(old: str) -> None:
    assert upgrade_registry(old).after == newest_revision()
    registry = Registry(as_app(old))
    assert (registry.label, registry.is_fictional, registry.version()) == ("試験（架空）", True, 5)
    records = read_records(registry, audience="government")
    assert {name: len(records[name]) for name in ("plans", "projects", "kpis", "requirement_checks")} == {
        "plans": 3,
        "projects": 7,
        "kpis": 6,
        "requirement_checks": 37,
    }
    hand_in(registry, "B-NEW")
    record(registry, actor="熊本県", audience="government", action="submission", subject="B-NEW")
    assert registry.version() == 6
    assert entries(registry)["subject"].to_list() == ["B-NEW"]


def test_app_has_its_rights_on_what_is_new_and_no_others(on_server: str) -> None:
    upgrade_registry(on_server)
    registry = Registry(as_app(on_server))
    record(registry, actor="a", audience="public", action="sign_in")
    for statement in (
        "UPDATE access_log SET actor = 'b'",
        "DELETE FROM access_log",
        "DELETE FROM registry_schema",
    ):
        with pytest.raises(sa.exc.ProgrammingError), registry.engine.begin() as connection:
            connection.exec_driver_sql(statement)


def test_server_is_never_upgraded_by_opening_it(on_server: str) -> None:
    for url in (on_server, as_app(on_server)):
        with pytest.raises(RegistryUnreadable, match="investmap registry upgrade"):
            Registry(url)
    with pytest.raises(RegistryUnreadable, match="investmap registry upgrade"):
        create_tables(on_server, role=APP)
    engine = engine_of(on_server)
    assert "registry_schema" not in sa.inspect(engine).get_table_names()
    engine.dispose()


def test_app_role_cannot_upgrade(on_server: str) -> None:
    assert "権限" in refused("registry", "upgrade", "--url", as_app(on_server))


def test_failing_upgrade_leaves_everything_as_it_was(old: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = engine_of(old)
    tables = set(sa.inspect(engine).get_table_names())

    def fail(*_: object) -> None:
        raise OSError(28, "full")

    # The last thing that the last revision does.
    monkeypatch.setattr("registry.upgrade.grant" if is_server(old) else "registry.upgrade.Upgraded", fail)
    with pytest.raises(RegistryUnreadable, match="空き容量"):
        upgrade_registry(old)
    assert set(sa.inspect(engine).get_table_names()) == tables
    engine.dispose()
    monkeypatch.undo()
    assert upgrade_registry(old).before == ""


def test_command_tells_what_it_did_and_does_nothing_twice(old: str) -> None:
    first = run("registry", "upgrade", "--url", old)
    assert (first.exit_code, f"番号の付く前 から {newest_revision()} へ" in first.stderr) == (0, True)
    second = run("registry", "upgrade", "--url", old)
    assert (second.exit_code, "何も変えていません" in second.stderr) == (0, True)


def test_registry_of_a_later_edition_is_refused_and_left_alone(old: str) -> None:
    upgrade_registry(old)
    engine = engine_of(old)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE registry_schema SET version_num = '9999'")
    for attempt in (lambda: Registry(old), lambda: upgrade_registry(old), lambda: create_tables(old)):
        with pytest.raises(RegistryUnreadable, match="新しい版"):
            attempt()
    with engine.connect() as connection:
        assert read_revision(connection) == "9999"
    engine.dispose()
