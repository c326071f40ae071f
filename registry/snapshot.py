"""Reading records back: the fold over all accepted rows, as one audience may see them."""

from __future__ import annotations

import pandas as pd
import sqlalchemy as sa

from domain.record import TABLES, Records, Table
from registry.database import Registry
from registry.schema import RECORD_TABLES, SUBMISSIONS

PUBLIC_LABEL = "公表案件"
AUDIENCES = ("public", "government")


def read_records(registry: Registry, version: int | None = None, audience: str = "public") -> Records:
    """What the registry held after its first ``version`` submissions (at most all, the default).

    For every key the last accepted row counts; a key whose last row is a withdrawal is gone.
    Company names that the audience may not see are emptied here, so that no later room has them.
    """
    if audience not in AUDIENCES:
        raise ValueError(f"unknown audience {audience}")
    newest = registry.version()
    version = newest if version is None else min(version, newest)
    with registry.engine.connect() as connection:
        last = connection.execute(
            sa.select(SUBMISSIONS.c.as_of, SUBMISSIONS.c.received_at)
            .where(SUBMISSIONS.c.sequence <= version)
            .order_by(SUBMISSIONS.c.sequence.desc())
            .limit(1)
        ).first()
        frames = {table.name: _fold(connection, table, version) for table in TABLES.values()}
    return Records(
        registry_label=PUBLIC_LABEL,
        is_fictional=False,
        version=version,
        audience=audience,
        as_of=last.as_of if last else "",
        accepted_at=last.received_at if last else "",
        projects=_for_audience(frames["projects"], audience),
        project_sites=frames["project_sites"],
    )


def rows_handed_in_by(registry: Registry, submitted_by: str) -> dict[str, pd.DataFrame]:
    """By table, the rows in force that this sender handed in last; withdrawn ones are gone."""
    found = {}
    with registry.engine.connect() as connection:
        for table in TABLES.values():
            rows = _last_rows(connection, table, registry.version(), table.column_names)
            found[table.name] = rows.loc[rows["submitted_by"] == submitted_by, table.column_names]
    return found


def _fold(connection: sa.Connection, table: Table, version: int) -> pd.DataFrame:
    rows = _last_rows(connection, table, version, table.column_names)
    return table.typed(rows[table.column_names]).sort_values(list(table.key), ignore_index=True)


def _last_rows(connection: sa.Connection, table: Table, version: int, columns: list[str]) -> pd.DataFrame:
    """The last accepted row of every key that is not withdrawn: ``columns`` and ``submitted_by``."""
    stored = RECORD_TABLES[table.name]
    query = (
        sa.select(*(stored.c[name] for name in columns), stored.c.is_withdrawn, SUBMISSIONS.c.submitted_by)
        .join(SUBMISSIONS, SUBMISSIONS.c.submission_id == stored.c.submission_id)
        .where(SUBMISSIONS.c.sequence <= version)
        .order_by(SUBMISSIONS.c.sequence, stored.c.row_id)
    )
    names = [*columns, "is_withdrawn", "submitted_by"]
    rows = pd.DataFrame(connection.execute(query).all(), columns=names, dtype=object)
    last = rows.drop_duplicates(list(table.key), keep="last")
    return last[~last["is_withdrawn"].astype(bool)]


def _for_audience(projects: pd.DataFrame, audience: str) -> pd.DataFrame:
    shown = {"public"} if audience == "public" else {"public", "government"}
    hidden = ~projects["company_disclosure"].isin(shown)
    return projects.assign(
        company_name=projects["company_name"].mask(hidden, ""),
        corporate_number=projects["corporate_number"].mask(hidden, ""),
    )
