"""Looking rows up by many keys at once, by index, within what a database takes in one statement."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

_MOST_AT_ONCE = 10_000


def rows_with(
    connection: sa.Connection, query: sa.Select[Any], column: sa.ColumnElement[Any], values: Collection[Any]
) -> list[Any]:
    """Rows of ``query`` whose ``column`` is one of ``values``; their order is the query's by parts."""
    asked = sorted(set(values))
    found: list[Any] = []
    for start in range(0, len(asked), _MOST_AT_ONCE):
        part = column.in_(asked[start : start + _MOST_AT_ONCE])
        found.extend(connection.execute(query.where(part)).all())
    return found
