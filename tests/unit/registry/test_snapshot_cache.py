"""A snapshot on disk is the same as reading the database, and never another registry's or a damaged one."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import threading
import time
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from domain.record import Records
from domain.tables import TABLES
from registry import snapshot_cache
from registry.database import Registry
from registry.snapshot import read_records
from registry.snapshot_cache import cached_records, snapshots_folder
from tests.builders import plan, project, submitted, submitted_tables
from tests.unit.registry.stored import FACTS, whole_plan


@pytest.fixture(autouse=True)
def every_snapshot_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot_cache, "WORTH_KEEPING", 0)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Registry]:
    """Registries read from the database, one entry a reading."""
    read: list[Registry] = []

    def counted(registry: Registry, *given: object) -> Records:
        read.append(registry)
        return read_records(registry, *given)

    monkeypatch.setattr(snapshot_cache, "read_records", counted)
    return read


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "registry.sqlite"


@pytest.fixture
def filled(path: Path) -> Registry:
    registry = Registry(f"sqlite:///{path}")
    registry.accept(whole_plan("B-1"), {}, FACTS)
    return registry


def is_same(one: Records, other: Records) -> bool:
    for name in TABLES:
        pd.testing.assert_frame_equal(one[name], other[name])
    facts = ("registry_label", "is_fictional", "as_of", "accepted_at", "identity")
    return list(one.tables) == list(other.tables) and all(getattr(one, f) == getattr(other, f) for f in facts)


def kept() -> list[Path]:
    return [path for path in snapshots_folder().iterdir() if path.is_dir()]


def names(records: Records) -> list[str]:
    return records.projects["name"].to_list()


@pytest.mark.parametrize("audience", ["public", "government"])
@pytest.mark.parametrize("period", [None, "2026H1", "2025H1"])
def test_snapshot_is_read_back_as_it_was(
    registry: Registry, reads: list, audience: str, period: str | None
) -> None:
    registry.accept(whole_plan("B-1"), {}, FACTS)
    first = cached_records(registry, None, audience, period)
    second = cached_records(registry, None, audience, period)
    assert len(reads) == 1
    assert is_same(first, second)
    assert is_same(second, read_records(registry, None, audience, period))


def test_every_question_has_a_snapshot_of_its_own(filled: Registry, reads: list) -> None:
    filled.accept(submitted([project("P-2")], []), {}, FACTS)
    for _ in range(2):
        found = {
            cached_records(filled, version, audience, period).identity
            for version in (1, 2)
            for audience in ("public", "government")
            for period in (None, "2026H1")
        }
        assert len(found) == 8
    assert len(reads) == 8


def test_newer_version_is_not_hidden_by_an_older_snapshot(filled: Registry) -> None:
    before = cached_records(filled)
    filled.accept(submitted([project("P-2", name="新しい案件")], []), {}, FACTS)
    assert "新しい案件" in names(cached_records(filled))
    assert is_same(cached_records(filled, version=1), before)


def test_another_registry_at_the_same_place_is_another_one(filled: Registry, path: Path) -> None:
    cached_records(filled)
    filled.engine.dispose()
    for file in path.parent.glob("registry.sqlite*"):
        file.unlink()
    other = Registry(f"sqlite:///{path}")
    other.accept(submitted([project(name="別の登録簿の案件")], []), {}, FACTS)
    assert names(cached_records(other)) == ["別の登録簿の案件"]


def test_copy_that_went_another_way_is_another_one(filled: Registry, path: Path) -> None:
    filled.engine.dispose()
    copy = Registry(f"sqlite:///{shutil.copy(path, path.with_name('copy.sqlite'))}")
    for number, registry in enumerate((filled, copy)):
        registry.accept(submitted([project(f"P-{number}", name=f"{number}")], []), {}, FACTS)
        registry.accept({}, {}, FACTS, submission_id="S-same")
    assert (filled.identity, filled.version()) == (copy.identity, copy.version())
    assert "0" in names(cached_records(filled))
    assert "1" in names(cached_records(copy))


def damage(folder: Path, how: str) -> None:
    file = folder / "projects.parquet"
    content = bytearray(file.read_bytes())
    if how == "truncated":
        file.write_bytes(content[: len(content) // 2])
    elif how == "emptied":
        file.write_bytes(b"")
    elif how == "missing":
        file.unlink()
    elif how == "one bit":
        content[60] ^= 1
        file.write_bytes(content)
    elif how == "text":
        file.write_text("これはスナップショットではない")
    elif how == "foreign parquet":
        pq.write_table(pq.read_table(file).replace_schema_metadata(None), file)
    else:
        shutil.rmtree(folder)
        folder.mkdir()


DAMAGES = ["truncated", "emptied", "missing", "one bit", "text", "foreign parquet", "emptied folder"]


@pytest.mark.parametrize("how", DAMAGES)
def test_damaged_snapshot_is_ignored_and_written_anew(filled: Registry, reads: list, how: str) -> None:
    whole = cached_records(filled)
    (folder,) = kept()
    damage(folder, how)
    assert is_same(cached_records(filled), whole)
    assert len(reads) == 2
    assert is_same(cached_records(filled), whole)
    assert len(reads) == 2, "the damaged snapshot has been replaced"


def test_file_of_another_snapshot_is_not_taken(filled: Registry, reads: list) -> None:
    filled.accept(submitted([project("P-2")], []), {}, FACTS)
    for version in (1, 2):
        cached_records(filled, version)
    older, newer = sorted(kept(), key=lambda path: path.stat().st_mtime)
    shutil.copy(older / "projects.parquet", newer)
    assert "P-2" in set(cached_records(filled)["projects"]["project_id"])
    assert len(reads) == 3


def test_snapshot_under_another_name_is_not_taken(filled: Registry, reads: list) -> None:
    cached_records(filled, audience="government")
    (government,) = kept()
    cached_records(filled)
    (public,) = set(kept()) - {government}
    shutil.rmtree(public)
    shutil.copytree(government, public)
    assert cached_records(filled).audience == "public"
    assert cached_records(filled)["plans"]["contact"].to_list() == [""]


def test_product_that_lets_other_things_through_does_not_read_old_snapshots(
    filled: Registry, reads: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    cached_records(filled)
    snapshot_cache._edition.cache_clear()
    monkeypatch.setattr(snapshot_cache, "public_stages", lambda: ["bc_revised"])
    cached_records(filled)
    snapshot_cache._edition.cache_clear()
    assert len(reads) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX folders")
def test_snapshots_are_for_their_user_alone(filled: Registry, home: Path) -> None:
    home.mkdir(exist_ok=True)
    snapshots_folder().mkdir(mode=0o755)
    cached_records(filled, audience="government")
    (snapshot,) = kept()
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (snapshots_folder(), snapshot)] == [0o700] * 2


def test_snapshots_that_were_not_used_go_first(filled: Registry) -> None:
    for number in range(12):
        filled.accept(submitted_tables({"plans": [plan("B-1", title=f"{number}")]}), {}, FACTS)
        cached_records(filled)
        cached_records(filled, version=1)
    assert len(kept()) == 8
    reads_before = {path.name for path in kept()}
    cached_records(filled, version=1)
    assert {path.name for path in kept()} == reads_before, "the one in use is still there"


def test_half_written_snapshot_of_a_process_that_ended_goes_after_a_while(filled: Registry) -> None:
    cached_records(filled)
    old, new = (snapshots_folder() / f".unfinished-{name}" for name in ("old", "new"))
    for folder in (old, new):
        folder.mkdir()
    os.utime(old, (time.time() - 4000, time.time() - 4000))
    filled.accept(submitted([project("P-2")], []), {}, FACTS)
    cached_records(filled)
    assert (old.exists(), new.exists()) == (False, True)


def test_place_that_cannot_be_written_costs_only_time(filled: Registry, home: Path) -> None:
    home.mkdir(exist_ok=True)
    snapshots_folder().write_text("不要なファイル")
    assert is_same(cached_records(filled), read_records(filled))


def test_registry_in_memory_leaves_nothing_on_disk(home: Path) -> None:
    registry = Registry("sqlite://")
    registry.accept(whole_plan("B-1"), {}, FACTS)
    assert is_same(cached_records(registry), read_records(registry))
    assert not snapshots_folder().exists()


def test_small_registry_is_read_from_the_database(filled: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot_cache, "WORTH_KEEPING", 20_000)
    cached_records(filled)
    assert not snapshots_folder().exists()


def test_readers_and_writers_of_one_snapshot_do_not_disturb_each_other(filled: Registry) -> None:
    whole, failures = read_records(filled), []

    def work() -> None:
        for _ in range(5):
            for folder in kept() if snapshots_folder().exists() else []:
                shutil.rmtree(folder, ignore_errors=True)
            try:
                assert is_same(cached_records(filled), whole)
            except Exception as error:
                failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
