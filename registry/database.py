"""Opening a registry, accepting a submission in one transaction, and what has been accepted."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import sqlalchemy as sa

from domain.folders import user_folder
from domain.record import Submitted
from domain.spoken_error import spoken
from registry.schema import METADATA, RECORD_TABLES, SUBMISSION_FILES, SUBMISSIONS

_SQLITE_APPLICATION_ID = 0x494E564D  # "INVM", tells our files from other SQLite files


class RegistryUnreadable(Exception):
    """The registry cannot be opened; the message is a Japanese sentence that says what to do."""


class AlreadyAccepted(Exception):
    """A submission with this id has been accepted before, perhaps a moment ago by another process."""


@dataclass(frozen=True)
class SubmissionFacts:
    """Who hands in, for which fiscal half, how fresh the facts are, and a note."""

    submitted_by: str
    period: str
    as_of: str
    note: str = ""


def registry_url() -> str:
    """URL of the registry: ``INVESTMAP_REGISTRY``, or one SQLite file in the user's folder."""
    return os.environ.get("INVESTMAP_REGISTRY") or f"sqlite:///{user_folder() / 'registry.sqlite'}"


class Registry:
    """A database of accepted submissions. Rows are appended; nothing is ever overwritten."""

    def __init__(self, url: str | None = None) -> None:
        """Open ``url`` and create the tables where they are missing.

        Raises:
            RegistryUnreadable: not a database, another program's database, or no access.
        """
        self.url = url or registry_url()
        try:
            parsed = sa.make_url(self.url)
            if parsed.get_backend_name() == "sqlite" and parsed.database:
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            self.engine = sa.create_engine(parsed, **_engine_options(parsed))
            if self.engine.dialect.name == "sqlite":
                sa.event.listen(self.engine, "connect", _set_up_sqlite)
                self._create_in_sqlite()
            else:
                METADATA.create_all(self.engine)
        except (sa.exc.SQLAlchemyError, ImportError, OSError, ValueError) as error:
            raise RegistryUnreadable(_sentence(self.url, error)) from error

    def _create_in_sqlite(self) -> None:
        """Tables and triggers in one transaction, which processes that start together take in turn.

        Nothing is written to a file that belongs to another program, not even its journal mode.
        """
        with self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
            if owner != _SQLITE_APPLICATION_ID and sa.inspect(connection).get_table_names():
                connection.rollback()
                raise RegistryUnreadable(
                    f"{_place(self.url)}は地域未来投資マップの登録簿ではありません（別のプログラムの表があります）。"
                    "INVESTMAP_REGISTRY の指定を直してください。"
                )
            connection.exec_driver_sql(f"PRAGMA application_id = {_SQLITE_APPLICATION_ID}")
            METADATA.create_all(connection)
            connection.commit()
            _write_ahead(connection)

    def version(self) -> int:
        """Number of the last accepted submission; 0 for an empty registry."""
        with self.engine.connect() as connection:
            return connection.scalar(sa.select(sa.func.max(SUBMISSIONS.c.sequence))) or 0

    def accept(
        self,
        submitted: Submitted,
        files: Mapping[str, bytes],
        facts: SubmissionFacts,
        *,
        withdrawn: Mapping[str, pd.DataFrame] | None = None,
        submission_id: str | None = None,
    ) -> str:
        """Append a checked submission, its rows and its original files; returns its id.

        All or nothing: one transaction. The caller has seen to it that no finding is an error.
        ``withdrawn`` holds, by table, rows that this submission takes back. A given
        ``submission_id`` is accepted once only.

        Raises:
            AlreadyAccepted: ``submission_id`` is in the registry already.
        """
        submission_id = submission_id or f"S-{uuid.uuid4().hex[:12]}"
        try:
            self._insert(submission_id, submitted, files, facts, withdrawn or {})
        except sa.exc.IntegrityError as error:
            if "submissions.submission_id" in str(error.orig) or "submissions_submission_id" in str(
                error.orig
            ):
                raise AlreadyAccepted(submission_id) from error
            raise
        return submission_id

    def _insert(
        self,
        submission_id: str,
        submitted: Submitted,
        files: Mapping[str, bytes],
        facts: SubmissionFacts,
        withdrawn: Mapping[str, pd.DataFrame],
    ) -> None:
        with self.engine.begin() as connection:
            connection.execute(
                SUBMISSIONS.insert().values(
                    submission_id=submission_id,
                    received_at=dt.datetime.now().astimezone().isoformat(timespec="seconds"),
                    submitted_by=facts.submitted_by,
                    period=facts.period,
                    as_of=facts.as_of,
                    note=facts.note,
                )
            )
            for name, content in files.items():
                connection.execute(
                    SUBMISSION_FILES.insert().values(
                        submission_id=submission_id,
                        file_name=name,
                        sha256=hashlib.sha256(content).hexdigest(),
                        content=content,
                    )
                )
            for name in RECORD_TABLES:
                rows = _insertable(withdrawn.get(name), submission_id, is_withdrawn=True)
                if name in submitted:
                    rows += _insertable(submitted[name].frame, submission_id, is_withdrawn=False)
                if rows:
                    connection.execute(RECORD_TABLES[name].insert(), rows)

    def has_submission(self, submission_id: str) -> bool:
        """True if a submission with this id has been accepted."""
        query = sa.select(sa.literal(1)).where(SUBMISSIONS.c.submission_id == submission_id)
        with self.engine.connect() as connection:
            return connection.scalar(query) is not None

    def submissions(self) -> pd.DataFrame:
        """Every accepted submission in order: the columns of ``submissions`` and ``file_names``."""
        with self.engine.connect() as connection:
            frame = pd.read_sql(sa.select(SUBMISSIONS).order_by(SUBMISSIONS.c.sequence), connection)
            files = pd.read_sql(
                sa.select(SUBMISSION_FILES.c.submission_id, SUBMISSION_FILES.c.file_name).order_by(
                    SUBMISSION_FILES.c.file_name
                ),
                connection,
            )
        names = files.groupby("submission_id")["file_name"].agg("、".join).to_dict()
        return frame.assign(file_names=[names.get(key, "") for key in frame["submission_id"]])


