"""Reading records back: all tables as of a version and a period, as one audience may see them."""

from __future__ import annotations

import pandas as pd
import sqlalchemy as sa

from domain.record import Records
from domain.tables import TABLES
from registry.audience import AUDIENCES, for_audience, withheld_companies
from registry.database import Registry
from registry.fold import AsOf, in_force, rows_in_force, typed
from registry.schema import RECORD_TABLES, SUBMISSIONS

__all__ = ["AUDIENCES", "read_records", "rows_handed_in_by"]


def read_records(
    registry: Registry, version: int | None = None, audience: str = "public", period: str | None = None
) -> Records:
    """What the registry held after its first ``version`` submissions (at most all, the default).

    For every key the last accepted row counts whose submission is for ``period`` or an earlier one
    (for any, the default); a key whose last row is a withdrawal is gone. What the audience may not
    see is taken out here, so that no later room has it.
    """
    if audience not in AUDIENCES:
        raise ValueError(f"unknown audience {audience}")
    newest = registry.version()
    as_of = AsOf(newest if version is None else min(version, newest), period or "")
    with registry.engine.connect() as connection:
        last = connection.execute(
            sa.select(sa.func.max(SUBMISSIONS.c.as_of), sa.func.max(SUBMISSIONS.c.sequence)).where(
                as_of.counts()
            )
        ).one()
        accepted_at = connection.scalar(
            sa.select(SUBMISSIONS.c.received_at).where(SUBMISSIONS.c.sequence == last[1])
        )
        tables = {name: rows_in_force(connection, table, as_of) for name, table in TABLES.items()}
    shown = for_audience(tables, audience)
    return Records(
        registry_label=registry.label,
        is_fictional=registry.is_fictional,
        version=as_of.version,
        audience=audience,
        as_of=last[0] or "",
        accepted_at=accepted_at or "",
        tables=shown,
        period=as_of.period,
        withheld_companies=withheld_companies(tables, shown),
    )


def rows_handed_in_by(registry: Registry, submitted_by: str) -> dict[str, pd.DataFrame]:
    """By table, the rows in force that this sender handed in last; withdrawn ones are gone."""
    as_of = AsOf(registry.version())
    found = {}
    with registry.engine.connect() as connection:
        for name, table in TABLES.items():
            stored = RECORD_TABLES[name]
            query = (
                in_force(table, as_of, *(stored.c[column] for column in table.column_names))
                .join(SUBMISSIONS, SUBMISSIONS.c.submission_id == stored.c.submission_id)
                .where(SUBMISSIONS.c.submitted_by == submitted_by)
            )
            found[name] = typed(table, connection.execute(query).all())
    return found
