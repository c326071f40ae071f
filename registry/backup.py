"""A copy of a whole registry in one file, and a registry made from such a copy.

SQLite's own backup for a file, ``pg_dump`` and ``pg_restore`` for a server: each database's own means,
which work while the app reads and writes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import sqlalchemy as sa

from registry.file_copy import copy_file
from registry.form import Form, form_of
from registry.opening import FAULTS, engine_of
from registry.schema import METADATA
from registry.unreadable import nothing_there, place, unreadable


class NotDone(Exception):
    """A copy or a restoration was not made; the message is a Japanese sentence that says why."""


def back_up(url: str, target: Path) -> None:
    """Write the registry at ``url``, as it stands at one moment, to the new file ``target``.

    Raises:
        RegistryUnreadable: no access, or no registry there.
        NotDone: ``target`` is there already or cannot be written, or ``pg_dump`` failed.
        OSError: ``target`` cannot be written.
    """
    if target.exists():
        raise NotDone(f"{target} はすでにあります。写しは上書きしません。別の名前を指定してください。")
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite":
        path = Path(parsed.database or "")
        if not path.is_file():
            raise nothing_there(url)
        _must_hold_a_registry(url)
        copy_file(path, target)
        return
    _must_hold_a_registry(url)
    unfinished = target.with_name(f".{target.name}-unfinished")
    try:
        # Created for nobody else's eyes: it holds names that are withheld.
        unfinished.touch(mode=0o600)
        _run("pg_dump", parsed, "--format=custom", f"--file={unfinished}")
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)


def restore(url: str, source: Path) -> None:
    """Make the registry at ``url`` from a copy; there must be none yet. All or nothing.

    Raises:
        RegistryUnreadable: no access, or the copy holds no registry.
        NotDone: there is a registry already, or ``pg_restore`` failed.
        OSError: the copy cannot be read, or the registry cannot be written.
    """
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite":
        target = Path(parsed.database or "")
        if target.exists():
            raise NotDone(
                f"{place(url)}はすでにあります。上書きはしません。別の場所に移してから行ってください。"
            )
        _must_hold_a_registry(f"sqlite:///{source}")
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_file(source, target)
        return
    _must_be_empty(url)
    _run("pg_restore", parsed, "--single-transaction", "--exit-on-error", "--no-owner", str(source))


def _must_hold_a_registry(url: str) -> None:
    try:
        engine = engine_of(url)
        with engine.connect() as connection:
            form = form_of(connection, url)
        engine.dispose()
    except FAULTS as error:
        raise unreadable(url, error) from error
    if form is Form.LACKING:
        raise nothing_there(url)


def _must_be_empty(url: str) -> None:
    try:
        engine = engine_of(url)
        with engine.connect() as connection:
            present = set(sa.inspect(connection).get_table_names())
        engine.dispose()
    except FAULTS as error:
        raise unreadable(url, error) from error
    if not present.isdisjoint(METADATA.tables):
        raise NotDone(
            f"{place(url)}にはすでに登録簿の表があります。上書きはしません。空のデータベースを作り、その場所を指定してください。"
        )


def _run(program: str, url: sa.URL, *options: str) -> None:
    """Run a program of PostgreSQL; the password goes by the environment, which other users do not see."""
    found = shutil.which(program)
    if found is None:
        raise NotDone(
            f"{program} がありません。PostgreSQL のクライアント（postgresql-client）を入れてください。"
        )
    environment = os.environ | ({"PGPASSWORD": str(url.password)} if url.password else {})
    # A socket's folder stands in the query.
    host, port = url.host or url.query.get("host"), url.port or url.query.get("port")
    where = [f"--host={host}"] if host else []
    where += [f"--port={port}"] if port else []
    where += [f"--username={url.username}"] if url.username else []
    command = [found, "--no-password", *where, f"--dbname={url.database}", *options]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace")
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"終了コード {done.returncode}"]
        raise NotDone(f"{place(str(url))}: {program} が失敗しました（{lines[0]}）。")
