"""The fold: of all accepted rows the last one of every key, as of a version and a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa
import sqlalchemy as sa

from domain.record import Column, Table
from domain.report_tables import REPORT_TABLES
from domain.reporting_period import SINCE
from registry.schema import RECORD_TABLES, SUBMISSIONS


@dataclass(frozen=True)
class AsOf:
    """How much of the registry counts: submissions up to a version, and up to a period unless "".

    Of a period's reports the rows about it and earlier ones count. Those that say ``SINCE`` may have
    come with submissions for later periods, as corrections do.
    """

    version: int
    period: str = ""
    known: str = SINCE

    def counts(self, table: Table | None = None) -> sa.ColumnElement[bool]:
        """Condition on the submissions whose rows (of ``table``) count."""
        counts = SUBMISSIONS.c.sequence <= self.version
        is_corrected = table in REPORT_TABLES and self.known == SINCE
        return counts & (SUBMISSIONS.c.period <= self.period) if self.period and not is_corrected else counts


def rows_in_force(
    connection: sa.Connection, table: Table, as_of: AsOf, *, even_withdrawn: bool = False
) -> pd.DataFrame:
    """The last row of every key of ``table`` that is not withdrawn, typed and sorted by key.

    With ``even_withdrawn`` also what the row of a key that is gone said when it went.
    """
    stored = RECORD_TABLES[table.name]
    columns = [stored.c[name] for name in table.column_names]
    query = in_force(table, as_of, *columns, even_withdrawn=even_withdrawn)
    frame = typed(table, connection.execute(query).all())
    return frame.sort_values(list(table.key), ignore_index=True)


def in_force(
    table: Table, as_of: AsOf, *columns: sa.ColumnElement[Any], even_withdrawn: bool = False
) -> sa.Select[Any]:
    """Query for ``columns`` of the rows in force, ``even_withdrawn`` ones if asked for.

    Rows are numbered as they are accepted, one submission at a time, so the last one of a key has the
    highest number. The submissions that do not count are few, most often none: asking for them is
    twice as fast as asking for those that do, and the answer holds even while others are accepted.
    """
    stored = RECORD_TABLES[table.name]
    too_late = sa.select(SUBMISSIONS.c.submission_id).where(sa.not_(as_of.counts(table)))
    last = (
        sa.select(sa.func.max(stored.c.row_id).label("row_id"))
        .where(stored.c.submission_id.not_in(too_late))
        .group_by(*(stored.c[name] for name in table.key))
        .subquery()
    )
    query = sa.select(*columns).select_from(stored).join(last, last.c.row_id == stored.c.row_id)
    if not even_withdrawn:
        query = query.where(sa.not_(stored.c.is_withdrawn))
    is_about_periods = as_of.period and table in REPORT_TABLES
    return query.where(stored.c.period <= as_of.period) if is_about_periods else query


def typed(table: Table, rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Rows with the values of all columns in order, as a frame with this table's types."""
    values = zip(*rows, strict=True) if rows else [()] * len(table.columns)
    return pd.DataFrame(
        {column.name: _series(column, given) for column, given in zip(table.columns, values, strict=True)}
    )


def _series(column: Column, values: Sequence[Any]) -> pd.Series:
    # Text is never absent, which pandas would look for first.
    given = pa.array(values, pa.large_string()) if column.dtype == "str" else values
    return pd.Series(given, dtype=column.dtype)
