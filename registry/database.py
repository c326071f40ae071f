"""A registry: accepting a submission, and what has been accepted."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import sqlalchemy as sa

from domain.record import Submitted
from registry.acceptance import (
    AlreadyAccepted,
    ChangedMeanwhile,
    Expectations,
    SubmissionFacts,
    is_accepted,
    new_submission_id,
    store,
)
from registry.facts import PUBLIC_LABEL
from registry.opening import open_database, registry_url
from registry.schema import SUBMISSION_FILES, SUBMISSIONS
from registry.unreadable import RegistryUnreadable

__all__ = [
    "AlreadyAccepted",
    "ChangedMeanwhile",
    "Registry",
    "RegistryUnreadable",
    "SubmissionFacts",
    "registry_url",
]


class Registry:
    """A database of accepted submissions. Rows are appended; nothing is ever overwritten.

    ``label`` and ``is_fictional`` say what it holds, ``identity`` tells it from every other registry.
    """

    def __init__(
        self, url: str | None = None, *, label: str = PUBLIC_LABEL, is_fictional: bool = False
    ) -> None:
        """Open ``url`` and create the tables where they are missing.

        A new registry keeps ``label`` and ``is_fictional`` for good; one that is there keeps its own.

        Raises:
            RegistryUnreadable: not a database, another program's database, or no access.
        """
        self.url = url or registry_url()
        self.engine, facts = open_database(self.url, label, is_fictional)
        self.label, self.is_fictional, self.identity = facts.label, facts.is_fictional, facts.identity

    @property
    def is_lasting(self) -> bool:
        """False for a registry in memory, which ends with its process."""
        return self.engine.dialect.name != "sqlite" or self.engine.url.database not in (None, "", ":memory:")

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
        expects: Mapping[str, int] | None = None,
        checked_at: int | None = None,
    ) -> str:
        """Append a checked submission, its rows and its original files; returns its id.

        All or nothing: one transaction. The caller has seen to it that no finding is an error.
        ``withdrawn`` holds, by table, rows that this submission takes back. A given
        ``submission_id`` is accepted once only. ``expects`` gives, by plan, the version that it was
        exported at; ``checked_at`` the version that the check compared with.

        Raises:
            AlreadyAccepted: ``submission_id`` is in the registry already.
            ChangedMeanwhile: a plan of ``expects`` has changed after its version, or any plan that
                these rows change has changed after ``checked_at``.
        """
        submission_id = submission_id or new_submission_id()
        expected = Expectations(expects or {}, checked_at)
        store(self.engine, submission_id, submitted, withdrawn or {}, files, facts, expected)
        return submission_id

    def has_submission(self, submission_id: str) -> bool:
        """True if a submission with this id has been accepted."""
        with self.engine.connect() as connection:
            return is_accepted(connection, submission_id)

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
