"""What lies in a registry, row by row, and submissions to put there."""

from __future__ import annotations

import pandas as pd
import sqlalchemy as sa

from domain.record import Submitted
from registry.database import Registry, SubmissionFacts
from registry.schema import METADATA
from tests.builders import good_plan, submitted_tables

FACTS = SubmissionFacts("熊本県", "2026H1", "2026-09", "上期の報告")
FILES = {"projects.csv": "案件\r\n".encode("cp932"), "sites.csv": b"\xef\xbb\xbfsites\n"}
PLAN = "B-430005-01"


def whole_plan(plan_id: str = PLAN) -> Submitted:
    """A submission with rows in every table."""
    return submitted_tables(good_plan("b", plan_id))


def frames(submitted: Submitted) -> dict[str, pd.DataFrame]:
    return {name: table.frame for name, table in submitted.items()}


def rows(registry: Registry, name: str) -> list[dict]:
    with registry.engine.connect() as connection:
        return [dict(row) for row in connection.execute(sa.select(METADATA.tables[name])).mappings()]


def counts(registry: Registry) -> dict[str, int]:
    """Rows by table, but for the facts that every registry has."""
    with registry.engine.connect() as connection:
        return {
            name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for name, table in METADATA.tables.items()
            if name != "registry_facts"
        }
