"""What a record definition is: tables, columns, kinds; and records as submitted and as read back."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

import pandas as pd
import pyarrow as pa
from pandas.api.extensions import ExtensionArray

from domain.finding import Cell, Finding
from domain.reporting_period import SINCE
from domain.viewer import Viewer, viewer


class Kind(StrEnum):
    """What a column holds. Empty text is ``""``; empty numbers are NA, which is not zero."""

    TEXT = "text"
    CODE = "code"  # a word of the column's vocabulary
    PLACE = "place"  # lg_code of a municipality or prefecture, or empty
    DATE = "date"  # partial ISO date
    YEN = "yen"  # whole yen, 64 bits
    NUMBER = "number"
    SHARE = "share"  # a part of 1; people write it in ％
    FISCAL_YEAR = "fiscal_year"  # the year that it starts in, four digits
    HALF = "half"  # fiscal half, 2026H1
    FLAG = "flag"


_DTYPES = {Kind.YEN: "Int64", Kind.NUMBER: "Float64", Kind.SHARE: "Float64", Kind.FLAG: "boolean"}
_UNITS = {Kind.YEN: "億円", Kind.SHARE: "％", Kind.FISCAL_YEAR: "年度"}


@dataclass(frozen=True)
class Column:
    """One column: its name in code, its Japanese name, and what may stand in it.

    ``is_required`` asks for a value in every row; what only some plan types require is in the code
    list ``required_item``. ``hint_ja`` tells who fills it in what to write.
    """

    name: str
    label_ja: str
    kind: Kind = Kind.TEXT
    vocabulary: str = ""
    is_required: bool = False
    hint_ja: str = ""

    @property
    def unit_ja(self) -> str:
        return _UNITS.get(self.kind, "")

    @property
    def heading_ja(self) -> str:
        """Heading in a workbook: the name, and in brackets the unit of its numbers."""
        return f"{self.label_ja}（{self.unit_ja}）" if self.unit_ja else self.label_ja

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
        typed = {column.name: _array(frame[column.name], column.dtype) for column in self.columns}
        rest = {name: frame[name] for name in frame.columns if name not in typed}
        return pd.DataFrame({**typed, **rest}, index=frame.index)


def _array(values: pd.Series, dtype: str) -> ExtensionArray:
    """Values in a column's type; text that is absent is empty.

    Text goes by way of Arrow, which is twice as quick as ``astype`` for a few rows and for many.
    """
    if dtype == "str" and values.dtype == object:
        with contextlib.suppress(pa.ArrowException):
            return pd.array(
                pa.array(values.to_numpy(), pa.large_string(), from_pandas=True).fill_null(""), dtype="str"
            )
    if dtype == "str" and values.hasnans:
        values = values.where(values.notna(), "")
    return pd.array(values.to_numpy() if values.dtype == object else values, dtype=dtype)


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
        unread = self.unread.get(column)
        is_unread = self.frame.index.isin(list(unread)) if unread else False
        return pd.Series(is_unread, index=self.frame.index, dtype=bool)

    def cell(self, row: Mapping[str, Any] | pd.Series, column: str = "") -> Cell:
        heading = self.headings.get(column, self.table[column].label_ja if column else "")
        return Cell(str(row["source_file"]), str(row["source_sheet"]), int(row["source_row"]), heading)


Submitted = Mapping[str, SubmittedTable]
"""Submitted tables by table name."""


@dataclass(frozen=True)
class FileFacts:
    """What a file says of itself: the type of plan it is for, whether its contents are fictional, and
    the registry's version when it was written out (None if it was not).

    ``is_report`` tells the report on ``period`` from the whole of its plans.
    """

    plan_type: str = ""
    is_fictional: bool = False
    version: int | None = None
    is_report: bool = False
    period: str = ""


@dataclass(frozen=True)
class Reading:
    """What one or more files said: tables as submitted, findings about them, and facts by file.

    A table that no file holds is not among ``submitted``; one whose sheet is there and empty is.
    """

    submitted: Submitted
    findings: list[Finding] = field(default_factory=list)
    facts: Mapping[str, FileFacts] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Records:
    """What a registry holds as of one version, as one audience may see it; never mutated.

    ``tables`` has, by table name, a frame with the columns of its table, one row a key, sorted by
    key, with a fresh RangeIndex. They are as of ``period``, a fiscal half, or the newest for "";
    ``known`` is ``SINCE`` or ``THEN`` (:mod:`domain.reporting_period`).
    ``withheld_companies`` counts by plan_id the rows of ``plan_companies`` that the audience may not see.
    ``withheld_sums`` are what the public is told of withheld amounts together
    (:mod:`domain.withheld_sums`), None for records that no registry read.
    ``unpublished`` has by half the plans on which a report on it has come that is not public yet and is not
    among ``tables`` (:mod:`registry.publication`); nothing for who sees it.
    ``drafts_of`` are the areas whose drafts are among them (:mod:`domain.viewer`), None for no limit.
    ``common`` are the same rows for all viewers who see alike, as nobody's own: without any ``drafts_of``.
    """

    registry_label: str
    is_fictional: bool
    version: int
    audience: str
    as_of: str
    accepted_at: str
    tables: Mapping[str, pd.DataFrame]
    period: str = ""
    known: str = SINCE
    withheld_companies: Mapping[str, int] = field(default_factory=dict)
    drafts_of: tuple[str, ...] | None = None
    withheld_sums: pd.DataFrame | None = None
    unpublished: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    common: Records | None = field(default=None, repr=False)

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.tables[table]

    @property
    def viewer(self) -> Viewer:
        """For whom these records were read."""
        return viewer(self.audience) if self.drafts_of is None else Viewer(self.audience, self.drafts_of)

    def for_one(self, drafts_of: tuple[str, ...]) -> Records:
        """These rows, which several viewers see alike, as those of one of them."""
        return replace(self, drafts_of=drafts_of, common=self)

    @property
    def projects(self) -> pd.DataFrame:
        return self.tables["projects"]

    @property
    def project_sites(self) -> pd.DataFrame:
        return self.tables["project_sites"]

    @property
    def identity(self) -> tuple[str | int | tuple[str, ...] | None, ...]:
        """What tells two snapshots apart: for cache keys."""
        held = tuple(self.unpublished)
        return self.registry_label, self.version, self.period, self.known, self.audience, self.drafts_of, held
