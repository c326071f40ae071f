"""Copy, loss, restoration: the same rows and the same totals, on each kind of database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from intake.first_start import open_registry
from registry.access_log import entries, record
from registry.database import Registry
from registry.owning import create_tables
from registry.schema import METADATA, REGISTRY_FACTS
from registry.turn import take_turn
from tests.server.postgresql import APP, OWNER, Server
from tests.server.submitting import hand_in
from tests.unit.command_line import refused, run


class Place:
    """Where a registry is: its URL for its owner and for the app, and how it is lost."""

    def __init__(self, tmp_path: Path, server: Server | None) -> None:
        self.server = server
        if server:
            self.database = server.new_database()
            self.owner, self.app = (server.url(self.database, role) for role in (OWNER, APP))
            create_tables(self.owner, role=APP)
        else:
            self.file = tmp_path / "登録簿.sqlite"
            self.owner = self.app = f"sqlite:///{self.file}"

    def lose(self) -> None:
        if self.server:
            self.server.drop(self.database)
            self.server.execute("postgres", f"CREATE DATABASE {self.database} OWNER {OWNER}")
        else:
            for path in self.file.parent.glob(f"{self.file.name}*"):
                path.unlink()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    server = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    if server:
        monkeypatch.setenv("PATH", f"{server.programs}:/usr/bin:/bin")
    found = Place(tmp_path, server)
    yield found
    if server:
        server.drop(found.database)


def totals(url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("INVESTMAP_REGISTRY", url)
    result = run("totals", "--by", "municipality")
    assert result.exit_code == 0, result.stderr
    return result.stdout


def all_rows(url: str) -> dict[str, list[str]]:
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        found = {
            table.name: sorted(repr(tuple(row)) for row in connection.execute(sa.select(table)))
            for table in METADATA.sorted_tables
        }
    engine.dispose()
    return found


def test_what_is_lost_comes_back_whole(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registry = open_registry(place.app)
    hand_in(registry, "B-1")
    record(registry, actor="a", audience="government", action="submission")
    registry.engine.dispose()
    before, rows = totals(place.app, monkeypatch), all_rows(place.owner)
    copy = tmp_path / "写し"
    made = run("registry", "backup", "-o", copy, "--url", place.owner)
    assert made.exit_code == 0, made.stderr
    place.lose()
    restored = run("registry", "restore", copy, "--url", place.owner)
    assert restored.exit_code == 0, restored.stderr
    assert all_rows(place.owner) == rows
    assert totals(place.app, monkeypatch) == before
    again = Registry(place.app)
    hand_in(again, "B-2")
    assert again.version() == 3
    assert len(entries(again)) == 1
    with pytest.raises(sa.exc.DBAPIError), again.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM plans")
    again.engine.dispose()


def test_copy_taken_while_somebody_writes_has_what_was_accepted(place: Place, tmp_path: Path) -> None:
    registry = Registry(place.app)
    hand_in(registry, "B-1")
    with registry.engine.connect() as writer:
        take_turn(writer)
        writer.execute(REGISTRY_FACTS.insert().values(name="half", value="written"))
        result = run("registry", "backup", "-o", tmp_path / "copy", "--url", place.owner)
        assert result.exit_code == 0, result.stderr
        writer.rollback()
    place.lose()
    assert run("registry", "restore", tmp_path / "copy", "--url", place.owner).exit_code == 0
    assert Registry(place.app).version() == 1
    assert "half" not in str(all_rows(place.owner)["registry_facts"])


def test_nothing_is_overwritten(place: Place, tmp_path: Path) -> None:
    hand_in(Registry(place.app), "B-1")
    copy = tmp_path / "copy"
    assert run("registry", "backup", "-o", copy, "--url", place.owner).exit_code == 0
    content = copy.read_bytes()
    assert "上書き" in refused("registry", "backup", "-o", copy, "--url", place.owner)
    assert copy.read_bytes() == content
    assert "上書き" in refused("registry", "restore", copy, "--url", place.owner)
    assert Registry(place.app).version() == 1


def test_what_is_no_copy_is_refused_and_leaves_nothing(place: Place, tmp_path: Path) -> None:
    nonsense = tmp_path / "nonsense"
    nonsense.write_bytes(b"no database" * 100)
    place.lose()
    assert refused("registry", "restore", nonsense, "--url", place.owner)
    assert refused("registry", "restore", tmp_path / "missing", "--url", place.owner)
    if place.server is None:
        assert not place.file.exists()
    else:
        engine = sa.create_engine(place.owner)
        assert sa.inspect(engine).get_table_names() == []
        engine.dispose()


def test_password_is_neither_told_nor_an_argument(
    postgresql: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    seen = tmp_path / "seen"
    (programs / "pg_dump").write_text(
        f'#!/bin/sh\necho "$@" > {seen}\necho "$PGPASSWORD" >> {seen}\nexit 3\n'
    )
    (programs / "pg_dump").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    url = postgresql.url("registry", OWNER).replace("@", ":geheim@")
    told = refused("registry", "backup", "-o", tmp_path / "copy", "--url", url)
    arguments, password = seen.read_text().splitlines()
    assert "geheim" not in told + arguments
    assert password == "geheim"
    assert not list(tmp_path.glob("*copy*"))


def test_log_is_written_as_csv_without_formulas(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/registry.sqlite"
    record(Registry(url), actor="=HYPERLINK(1)", audience="government", action="download", subject="B-1")
    result = run("registry", "log", "--url", url)
    assert result.stdout.splitlines()[0] == "日時,利用者,取扱区分,行為,対象,備考"
    assert "'=HYPERLINK(1),government,ダウンロード,B-1," in result.stdout
    assert run("registry", "log", "--url", url, "--action", "sign_in").stdout.count("\n") == 1
    assert "--since" in refused("registry", "log", "--url", url, "--since", "昨日")
