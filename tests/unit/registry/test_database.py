"""A registry is created once, only ever grows, and stores a submission whole or not at all."""

import hashlib
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from domain.record import Submitted
from registry.database import AlreadyAccepted, Registry, SubmissionFacts
from registry.schema import METADATA, RECORD_TABLES, SUBMISSION_FILES, SUBMISSIONS
from tests.builders import IMARI, KIKUYO, project, site, submitted

FACTS = SubmissionFacts("熊本県", "2026H1", "2026-09", "上期の報告")
FILES = {"projects.csv": "案件\r\n".encode("cp932"), "sites.csv": b"\xef\xbb\xbfsites\n"}
TABLE_NAMES = sorted(METADATA.tables)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "registry.sqlite"


@pytest.fixture
def registry(path: Path) -> Registry:
    return Registry(f"sqlite:///{path}")


@pytest.fixture
def filled(registry: Registry) -> Registry:
    registry.accept(submitted([project()], [site()]), FILES, FACTS, submission_id="S-first")
    return registry


def rows(registry: Registry, name: str) -> list[dict]:
    with registry.engine.connect() as connection:
        return [dict(row) for row in connection.execute(sa.select(METADATA.tables[name])).mappings()]


def counts(registry: Registry) -> dict[str, int]:
    return {name: len(rows(registry, name)) for name in TABLE_NAMES}


def broken_in_the_last_table() -> Submitted:
    """A submission whose site lacks a text that the database insists on."""
    tables = submitted([project()], [site()])
    tables["project_sites"].frame["place_note"] = None
    return tables


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


def test_opening_again_creates_nothing_and_keeps_everything(filled: Registry, path: Path) -> None:
    def schema() -> list[tuple]:
        with sqlite3.connect(path) as connection:
            return connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2").fetchall()

    before, counted = schema(), counts(filled)
    reopened = Registry(f"sqlite:///{path}")
    assert schema() == before
    assert counts(reopened) == counted
    assert reopened.version() == 1


def test_file_registry_writes_ahead_and_checks_foreign_keys(registry: Registry) -> None:
    with registry.engine.connect() as connection:
        pragmas = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "foreign_keys")
        ]
    assert pragmas == ["wal", 1]


@pytest.mark.parametrize("name", TABLE_NAMES)
@pytest.mark.parametrize("change", ["UPDATE {0} SET submission_id = 'S-other'", "DELETE FROM {0}"])
def test_every_table_refuses_changes(filled: Registry, name: str, change: str) -> None:
    before = rows(filled, name)
    assert before, "a table without rows would refuse nothing"
    with (
        pytest.raises(sa.exc.IntegrityError, match="accepted rows are never changed"),
        filled.engine.begin() as c,
    ):
        c.exec_driver_sql(change.format(name))
    assert rows(filled, name) == before


@pytest.mark.parametrize("name", TABLE_NAMES)
@pytest.mark.parametrize("change", ["UPDATE {0} SET submission_id = 'S-other'", "DELETE FROM {0}"])
def test_other_programs_cannot_change_accepted_rows(
    filled: Registry, path: Path, name: str, change: str
) -> None:
    filled.engine.dispose()
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="accepted rows are never changed"):
        connection.execute(change.format(name))
    connection.close()


def test_replacing_an_accepted_row_is_refused(filled: Registry) -> None:
    columns = ", ".join(column.name for column in SUBMISSIONS.columns if column.name != "note")
    replace = f"INSERT OR REPLACE INTO submissions ({columns}, note) SELECT {columns}, 'x' FROM submissions"
    with pytest.raises(sa.exc.IntegrityError), filled.engine.connect() as connection:
        connection.exec_driver_sql(replace)


def test_accepted_submission_is_one_row_with_its_facts(filled: Registry) -> None:
    line = filled.submissions().iloc[0]
    assert line[["sequence", "submission_id", "submitted_by", "period", "as_of", "note"]].to_list() == [
        1,
        "S-first",
        "熊本県",
        "2026H1",
        "2026-09",
        "上期の報告",
    ]
    assert line["file_names"] == "projects.csv、sites.csv"
    assert line["received_at"][10] == "T"
    assert line["received_at"][-6] in "+-", "the time of receipt has its offset"


def test_original_files_are_stored_byte_for_byte(filled: Registry) -> None:
    stored = {row["file_name"]: row for row in rows(filled, SUBMISSION_FILES.name)}
    assert {name: row["content"] for name, row in stored.items()} == FILES
    assert {name: row["sha256"] for name, row in stored.items()} == {
        name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()
    }


def test_every_row_keeps_its_place_in_the_file(registry: Registry) -> None:
    registry.accept(submitted([project("P-1"), project("P-2")], [site("P-1"), site("P-2")]), {}, FACTS)
    found = [(row["project_id"], row["source_file"], row["source_row"]) for row in rows(registry, "projects")]
    assert found == [("P-1", "projects.csv", 2), ("P-2", "projects.csv", 3)]


def test_missing_numbers_are_stored_as_nothing_and_zero_as_zero(registry: Registry) -> None:
    registry.accept(submitted([project(amount_yen=None, public_support_yen=0)], []), {}, FACTS)
    (row,) = rows(registry, "projects")
    assert (row["amount_yen"], row["public_support_yen"], row["is_core"]) == (None, 0, None)


def test_largest_amounts_are_stored_to_the_yen(registry: Registry) -> None:
    registry.accept(submitted([project(amount_yen=9_007_199_254_740_993)], []), {}, FACTS)
    assert rows(registry, "projects")[0]["amount_yen"] == 9_007_199_254_740_993


def test_withdrawn_rows_are_appended_and_marked(filled: Registry) -> None:
    gone = submitted([project()], [site(lg_code=IMARI)])
    withdrawn = {name: table.frame for name, table in gone.items()}
    filled.accept({}, {}, FACTS, withdrawn=withdrawn)
    assert [row["is_withdrawn"] for row in rows(filled, "projects")] == [False, True]
    assert [(row["lg_code"], row["is_withdrawn"]) for row in rows(filled, "project_sites")] == [
        (KIKUYO, False),
        (IMARI, True),
    ]


def test_submission_that_fails_half_way_leaves_nothing(registry: Registry) -> None:
    assert list(RECORD_TABLES)[-1] == "project_sites", "the failing table is written last"
    with pytest.raises(sa.exc.IntegrityError, match="place_note"):
        registry.accept(broken_in_the_last_table(), FILES, FACTS)
    assert set(counts(registry).values()) == {0}
    assert registry.version() == 0


def test_failed_submission_leaves_earlier_ones_alone_and_can_be_repeated(filled: Registry) -> None:
    before = counts(filled)
    with pytest.raises(sa.exc.IntegrityError):
        filled.accept(broken_in_the_last_table(), FILES, FACTS, submission_id="S-second")
    assert counts(filled) == before
    filled.accept(submitted([project("P-2")], [site("P-2")]), FILES, FACTS, submission_id="S-second")
    assert filled.submissions()["submission_id"].to_list() == ["S-first", "S-second"]


def test_submission_id_is_accepted_once(filled: Registry) -> None:
    before = counts(filled)
    with pytest.raises(AlreadyAccepted, match="S-first"):
        filled.accept(submitted([project("P-2")], []), {"other.csv": b"x"}, FACTS, submission_id="S-first")
    assert counts(filled) == before


def test_submissions_without_an_id_get_different_ones(registry: Registry) -> None:
    ids = [registry.accept(submitted([project()], []), {}, FACTS) for _ in range(2)]
    assert len(set(ids)) == 2
    assert registry.submissions()["submission_id"].to_list() == ids
    assert registry.version() == 2
