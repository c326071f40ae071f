"""A registry is created once, says from then on what it is, and grows with the product's tables."""

import sqlite3
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from registry.database import Registry, RegistryUnreadable
from registry.facts import PUBLIC_LABEL
from registry.schema import METADATA
from registry.schema_version import VERSION_TABLE
from registry.snapshot import read_records
from tests.builders import project, site, submitted
from tests.unit.registry.stored import FACTS, counts, rows, whole_plan

OLD_SCHEMA = (Path(__file__).parent / "registry_of_part_1.sql").read_text(encoding="utf-8")
DEMO = {"label": "デモ（架空）", "is_fictional": True}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "registry.sqlite"


@pytest.fixture
def old(path: Path) -> str:
    """A registry file as the first edition made it, with one project in it."""
    with sqlite3.connect(path) as connection:
        connection.executescript(OLD_SCHEMA)
    connection.close()
    return f"sqlite:///{path}"


def schema(path: Path) -> list[tuple]:
    with sqlite3.connect(path) as connection:
        return connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2").fetchall()


def test_registry_lies_in_the_users_folder_unless_told(home: Path) -> None:
    Registry()
    assert (home / "registry.sqlite").exists()


def test_environment_moves_the_registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "共有 フォルダ" / "登録簿.sqlite"
    monkeypatch.setenv("INVESTMAP_REGISTRY", f"sqlite:///{elsewhere}")
    Registry()
    assert elsewhere.exists()


def test_new_registry_is_empty(registry: Registry) -> None:
    assert registry.version() == 0
    assert registry.submissions().empty
    assert set(counts(registry).values()) == {0}


def test_empty_file_becomes_a_registry(path: Path) -> None:
    path.touch()
    assert Registry(f"sqlite:///{path}").version() == 0


def test_opening_again_creates_nothing_and_keeps_everything(path: Path) -> None:
    filled = Registry(f"sqlite:///{path}")
    filled.accept(whole_plan(), {}, FACTS)
    before, counted = schema(path), counts(filled)
    reopened = Registry(f"sqlite:///{path}")
    assert schema(path) == before
    assert counts(reopened) == counted
    assert reopened.version() == 1


def test_file_registry_writes_ahead_and_checks_foreign_keys(path: Path) -> None:
    with Registry(f"sqlite:///{path}").engine.connect() as connection:
        pragmas = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "foreign_keys")
        ]
    assert pragmas == ["wal", 1]


def test_complete_registry_opens_while_another_writes(path: Path) -> None:
    Registry(f"sqlite:///{path}")
    writer = sqlite3.connect(path)
    writer.execute("BEGIN IMMEDIATE")
    assert Registry(f"sqlite:///{path}").version() == 0
    writer.close()


def test_registry_is_real_and_of_public_projects_unless_told(registry: Registry) -> None:
    assert (registry.label, registry.is_fictional) == (PUBLIC_LABEL, False)


def test_registry_says_for_good_what_it_was_created_as(path: Path) -> None:
    created = Registry(f"sqlite:///{path}", **DEMO)
    for reopened in (Registry(f"sqlite:///{path}"), Registry(f"sqlite:///{path}", label="別の名前")):
        assert (reopened.label, reopened.is_fictional) == ("デモ（架空）", True)
        assert reopened.identity == created.identity
    records = read_records(created)
    assert (records.registry_label, records.is_fictional) == ("デモ（架空）", True)


def test_every_registry_is_another_one(tmp_path: Path) -> None:
    found = [Registry(f"sqlite:///{tmp_path}/{number}.sqlite").identity for number in range(2)]
    assert len({*found, Registry("sqlite://").identity}) == 3


def test_registry_in_memory_does_not_last(path: Path) -> None:
    assert not Registry("sqlite://").is_lasting
    assert Registry(f"sqlite:///{path}").is_lasting


def test_threads_that_open_a_new_registry_at_once_agree_on_what_it_is(path: Path) -> None:
    gate, found, failures = threading.Barrier(4), [], []

    def start(number: int) -> None:
        gate.wait()
        try:
            found.append(Registry(f"sqlite:///{path}", label=f"登録簿 {number}"))
        except RegistryUnreadable as error:
            failures.append(error)

    threads = [threading.Thread(target=start, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len({(registry.label, registry.identity) for registry in found}) == 1


def test_registry_of_the_first_edition_gets_the_tables_that_came_later(old: str) -> None:
    registry = Registry(old)
    inspector = sa.inspect(registry.engine)
    assert set(inspector.get_table_names()) == {*METADATA.tables, VERSION_TABLE.name}
    for name, table in METADATA.tables.items():
        assert {index["name"] for index in inspector.get_indexes(name)} >= {i.name for i in table.indexes}
    assert (registry.label, registry.is_fictional, registry.version()) == (PUBLIC_LABEL, False, 1)
    assert read_records(registry).projects["name"].to_list() == ["旧い案件"]


def test_registry_of_the_first_edition_goes_on(old: str) -> None:
    registry = Registry(old)
    registry.accept(submitted([project("P-2")], [site("P-2")]), {}, FACTS)
    registry.accept(whole_plan(), {}, FACTS)
    assert registry.submissions()["sequence"].to_list() == [1, 2, 3]
    assert set(read_records(registry).projects["project_id"]) >= {"P-1", "P-2"}
    with pytest.raises(sa.exc.IntegrityError, match="never changed"), registry.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM plans")


def test_registry_of_the_first_edition_with_rows_is_real_whatever_the_caller_thinks(old: str) -> None:
    assert Registry(old, **DEMO).is_fictional is False


def test_foreign_table_under_the_name_of_one_of_ours_is_refused(path: Path) -> None:
    Registry(f"sqlite:///{path}").engine.dispose()
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE plans")
        connection.execute("CREATE TABLE plans (plan TEXT)")
    connection.close()
    with pytest.raises(RegistryUnreadable, match="別のプログラム"):
        Registry(f"sqlite:///{path}")


def test_facts_are_rows_like_all_others(registry: Registry) -> None:
    assert {row["name"]: row["value"] for row in rows(registry, "registry_facts")} == {
        "label": PUBLIC_LABEL,
        "is_fictional": "no",
        "identity": registry.identity,
    }
