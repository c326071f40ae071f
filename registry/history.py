"""What has been handed in: submissions by plan and period, their rows and their original files.

Original files and rows hold what no audience sees, withheld names among it; they are for those who
hand in and receive.
"""

from __future__ import annotations

import pandas as pd
import sqlalchemy as sa

from domain.record import SOURCE_COLUMNS
from domain.reporting_period import reporting_periods
from domain.tables import TABLES
from registry.database import Registry
from registry.schema import RECORD_TABLES, SUBMISSION_FILES, SUBMISSION_PLANS, SUBMISSIONS

_LINE = (*SUBMISSIONS.c, SUBMISSION_PLANS.c.plan_id, SUBMISSION_PLANS.c.has_changed)


class NoSuchFile(LookupError):
    """No submission of this id has a file of this name."""


def submissions_of_plans(registry: Registry, *, plan_id: str = "", period: str = "") -> pd.DataFrame:
    """Which submission was about which plan, a line each, in the order of acceptance.

    Only of ``plan_id`` and only for ``period`` where they are given. Columns: those of
    ``submissions``, plan_id, and has_changed, which is false where a plan was handed in as it was.
    """
    query = (
        sa.select(*_LINE)
        .join(SUBMISSION_PLANS, SUBMISSION_PLANS.c.submission_id == SUBMISSIONS.c.submission_id)
        .order_by(SUBMISSIONS.c.sequence, SUBMISSION_PLANS.c.plan_id)
    )
    if plan_id:
        query = query.where(SUBMISSION_PLANS.c.plan_id == plan_id)
    if period:
        query = query.where(SUBMISSIONS.c.period == period)
    with registry.engine.connect() as connection:
        rows = connection.execute(query).all()
    kinds = {column.name: "str" for column in _LINE} | {"sequence": "int64", "has_changed": "bool"}
    return pd.DataFrame(rows, columns=list(kinds), dtype=object).astype(kinds)


def halves_handed_in(registry: Registry, version: int | None = None) -> tuple[str, ...]:
    """Reporting periods that submissions (up to ``version``) are for, the newest first."""
    query = sa.select(SUBMISSIONS.c.period).distinct()
    if version is not None:
        query = query.where(SUBMISSIONS.c.sequence <= version)
    with registry.engine.connect() as connection:
        handed_in = set(connection.scalars(query))
    return tuple(half for half in reversed(list(reporting_periods())) if half in handed_in)


def submission_rows(registry: Registry, submission_id: str) -> dict[str, pd.DataFrame]:
    """By table, the rows that a submission appended, in its order.

    Columns: those of the table, is_withdrawn, and where the row stood in the file.
    """
    found = {}
    with registry.engine.connect() as connection:
        for name, table in TABLES.items():
            stored = RECORD_TABLES[name]
            columns = [*table.column_names, "is_withdrawn", *SOURCE_COLUMNS]
            query = (
                sa.select(*(stored.c[column] for column in columns))
                .where(stored.c.submission_id == submission_id)
                .order_by(stored.c.row_id)
            )
            rows = connection.execute(query).all()
            frame = table.typed(pd.DataFrame(rows, columns=columns, dtype=object))
            found[name] = frame.astype({"is_withdrawn": "bool", "source_row": "int64"})
    return found


def submission_files(registry: Registry, submission_id: str) -> pd.DataFrame:
    """The original files of a submission by name: file_name, sha256, and size in bytes."""
    query = (
        sa.select(
            SUBMISSION_FILES.c.file_name,
            SUBMISSION_FILES.c.sha256,
            sa.func.length(SUBMISSION_FILES.c.content).label("size"),
        )
        .where(SUBMISSION_FILES.c.submission_id == submission_id)
        .order_by(SUBMISSION_FILES.c.file_name)
    )
    with registry.engine.connect() as connection:
        return pd.DataFrame(connection.execute(query).all(), columns=["file_name", "sha256", "size"])


def submission_file(registry: Registry, submission_id: str, file_name: str) -> bytes:
    """An original file, byte for byte as it was handed in.

    Raises:
        NoSuchFile: there is no such submission, or it has no file of this name.
    """
    query = sa.select(SUBMISSION_FILES.c.content).where(
        SUBMISSION_FILES.c.submission_id == submission_id, SUBMISSION_FILES.c.file_name == file_name
    )
    with registry.engine.connect() as connection:
        content = connection.scalar(query)
    if content is None:
        raise NoSuchFile(f"{submission_id}: {file_name}")
    return bytes(content)
