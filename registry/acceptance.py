"""Accepting a submission: its rows, its original files and its facts, in one transaction or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import sqlalchemy as sa

from domain.belonging import parent_column
from domain.record import SOURCE_COLUMNS, Submitted
from registry.plan_changes import Frames, PlanChange, changed_plans, changes, ids_in, rows_since
from registry.schema import RECORD_TABLES, SUBMISSION_FILES, SUBMISSION_PLANS, SUBMISSIONS
from registry.turn import take_turn


class AlreadyAccepted(Exception):
    """A submission with this id has been accepted before, perhaps a moment ago by another process."""


class ChangedMeanwhile(Exception):
    """A plan, or a project in none, has changed since the version that a submission was made from; nothing was accepted.

    ``changes`` tells by whom and when. The message is a Japanese sentence that says what to do.
    """

    def __init__(self, changes: Sequence[PlanChange]) -> None:
        told = "、".join(
            f"{change.plan_id}（{change.submitted_by}、{change.received_at[:16].replace('T', ' ')}）"
            for change in changes
        )
        super().__init__(
            f"もとにした版のあとで、ほかの提出によって計画や案件が変わりました: {told}。"
            "最新の内容を書き出し、直してから提出してください。"
        )
        self.changes = tuple(changes)


@dataclass(frozen=True)
class SubmissionFacts:
    """Who hands in, for which fiscal half, how fresh the facts are, and a note.

    ``received_at`` is the moment of acceptance unless it is given, which only made-up history does.
    """

    submitted_by: str
    period: str
    as_of: str
    note: str = ""
    received_at: str = ""


@dataclass(frozen=True)
class Expectations:
    """What must still be so when a submission gets its turn.

    ``plans`` gives for the plans handed in the version that their file was made from, and
    ``checked_at`` the version that the check compared with: no plan that the rows change may have
    changed after it, even one that the file does not name, and no project of theirs that is in no plan.
    """

    plans: Mapping[str, int] = field(default_factory=dict)
    checked_at: int | None = None

    def of(self, changed: set[str]) -> dict[str, int]:
        """By plan the version after which it must not have changed."""
        others = {} if self.checked_at is None else dict.fromkeys(changed, self.checked_at)
        return others | dict(self.plans)


def new_submission_id() -> str:
    """An id that nothing else has: the time in words that sort, and eight random digits.

    Ids that grow keep what is written together in one place of every index.
    """
    return f"S-{dt.datetime.now():%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:8]}"


def store(
    engine: sa.Engine,
    submission_id: str,
    submitted: Submitted,
    withdrawn: Mapping[str, pd.DataFrame],
    files: Mapping[str, bytes],
    facts: SubmissionFacts,
    expected: Expectations,
) -> None:
    """Append a submission in one transaction, which all who write take in turn.

    Raises:
        AlreadyAccepted: ``submission_id`` is in the registry already.
        ChangedMeanwhile: a plan has changed against ``expected``.
    """
    frames = {
        name: parts
        for name in RECORD_TABLES
        if (parts := [frame for _, frame in _frames(name, submitted, withdrawn)])
    }
    with engine.connect() as connection:
        take_turn(connection)
        if is_accepted(connection, submission_id):
            raise AlreadyAccepted(submission_id)
        changed = changed_plans(connection, frames)
        if newer := changes(connection, expected.of(changed)) or _projects_changed(
            connection, frames, expected.checked_at
        ):
            raise ChangedMeanwhile(newer)
        _insert_head(connection, submission_id, files, facts)
        _insert(
            connection,
            SUBMISSION_PLANS,
            ("plan_id", "submission_id", "has_changed"),
            [(plan, submission_id, plan in changed) for plan in sorted(changed | set(expected.plans))],
        )
        for name, table in RECORD_TABLES.items():
            for is_withdrawn, frame in _frames(name, submitted, withdrawn):
                _insert_rows(connection, table, frame, submission_id, is_withdrawn)
        connection.commit()


def _projects_changed(connection: sa.Connection, frames: Frames, checked_at: int | None) -> list[PlanChange]:
    """Changes since ``checked_at`` of projects that these rows are or belong to. Where a plan has not changed,
    these are projects in no plan.
    """
    if checked_at is None:
        return []
    of_projects = [
        part
        for name, parts in frames.items()
        if name == "projects" or parent_column(name) == "project_id"
        for part in parts
    ]
    return rows_since(connection, {"project_id": ids_in(of_projects)["project_id"]}, checked_at)


def is_accepted(connection: sa.Connection, submission_id: str) -> bool:
    """True if a submission with this id has been accepted."""
    query = sa.select(sa.literal(1)).where(SUBMISSIONS.c.submission_id == submission_id)
    return connection.scalar(query) is not None


def _frames(
    name: str, submitted: Submitted, withdrawn: Mapping[str, pd.DataFrame]
) -> Iterator[tuple[bool, pd.DataFrame]]:
    """Rows of a table, withdrawn ones first: a key that is also handed in stays."""
    if name in withdrawn and len(withdrawn[name]):
        yield True, withdrawn[name]
    if name in submitted and len(submitted[name].frame):
        yield False, submitted[name].frame


def _insert_head(
    connection: sa.Connection, submission_id: str, files: Mapping[str, bytes], facts: SubmissionFacts
) -> None:
    last = connection.scalar(sa.select(sa.func.max(SUBMISSIONS.c.sequence))) or 0
    connection.execute(
        SUBMISSIONS.insert().values(
            sequence=last + 1,
            submission_id=submission_id,
            received_at=facts.received_at or dt.datetime.now().astimezone().isoformat(timespec="seconds"),
            submitted_by=facts.submitted_by,
            period=facts.period,
            as_of=facts.as_of,
            note=facts.note,
        )
    )
    rows = [(submission_id, name, hashlib.sha256(data).hexdigest(), data) for name, data in files.items()]
    _insert(connection, SUBMISSION_FILES, ("submission_id", "file_name", "sha256", "content"), rows)


def _insert_rows(
    connection: sa.Connection, table: sa.Table, frame: pd.DataFrame, submission_id: str, is_withdrawn: bool
) -> None:
    given = {str(name): _plain(values) for name, values in frame.items() if name in table.columns}
    for name, absent in zip(SOURCE_COLUMNS, ("", "", 0), strict=True):
        given.setdefault(name, [absent] * len(frame))
    common = (submission_id, is_withdrawn)
    rows = [common + row for row in zip(*given.values(), strict=True)]
    _insert(connection, table, ("submission_id", "is_withdrawn", *given), rows)


def _plain(values: pd.Series) -> list[Any]:
    """Plain Python values, with None for empty numbers."""
    return values.to_numpy(dtype=object, na_value=None).tolist()


def _insert(
    connection: sa.Connection, table: sa.Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """All rows with one prepared statement; a dictionary a row would cost as much as the database."""
    if not rows:
        return
    quote = connection.dialect.identifier_preparer.quote
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    names, marks = ", ".join(map(quote, columns)), ", ".join([mark] * len(columns))
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", list(rows))
