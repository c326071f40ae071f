"""Who may see amounts, places, budgets, values of KPIs and texts of reports, beside each of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_COLUMNS = {
    ("projects", "amount_disclosure"): "金額の公開",
    ("projects", "place_disclosure"): "所在地の公開",
    ("measures", "budget_disclosure"): "予算額の公開",
    ("progress_reports", "disclosure"): "説明の公開",
    ("measure_reviews", "disclosure"): "点検の公開",
    ("kpi_values", "disclosure"): "実績値の公開",
}


def upgrade() -> None:
    """New columns, empty in the rows that are there: these values have been public, and stay so."""
    for (table, column), comment in _COLUMNS.items():
        added = sa.Column(column, sa.Text, nullable=False, server_default="", comment=comment)
        op.add_column(table, added)
