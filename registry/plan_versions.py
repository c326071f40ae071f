"""The versions that a plan has had: each revision and stage, and the half for which it was handed in."""

from __future__ import annotations

import pandas as pd
import sqlalchemy as sa

from domain.plan_stage import public_stages
from domain.record import Records
from domain.tables import TABLES
from registry.database import Registry
from registry.drafts import own_plans
from registry.fold import AsOf
from registry.schema import RECORD_TABLES, SUBMISSIONS

_OF_PLAN = ("revision", "stage_code", "formulated_date", "published_date", "revised_date", "note")


def plan_versions(registry: Registry, records: Records, plan_id: str) -> pd.DataFrame:
    """Versions of a plan as far as ``records`` go and their audience may know, the newest first.

    A version is a revision at a stage; it stands as it was first handed in. Columns: period, received_at,
    revision, stage_code, formulated_date, published_date, revised_date, note. Drafts are for those whose they are.
    """
    stored, table = RECORD_TABLES["plans"], TABLES["plans"]
    columns = [
        *(SUBMISSIONS.c[name] for name in ("period", "received_at")),
        *(stored.c[name] for name in _OF_PLAN),
    ]
    query = (
        sa.select(*columns)
        .join(SUBMISSIONS, SUBMISSIONS.c.submission_id == stored.c.submission_id)
        .where(stored.c.plan_id == plan_id, sa.not_(stored.c.is_withdrawn))
        .where(AsOf(records.version, records.period, records.known).counts(table))
        .order_by(stored.c.row_id)
    )
    with registry.engine.connect() as connection:
        rows = connection.execute(query).all()
    kinds = dict.fromkeys(("period", "received_at"), "str") | {name: table[name].dtype for name in _OF_PLAN}
    found = pd.DataFrame(rows, columns=list(kinds), dtype=object).astype(kinds)
    of_plan = (records["plans"]["plan_id"] == plan_id).to_numpy()
    is_own = own_plans(records.tables, records.viewer)[of_plan].any()
    if not (is_own or records.viewer.sees_all_drafts):
        found = found[found["stage_code"].isin(public_stages())]
    return found.drop_duplicates(["revision", "stage_code"]).iloc[::-1].reset_index(drop=True)
