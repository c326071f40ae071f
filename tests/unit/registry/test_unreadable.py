"""A place that is no registry is refused with one Japanese sentence that names it."""

import contextlib
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.database import Registry, RegistryUnreadable

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥].*。$", re.DOTALL)


def refusal(url: str) -> str:
    with pytest.raises(RegistryUnreadable) as caught:
        Registry(url)
    sentence = str(caught.value)
    assert JAPANESE.search(sentence), sentence
    assert "INVESTMAP_REGISTRY" in sentence, "the sentence says what to put right"
    return sentence


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """Another program's SQLite file."""
    path = tmp_path / "other.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE diary (entry TEXT)")
    connection.execute("INSERT INTO diary VALUES ('secret')")
    connection.commit()
    connection.close()
    return path


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder in which this process, for the length of a test, may read and not write."""
    folder = Path(tempfile.mkdtemp())
    (folder / "registry.sqlite").touch()
    folder.chmod(0o555)
    (folder / "registry.sqlite").chmod(0o444)
    with as_ordinary_user():
        yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextlib.contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Root may write anywhere, so a test that runs as root becomes nobody for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_text_file_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "memo.txt"
    path.write_text("これは登録簿ではない。" * 100, encoding="utf-8")
    sentence = refusal(f"sqlite:///{path}")
    assert str(path) in sentence
    assert "データベースのファイルではありません" in sentence
    assert path.read_text(encoding="utf-8") == "これは登録簿ではない。" * 100


def test_truncated_registry_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "registry.sqlite"
    Registry(f"sqlite:///{path}").engine.dispose()
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])
    assert str(path) in refusal(f"sqlite:///{path}")


def test_another_programs_file_is_refused(foreign: Path) -> None:
    sentence = refusal(f"sqlite:///{foreign}")
    assert str(foreign) in sentence
    assert "別のプログラム" in sentence


def test_another_programs_tables_stay_as_they_were(foreign: Path) -> None:
    refusal(f"sqlite:///{foreign}")
    connection = sqlite3.connect(foreign)
    tables = connection.execute("SELECT name FROM sqlite_schema").fetchall()
    owner = connection.execute("PRAGMA application_id").fetchone()
    connection.close()
    assert (tables, owner) == ([("diary",)], (0,))


def test_another_programs_file_stays_byte_for_byte(foreign: Path) -> None:
    before = foreign.read_bytes()
    refusal(f"sqlite:///{foreign}")
    assert foreign.read_bytes() == before


def test_directory_is_refused(tmp_path: Path) -> None:
    assert str(tmp_path) in refusal(f"sqlite:///{tmp_path}")


def test_place_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert str(tmp_path / "file" / "registry.sqlite") in refusal(f"sqlite:///{tmp_path}/file/registry.sqlite")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of POSIX folders")
@pytest.mark.parametrize("name", ["new.sqlite", "registry.sqlite", "folder/new.sqlite"])
def test_read_only_place_is_refused(locked_folder: Path, name: str) -> None:
    assert str(locked_folder / name) in refusal(f"sqlite:///{locked_folder / name}")


def test_missing_database_server_is_refused() -> None:
    sentence = refusal("postgresql+psycopg://map:geheim@127.0.0.1:1/investmap")
    assert "127.0.0.1:1/investmap" in sentence


@pytest.mark.parametrize(
    "url", ["", "registry.sqlite", "C:\\登録簿\\registry.sqlite", "sqlite:/registry.sqlite"]
)
def test_place_that_is_no_url_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if not url:
        monkeypatch.setenv("INVESTMAP_REGISTRY", "registry.sqlite")
    assert (url or "registry.sqlite") in refusal(url)


@pytest.mark.parametrize(
    "url",
    [
        "mysqll://map:geheim@host/investmap",
        "mysql://map:geheim@host/investmap",
        "postgresql+psycopg://map:geheim@127.0.0.1:1/investmap",
    ],
)
def test_password_is_never_shown(url: str) -> None:
    sentence = refusal(url)
    assert "geheim" not in sentence
    assert "//map@" in sentence


@pytest.mark.parametrize(
    "url",
    [
        "post gres://map:geheim@host/investmap",
        "://host/investmap",
        "postgresql+psycopg://map:geheim@host:port/investmap",
        "sqlite:///\0registry.sqlite",
    ],
)
def test_malformed_url_is_refused(url: str) -> None:
    assert "geheim" not in refusal(url)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://127.0.0.1:1/investmap?user=map&password=geheim",
        "postgresql:map:geheim@host/investmap",
        "postgresql+psycopg://map:vor@geheim@127.0.0.1:1/investmap",
    ],
)
def test_password_in_an_unusual_place_is_hidden(url: str) -> None:
    assert "geheim" not in refusal(url)
