"""A SQLite file of an earlier edition is upgraded by opening it, after a copy, and tells so once."""

from __future__ import annotations

import logging
import sqlite3
import threading
from pathlib import Path

import pytest

from registry.database import Registry, RegistryUnreadable
from registry.owning import upgrade_registry
from registry.schema_version import newest_revision
from registry.snapshot_cache import _edition
from tests.old_registry import old_file


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return old_file(tmp_path / "登録簿.sqlite")


def copies(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.stem}.0000-*"))


def dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        lines = list(connection.iterdump())
    connection.close()
    return lines


def test_opening_upgrades_and_keeps_a_copy_of_the_state_before(old: Path) -> None:
    before = dump(old)
    assert Registry(f"sqlite:///{old}").version() == 5
    (copy,) = copies(old)
    assert dump(copy) == before
    assert upgrade_registry(f"sqlite:///{old}").before == newest_revision()
    assert copies(old) == [copy]


def test_it_is_told_once(old: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="investmap.registry"):
        Registry(f"sqlite:///{old}")
        Registry(f"sqlite:///{old}")
    (message,) = [record.getMessage() for record in caplog.records]
    assert str(old) in message
    assert str(copies(old)[0]) in message


def test_several_that_open_it_at_once_upgrade_it_once(old: Path) -> None:
    gate, found = threading.Barrier(4), []

    def start() -> None:
        gate.wait()
        found.append(Registry(f"sqlite:///{old}").version())

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [5] * 4
    assert len(copies(old)) == 1


def test_without_a_copy_nothing_is_changed(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "full")

    before = dump(old)
    monkeypatch.setattr("registry.upgrade.copy_file", fail)
    with pytest.raises(RegistryUnreadable, match="空き容量"):
        Registry(f"sqlite:///{old}")
    assert dump(old) == before


def test_copy_can_be_put_back(old: Path) -> None:
    Registry(f"sqlite:///{old}").engine.dispose()
    (copy,) = copies(old)
    assert Registry(f"sqlite:///{copy}").version() == 5


def test_snapshots_of_another_revision_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    _edition.cache_clear()
    now = _edition()
    monkeypatch.setattr("registry.snapshot_cache.newest_revision", lambda: "9999")
    _edition.cache_clear()
    assert _edition() != now
    monkeypatch.undo()
    _edition.cache_clear()