def _insertable(
    frame: pd.DataFrame | None, submission_id: str, *, is_withdrawn: bool
) -> list[dict[str, object]]:
    """Rows as plain Python values, with None for empty numbers."""
    if frame is None:
        return []
    plain = frame.astype(object).where(frame.notna(), None)
    common = {"submission_id": submission_id, "is_withdrawn": is_withdrawn}
    place = {"source_file": "", "source_sheet": "", "source_row": 0}
    return [place | common | {str(k): v for k, v in row.items()} for row in plain.to_dict("records")]


def _engine_options(url: sa.URL) -> dict[str, Any]:
    """A database in memory is one connection that all threads share, or each would have its own."""
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        return {"poolclass": sa.StaticPool, "connect_args": {"check_same_thread": False}}
    return {}


def _set_up_sqlite(connection: object, _: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA busy_timeout = 30000")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    # Without this, INSERT OR REPLACE would delete a row behind the back of its trigger.
    cursor.execute("PRAGMA recursive_triggers = ON")
    cursor.close()


def _write_ahead(connection: sa.Connection) -> None:
    """Let readers and the writer of a SQLite file work at once.

    SQLite does not wait for its lock here, as it does elsewhere. A file that stays in use is left as
    it is: it works, and the next opening tries again.
    """
    for _ in range(100):
        try:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        except sa.exc.OperationalError:
            connection.rollback()
            time.sleep(0.02)
        else:
            return


def _place(url: str) -> str:
    """The registry's place in words, with nothing in it that could be a password."""
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        # Without a known form no one can say which part of it is a password.
        return "登録簿" if "@" in url or "?" in url else f"登録簿「{url}」"
    if parsed.get_backend_name() == "sqlite":
        return f"登録簿 {parsed.database} "
    # A password that itself holds @ is read as part of the host.
    host = (parsed.host or "").rpartition("@")[2]
    shown = sa.URL.create(parsed.drivername, parsed.username, None, host, parsed.port, parsed.database)
    return f"登録簿 {shown} "


def _sentence(url: str, error: Exception) -> str:
    text = str(getattr(error, "orig", None) or error)
    if "not a database" in text:
        reason = "データベースのファイルではありません（壊れているか、別の種類のファイルです）"
    elif isinstance(error, sa.exc.NoSuchModuleError | sa.exc.ArgumentError | ValueError | ImportError):
        reason = "場所の書き方が正しくないか、その種類のデータベースを使う部品が入っていません"
    elif isinstance(error, OSError):
        reason = f"開けません（{spoken(error)}）"
    elif "readonly" in text:
        reason = "書き込めない場所にあります"
    elif "locked" in text:
        reason = "ほかのプログラムが使っていて、待っても空きませんでした"
    else:
        reason = "開けません（場所、権限、サーバーの状態を確かめてください）"
    return (
        f"{_place(url)}は{reason}。INVESTMAP_REGISTRY の指定を直すか、"
        "ファイルを別の場所に移してから起動し直してください。"
    )
