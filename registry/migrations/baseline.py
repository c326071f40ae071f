"""The tables as they were when the registry's schema got a number; frozen, whatever comes later.

``baseline.csv`` has the columns of the record tables; what all record tables share is here.
"""

from __future__ import annotations

import csv
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from registry.unchanging import forbid_changes_of_all

_COLUMNS = Path(__file__).with_suffix(".csv")
_TYPES: dict[str, sa.types.TypeEngine[Any]] = {
    "text": sa.Text(),
    "yen": sa.BigInteger(),
    "number": sa.Double(),
    "flag": sa.Boolean(),
}


@cache
def baseline() -> sa.MetaData:
    """Every table of revision 0001 with its indexes, comments and triggers."""
    metadata = sa.MetaData()
    _head_tables(metadata)
    with _COLUMNS.open(encoding="utf-8", newline="") as file:
        for name, lines in groupby(csv.DictReader(file), key=lambda line: line["table"]):
            _record_table(metadata, name, list(lines))
    forbid_changes_of_all(metadata)
    return metadata


def _submission_id(**options: Any) -> sa.Column[str]:
    return sa.Column("submission_id", sa.Text, sa.ForeignKey("submissions.submission_id"), **options)


def _head_tables(metadata: sa.MetaData) -> None:
    sa.Table(
        "registry_facts",
        metadata,
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        comment="what this registry is: its label, whether it is fictional, its identity",
    )
    sa.Table(
        "submissions",
        metadata,
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("submission_id", sa.Text, nullable=False, unique=True),
        sa.Column("received_at", sa.Text, nullable=False, comment="ISO 8601 with offset"),
        sa.Column("submitted_by", sa.Text, nullable=False),
        sa.Column("period", sa.Text, nullable=False, comment="fiscal half, 2026H2"),
        sa.Column("as_of", sa.Text, nullable=False, comment="partial date of the newest fact"),
        sa.Column("note", sa.Text, nullable=False),
        comment="one accepted submission a row, in the order of acceptance",
    )
    sa.Table(
        "submission_files",
        metadata,
        _submission_id(primary_key=True),
        sa.Column("file_name", sa.Text, primary_key=True),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False, comment="the file as it was handed in"),
        comment="the original files of every submission",
    )
    sa.Table(
        "submission_plans",
        metadata,
        sa.Column("plan_id", sa.Text, primary_key=True),
        _submission_id(primary_key=True),
        sa.Column("has_changed", sa.Boolean, nullable=False, comment="false: handed in again as it was"),
        comment="which plans a submission was about",
    )


def _record_table(metadata: sa.MetaData, name: str, lines: list[dict[str, str]]) -> None:
    columns = [
        sa.Column(
            line["column"], _TYPES[line["type"]], nullable=line["type"] != "text", comment=line["comment"]
        )
        for line in lines
    ]
    key = [line["column"] for line in lines if line["is_key"] == "yes"]
    indexes = [
        sa.Index(f"{name}_by_key", *key, "row_id"),
        sa.Index(f"{name}_by_submission", "submission_id"),
    ]
    if key[0] != "plan_id" and "plan_id" in (line["column"] for line in lines):
        indexes.append(sa.Index(f"{name}_by_plan", "plan_id", "row_id"))
    sa.Table(
        name,
        metadata,
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
        comment=lines[0]["table_comment"],
    )
