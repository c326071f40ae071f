"""Runs revisions on the connection that ``registry.upgrade`` hands in, inside its transaction."""

from __future__ import annotations

from alembic import context

from registry.schema import METADATA
from registry.schema_version import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE.name,
)
with context.begin_transaction():
    context.run_migrations()
