"""Files on their way to a browser: there for a minute whatever others do, at addresses made of all they hold."""

from __future__ import annotations

import pytest
from streamlit import runtime
from streamlit.runtime import memory_media_file_storage
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError

from ui import file_store
from ui.file_store import FileStore
from ui.server import application


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr(file_store.time, "monotonic", lambda: now[0])
    return now


def stored(store: FileStore, content: bytes, kind: MediaFileKind = MediaFileKind.DOWNLOADABLE) -> str:
    return store.load_and_get_id(content, "text/csv", kind, "案件.csv")


def is_there(store: FileStore, file_id: str) -> bool:
    try:
        store.get_file(f"{file_id}.csv")
    except MediaFileStorageError:
        return False
    return True


def test_file_a_button_made_outlives_the_runs_of_others(clock: list[float]) -> None:
    store = FileStore("/media")
    files = MediaFileManager(store)
    pressed = files.add_deferred(lambda: b"1,2", "text/csv", "0.1", "案件.csv")
    address = files.execute_deferred(pressed).removeprefix("/media/")
    for _ in range(9):
        files.remove_orphaned_files()
    assert store.get_file(address).content == b"1,2"
    clock[0] += 59
    assert store.get_file(address).filename == "案件.csv"
    clock[0] += 2
    with pytest.raises(MediaFileStorageError):
        store.get_file(address)
    assert not store._files_by_id
    assert not store._let_go


def test_file_that_is_shown_stays_and_is_dropped_soon_after(clock: list[float]) -> None:
    store = FileStore("/media")
    picture = stored(store, b"<svg/>", MediaFileKind.MEDIA)
    clock[0] += 1000
    assert is_there(store, picture)
    store.delete_file(picture)
    assert is_there(store, picture), "a session that is being drawn shows it again"
    clock[0] += 11
    assert not is_there(store, picture)


def test_file_that_is_made_again_has_its_whole_time_again(clock: list[float]) -> None:
    store = FileStore("/media")
    first = stored(store, b"1,2")
    store.delete_file(first)
    clock[0] += 50
    assert stored(store, b"1,2") == first
    store.delete_file(first)
    clock[0] += 50
    assert is_there(store, first)
    clock[0] += 20
    assert not is_there(store, first)


def test_large_files_that_differ_in_one_place_have_two_addresses() -> None:
    store = FileStore("/media")
    one, other = bytearray(3 * 2**20), bytearray(3 * 2**20)
    other[2**20] = 1
    first, second = stored(store, bytes(one)), stored(store, bytes(other))
    assert first != second
    assert store.get_file(f"{second}.csv").content == bytes(other)


def test_address_cannot_be_worked_out_from_the_contents() -> None:
    assert stored(FileStore("/media"), b"1,2") != stored(FileStore("/media"), b"1,2")


def test_files_let_go_take_no_more_than_their_share(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_store, "MOST_BYTES", 25)
    store, ids = FileStore("/media"), []
    shown = stored(store, b"x" * 100)
    for number in range(4):
        clock[0] += 1
        ids.append(stored(store, str(number).encode() * 10))
        store.delete_file(ids[-1])
    assert [is_there(store, each) for each in ids] == [False, False, True, True]
    assert is_there(store, shown), "a session shows it"


def test_file_nobody_has_is_let_go_without_complaint() -> None:
    FileStore("/media").delete_file("unknown")


def test_server_of_this_edition_of_streamlit_stores_files_here(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = memory_media_file_storage.MemoryMediaFileStorage
    monkeypatch.setattr(memory_media_file_storage, "MemoryMediaFileStorage", storage)
    monkeypatch.setattr(runtime.Runtime, "_instance", None)
    made = application()._create_runtime()
    assert isinstance(made.media_file_mgr._storage, FileStore)
