"""Tables of the registry, made from the record definitions; rows are inserted and never changed."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from domain.record import Kind, Table
from domain.tables import TABLES
from registry.unchanging import forbid_changes_of_all

METADATA = sa.MetaData()

REGISTRY_FACTS = sa.Table(
    "registry_facts",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
    comment="what this registry is: its label, whether it is fictional, its identity",
)

SUBMISSIONS = sa.Table(
    "submissions",
    METADATA,
    # Counted by whoever has the turn to write, so that no number is missing.
    sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("submission_id", sa.Text, nullable=False, unique=True),
    sa.Column("received_at", sa.Text, nullable=False, comment="ISO 8601 with offset"),
    sa.Column("submitted_by", sa.Text, nullable=False),
    sa.Column("period", sa.Text, nullable=False, comment="fiscal half, 2026H2"),
    sa.Column("as_of", sa.Text, nullable=False, comment="partial date of the newest fact"),
    sa.Column("note", sa.Text, nullable=False),
    comment="one accepted submission a row, in the order of acceptance",
)


def _submission_id(**options: Any) -> sa.Column[str]:
    return sa.Column("submission_id", sa.Text, sa.ForeignKey("submissions.submission_id"), **options)


SUBMISSION_FILES = sa.Table(
    "submission_files",
    METADATA,
    _submission_id(primary_key=True),
    sa.Column("file_name", sa.Text, primary_key=True),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False, comment="the file as it was handed in"),
    comment="the original files of every submission",
)

SUBMISSION_PLANS = sa.Table(
    "submission_plans",
    METADATA,
    sa.Column("plan_id", sa.Text, primary_key=True),
    _submission_id(primary_key=True),
    sa.Column("has_changed", sa.Boolean, nullable=False, comment="false: handed in again as it was"),
    comment="which plans a submission was about",
)

ACCESS_LOG = sa.Table(
    "access_log",
    METADATA,
    sa.Column("row_id", sa.Integer, primary_key=True, autoincrement=True, comment="grows with time"),
    sa.Column("at", sa.Text, nullable=False, comment="ISO 8601 with offset"),
    sa.Column("actor", sa.Text, nullable=False, comment="who: mail address, or the machine's user"),
    sa.Column("audience", sa.Text, nullable=False, comment="取扱区分 of that moment"),
    sa.Column("action", sa.Text, nullable=False, comment="code list access_action"),
    sa.Column("subject", sa.Text, nullable=False, comment="what it was about: file, submission, plan"),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Index("access_log_by_at", "at"),
    comment="who did what when with data that not all may see",
)

_TYPES: dict[Kind, sa.types.TypeEngine[Any]] = {
    Kind.YEN: sa.BigInteger(),
    Kind.NUMBER: sa.Double(),
    Kind.SHARE: sa.Double(),
    Kind.FLAG: sa.Boolean(),
}


def _record_table(table: Table) -> sa.Table:
    columns = [
        sa.Column(
            column.name,
            _TYPES.get(column.kind, sa.Text()),
            nullable=column.kind in _TYPES,
            comment=column.label_ja,
        )
        for column in table.columns
    ]
    indexes = [
        sa.Index(f"{table.name}_by_key", *table.key, "row_id"),
        sa.Index(f"{table.name}_by_submission", "submission_id"),
    ]
    if "plan_id" in table.column_names and table.key[0] != "plan_id":
        indexes.append(sa.Index(f"{table.name}_by_plan", "plan_id", "row_id"))
    return sa.Table(
        table.name,
        METADATA,
        sa.Column(
            "row_id", sa.Integer, primary_key=True, autoincrement=True, comment="grows with acceptance"
        ),
        _submission_id(nullable=False),
        sa.Column("is_withdrawn", sa.Boolean, nullable=False, comment="取り下げの行"),
        *columns,
        sa.Column("source_file", sa.Text, nullable=False),
        sa.Column("source_sheet", sa.Text, nullable=False),
        sa.Column("source_row", sa.Integer, nullable=False),
        *indexes,
        comment=table.label_ja,
    )


RECORD_TABLES = {table.name: _record_table(table) for table in TABLES.values()}

forbid_changes_of_all(METADATA)
