"""Reading records back: all tables as of a version and a period, as one audience may see them."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import sqlalchemy as sa

from domain.record import Records
from domain.reporting_period import SINCE, THEN, reporting_periods
from domain.tables import TABLES
from domain.viewer import AUDIENCES, PUBLIC, Viewer, viewer
from domain.withheld_sums import NO_WITHHELD_SUMS
from registry.audience import DISCLOSING, as_disclosed_now, for_audience, withheld_companies
from registry.database import Registry
from registry.fold import AsOf, in_force, rows_in_force, typed
from registry.patience import patience
from registry.schema import RECORD_TABLES, SUBMISSIONS
from registry.withheld_sums.releases import withheld_sums

__all__ = ["AUDIENCES", "read_records", "rows_handed_in_by"]


def read_records(
    registry: Registry,
    version: int | None = None,
    audience: str | Viewer = "public",
    period: str | None = None,
    known: str = SINCE,
    day: dt.date | None = None,
) -> Records:
    """What the registry held after its first ``version`` submissions (at most all, the default).

    For every key the last accepted row counts whose submission is for ``period`` or an earlier one
    (for any, the default); a key whose last row is a withdrawal is gone. With ``known`` as ``THEN``
    only submissions received by the period's day of publication count; with ``SINCE``, reports on it
    and earlier periods count however late they came. What the viewer (an audience's name stands for its
    viewer without limits) may not see on ``day`` (today, and never later) is taken out here, so that no
    later room has it; what has been withheld since is withheld at any version, and a plan that has gone
    back to a draft is one at any.

    Raises:
        ValueError: there is no such audience, or ``THEN`` is asked of no reporting period.
    """
    seen_by = viewer(audience)
    newest = registry.version()
    asked_version = version = newest if version is None else min(version, newest)
    with patience(), registry.engine.connect() as connection:
        if known == THEN:
            version = min(version, _version_published(connection, period or ""))
        as_of = AsOf(version, period or "", known)
        last = connection.execute(
            sa.select(sa.func.max(SUBMISSIONS.c.as_of), sa.func.max(SUBMISSIONS.c.sequence)).where(
                as_of.counts()
            )
        ).one()
        accepted_at = connection.scalar(
            sa.select(SUBMISSIONS.c.received_at).where(SUBMISSIONS.c.sequence == last[1])
        )
        tables = {name: rows_in_force(connection, table, as_of) for name, table in TABLES.items()}
        sums = NO_WITHHELD_SUMS
        if seen_by.audience == PUBLIC:
            sums = withheld_sums(connection, asked_version, as_of.period)
        if as_of != AsOf(newest):
            disclosed = {
                name: rows_in_force(connection, TABLES[name], AsOf(newest), even_withdrawn=True)
                for name in DISCLOSING
            }
            tables = as_disclosed_now(tables, disclosed)
    shown, unpublished = for_audience(tables, seen_by, day)
    return Records(
        registry_label=registry.label,
        is_fictional=registry.is_fictional,
        version=as_of.version,
        audience=seen_by.audience,
        drafts_of=seen_by.drafts_of,
        as_of=last[0] or "",
        accepted_at=accepted_at or "",
        tables=shown,
        period=as_of.period,
        known=as_of.known,
        withheld_companies=withheld_companies(tables, shown),
        withheld_sums=sums,
        unpublished=unpublished,
    )


def _version_published(connection: sa.Connection, period: str) -> int:
    """The last version whose submissions had come by the end of the day on which ``period`` was published."""
    if period not in reporting_periods():
        raise ValueError(f"{period} is no reporting period")
    day_after = reporting_periods()[period].publish + dt.timedelta(days=1)
    query = sa.select(sa.func.max(SUBMISSIONS.c.sequence)).where(
        SUBMISSIONS.c.received_at < day_after.isoformat()
    )
    return connection.scalar(query) or 0


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
