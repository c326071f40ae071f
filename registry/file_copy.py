"""A copy of a SQLite file that is whole at any moment, also while others read it and write to it."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import uuid
from pathlib import Path


def copy_file(source: Path, target: Path) -> Path:
    """Copy the database ``source`` as it stands to the new file ``target``, and return ``target``.

    The copy has the rights of the original and appears when it is whole.

    Raises:
        FileExistsError: there is a file already; nothing is overwritten.
        OSError: the copy cannot be written, or the source is not a sound database.
    """
    unfinished = target.with_name(f".{target.name}-{uuid.uuid4().hex[:8]}")
    try:
        with (
            contextlib.closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as original,
            contextlib.closing(sqlite3.connect(unfinished)) as copy,
        ):
            original.backup(copy)
            # One file: what reads it later need not be able to write beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
            _must_be_sound(copy)
        shutil.copymode(source, unfinished)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        os.link(unfinished, target)
    except sqlite3.Error as error:
        raise OSError(f"{target}: {error}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def _must_be_sound(database: sqlite3.Connection) -> None:
    told = database.execute("PRAGMA quick_check").fetchone()
    if told != ("ok",):
        raise OSError(f"damaged: {told[0]}")
