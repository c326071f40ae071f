"""The tables that registries had before their schema had a number; an edition may have lacked some."""

from __future__ import annotations

from alembic import op

from registry.migrations.baseline import baseline

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create what is missing; rows that are there stay as they are."""
    connection = op.get_bind()
    baseline().create_all(connection)
    # A table of an earlier edition may lack an index that came later.
    for table in baseline().tables.values():
        for index in table.indexes:
            index.create(connection, checkfirst=True)
