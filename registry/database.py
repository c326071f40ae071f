"""Opening a registry, accepting a submission in one transaction, and what has been accepted."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import sqlalchemy as sa

from domain.folders import user_folder
from domain.record import Submitted
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
                self._claim_sqlite_file()
            METADATA.create_all(self.engine)
        except (sa.exc.SQLAlchemyError, ImportError, OSError) as error:
            raise RegistryUnreadable(_sentence(self.url, error)) from error

    def _claim_sqlite_file(self) -> None:
        with self.engine.connect() as connection:
            owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
            if owner == _SQLITE_APPLICATION_ID:
                return
            tables = sa.inspect(connection).get_table_names()
            if tables:
                raise RegistryUnreadable(
                    f"{self.url} は地域未来投資マップの登録簿ではありません（別のプログラムの表があります）。"
                    "INVESTMAP_REGISTRY の指定を直してください。"
                )
            connection.exec_driver_sql(f"PRAGMA application_id = {_SQLITE_APPLICATION_ID}")
            connection.commit()

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
        ``withdrawn`` holds, by table, rows whose keys this submission takes back. A given
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

    def has_file(self, content: bytes) -> bool:
        """True if a file with exactly this content has been accepted before."""
        digest = hashlib.sha256(content).hexdigest()
        query = sa.select(sa.literal(1)).where(SUBMISSION_FILES.c.sha256 == digest).limit(1)
        with self.engine.connect() as connection:
            return connection.scalar(query) is not None

    def submissions(self) -> pd.DataFrame:
        """Every accepted submission in order: the columns of ``submissions`` and ``file_names``."""
        with self.engine.connect() as connection:
            frame = pd.read_sql(sa.select(SUBMISSIONS).order_by(SUBMISSIONS.c.sequence), connection)
            files = pd.read_sql(
                sa.select(SUBMISSION_FILES.c.submission_id, SUBMISSION_FILES.c.file_name), connection
            )
        names = files.groupby("submission_id")["file_name"].agg("、".join)
        return frame.assign(file_names=frame["submission_id"].map(names).fillna(""))


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
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA busy_timeout = 30000")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _sentence(url: str, error: Exception) -> str:
    shown = sa.make_url(url).render_as_string(hide_password=True) if "://" in url else url
    text = str(getattr(error, "orig", None) or error)
    if "not a database" in text:
        reason = "データベースのファイルではありません（壊れているか、別の種類のファイルです）"
    elif isinstance(error, sa.exc.ArgumentError):
        reason = "登録簿の場所の書き方が正しくありません"
    else:
        reason = f"開けません（{text}）"
    return (
        f"登録簿 {shown} は{reason}。INVESTMAP_REGISTRY の指定を直すか、"
        "ファイルを別の場所に移してから起動し直してください。"
    )
