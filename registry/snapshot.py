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
    """What the registry held after its first ``version`` submissions (all of them by default).

    For every key the last accepted row counts; a key whose last row is a withdrawal is gone.
    Company names that the audience may not see are emptied here, so that no later room has them.
    """
    if audience not in AUDIENCES:
        raise ValueError(f"unknown audience {audience}")
    version = registry.version() if version is None else version
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


def _fold(connection: sa.Connection, table: Table, version: int) -> pd.DataFrame:
    stored = RECORD_TABLES[table.name]
    wanted = [stored.c[name] for name in table.column_names]
    query = (
        sa.select(*wanted, stored.c.is_withdrawn)
        .join(SUBMISSIONS, SUBMISSIONS.c.submission_id == stored.c.submission_id)
        .where(SUBMISSIONS.c.sequence <= version)
        .order_by(SUBMISSIONS.c.sequence, stored.c.row_id)
    )
    rows = pd.DataFrame(
        connection.execute(query).all(), columns=[*table.column_names, "is_withdrawn"], dtype=object
    )
    last = rows.drop_duplicates(list(table.key), keep="last")
    kept = last[~last["is_withdrawn"].astype(bool)].drop(columns="is_withdrawn")
    return table.typed(kept).sort_values(list(table.key), ignore_index=True)


def _for_audience(projects: pd.DataFrame, audience: str) -> pd.DataFrame:
    shown = {"public"} if audience == "public" else {"public", "government"}
    hidden = ~projects["company_disclosure"].isin(shown)
    return projects.assign(
        company_name=projects["company_name"].mask(hidden, ""),
        corporate_number=projects["corporate_number"].mask(hidden, ""),
    )
