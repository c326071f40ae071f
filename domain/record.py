"""Record definitions: the tables, their columns, types and keys; nothing else defines them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from domain.finding import Cell, Finding


class Kind(StrEnum):
    """What a column holds. Empty text is ``""``; empty numbers are NA, which is not zero."""

    TEXT = "text"
    CODE = "code"  # a word of the column's vocabulary
    PLACE = "place"  # lg_code of a municipality or prefecture, or empty
    DATE = "date"  # partial ISO date
    YEN = "yen"  # whole yen, 64 bits
    NUMBER = "number"
    FLAG = "flag"


_DTYPES = {Kind.YEN: "Int64", Kind.NUMBER: "Float64", Kind.FLAG: "boolean"}


@dataclass(frozen=True)
class Column:
    """One column: its name in code, its Japanese heading, and what may stand in it."""

    name: str
    label_ja: str
    kind: Kind = Kind.TEXT
    vocabulary: str = ""
    is_required: bool = False

    @property
    def dtype(self) -> str:
        return _DTYPES.get(self.kind, "str")


@dataclass(frozen=True)
class Table:
    """One table: its columns in order, and the columns that make a row unique."""

    name: str
    label_ja: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def __getitem__(self, column: str) -> Column:
        return next(item for item in self.columns if item.name == column)

    @property
    def column_names(self) -> list[str]:
        return [column.name for column in self.columns]

    def frame(self, rows: list[dict[str, object]]) -> pd.DataFrame:
        """DataFrame with exactly this table's columns and types; absent values are empty."""
        return self.typed(pd.DataFrame(rows, columns=self.column_names, dtype=object))

    def typed(self, frame: pd.DataFrame) -> pd.DataFrame:
        """``frame`` with this table's columns first, in their types; further columns follow."""
        typed = {}
        for column in self.columns:
            values = frame[column.name]
            if column.dtype == "str":
                values = values.where(values.notna(), "")
            typed[column.name] = values.astype(column.dtype)
        rest = {name: frame[name] for name in frame.columns if name not in typed}
        return pd.DataFrame({**typed, **rest}, index=frame.index)


PROJECTS = Table(
    "projects",
    "投資案件",
    ("project_id",),
    (
        Column("project_id", "案件ID", is_required=True),
        Column("name", "案件名", is_required=True),
        Column("plan_id", "計画ID"),
        Column("field_code", "戦略分野", Kind.CODE, "strategic_field", is_required=True),
        Column("company_name", "事業者"),
        Column("corporate_number", "法人番号"),
        Column("company_disclosure", "事業者名の公開", Kind.CODE, "disclosure", is_required=True),
        Column("status_code", "状況", Kind.CODE, "project_status", is_required=True),
        Column("amount_yen", "投資額", Kind.YEN),
        Column("amount_scope", "金額の範囲", Kind.CODE, "amount_scope", is_required=True),
        Column("public_support_yen", "国の支援（上限）", Kind.YEN),
        Column("announced_date", "公表", Kind.DATE),
        Column("start_date", "着工", Kind.DATE),
        Column("operation_date", "稼働（予定を含む）", Kind.DATE),
        Column("is_core", "核となる案件", Kind.FLAG),
        Column("source_url", "出典"),
        Column("source_quote", "引用"),
        Column("note", "注意"),
    ),
)

PROJECT_SITES = Table(
    "project_sites",
    "案件の所在地",
    ("project_id", "lg_code"),
    (
        Column("project_id", "案件ID", is_required=True),
        Column("lg_code", "団体コード", Kind.PLACE),
        Column("share", "配分", Kind.NUMBER),
        Column("location_precision", "位置の精度", Kind.CODE, "location_precision", is_required=True),
        Column("lon", "経度", Kind.NUMBER),
        Column("lat", "緯度", Kind.NUMBER),
        Column("place_note", "所在地の補足"),
    ),
)

TABLES: Mapping[str, Table] = {table.name: table for table in (PROJECTS, PROJECT_SITES)}


SOURCE_COLUMNS = ("source_file", "source_sheet", "source_row")
"""Where a row stood in what was handed in; every stored row keeps them."""


@dataclass(frozen=True)
class SubmittedTable:
    """Rows of one table as they were handed in, and how to point at a cell of them.

    ``frame`` has the table's columns plus ``source_file``, ``source_sheet`` and ``source_row``.
    ``headings`` gives the sender's own heading for a column. ``unread`` gives, by column, the index
    of the rows whose cell held something that could not be read: it is empty in ``frame``, but the
    sender did not leave it empty.
    """

    table: Table
    frame: pd.DataFrame
    headings: Mapping[str, str] = field(default_factory=dict)
    unread: Mapping[str, Collection[int]] = field(default_factory=dict)

    def is_empty(self, column: str) -> pd.Series:
        """True for the rows whose cell the sender left empty."""
        values = self.frame[column]
        is_blank = values == "" if self.table[column].dtype == "str" else values.isna()
        return is_blank & ~self.is_unread(column)

    def is_unread(self, column: str) -> pd.Series:
        """True for the rows whose cell could not be read, which a finding tells already."""
        is_unread = self.frame.index.isin(list(self.unread.get(column, ())))
        return pd.Series(is_unread, index=self.frame.index)

    def cell(self, row: pd.Series, column: str = "") -> Cell:
        heading = self.headings.get(column, self.table[column].label_ja if column else "")
        return Cell(str(row["source_file"]), str(row["source_sheet"]), int(row["source_row"]), heading)


Submitted = Mapping[str, SubmittedTable]
"""Submitted tables by table name."""


@dataclass(frozen=True)
class Reading:
    """What one or more files said: tables as submitted, and findings about them."""

    submitted: Submitted
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class Records:
    """What a registry holds as of one version, as one audience may see it; never mutated.

    ``projects`` and ``project_sites`` have the columns of their tables, one row a key, sorted by
    key, with a fresh RangeIndex.
    """

    registry_label: str
    is_fictional: bool
    version: int
    audience: str
    as_of: str
    accepted_at: str
    projects: pd.DataFrame
    project_sites: pd.DataFrame

    @property
    def identity(self) -> tuple[str, int, str]:
        """What tells two snapshots apart: for cache keys."""
        return self.registry_label, self.version, self.audience
