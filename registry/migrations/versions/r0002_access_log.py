"""The record of who did what when with data that not all may see."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from registry.unchanging import forbid_changes_from_now

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """A new table, empty: of what was done before there is no record."""
    op.create_table(
        "access_log",
        sa.Column("row_id", sa.Integer, primary_key=True, autoincrement=True, comment="grows with time"),
        sa.Column("at", sa.Text, nullable=False, comment="ISO 8601 with offset"),
        sa.Column("actor", sa.Text, nullable=False, comment="who: mail address, or the machine's user"),
        sa.Column("audience", sa.Text, nullable=False, comment="取扱区分 of that moment"),
        sa.Column("action", sa.Text, nullable=False, comment="code list access_action"),
        sa.Column("subject", sa.Text, nullable=False, comment="what it was about: file, submission, plan"),
        sa.Column("detail", sa.Text, nullable=False),
        comment="who did what when with data that not all may see",
    )
    op.create_index("access_log_by_at", "access_log", ["at"])
    forbid_changes_from_now(op.get_bind(), "access_log")
