"""``investmap registry init`` makes the tables once, as their owner, and says what it did."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.database import Registry
from tests.server.postgresql import APP, OWNER, Server
from tests.server.submitting import hand_in
from tests.unit.command_line import refused, run


@pytest.fixture
def database(postgresql: Server) -> Iterator[str]:
    name = postgresql.new_database()
    yield name
    postgresql.drop(name)


def told(*words: object) -> str:
    result = run("registry", "init", *words)
    assert result.exit_code == 0, result.stderr
    return result.stderr


def test_owner_makes_a_registry_that_the_app_can_use(postgresql: Server, database: str) -> None:
    sentence = told("--url", postgresql.url(database, OWNER), "--role", APP)
    assert f"役割 {APP} に" in sentence
    assert "（公表案件、実データ）" in sentence
    registry = Registry(postgresql.url(database, APP))
    hand_in(registry, "B-1")
    assert registry.version() == 1


def test_second_run_changes_nothing(postgresql: Server, database: str) -> None:
    url = postgresql.url(database, OWNER)
    first = told("--url", url, "--label", "デモ（架空）", "--fictional", "--role", APP)
    assert "（デモ（架空）、架空）" in first
    assert told("--url", url, "--role", APP) == first


def test_environment_names_the_registry(
    postgresql: Server, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INVESTMAP_REGISTRY", postgresql.url(database, OWNER))
    assert database in told()


def test_file_is_made_too(tmp_path: Path) -> None:
    path = tmp_path / "registry.sqlite"
    assert str(path) in told("--url", f"sqlite:///{path}")
    assert path.exists()


def test_app_cannot_make_tables(postgresql: Server, database: str) -> None:
    assert database in refused("registry", "init", "--url", postgresql.url(database, APP))


def test_password_is_not_told(postgresql: Server, database: str) -> None:
    url = postgresql.url(database, OWNER).replace("@", ":geheim@")
    assert "geheim" not in told("--url", url)
