"""What the app's role may do on PostgreSQL: read and insert, nothing else."""

from __future__ import annotations

import sqlalchemy as sa

from registry.schema import METADATA, SUBMISSIONS
from registry.schema_version import VERSION_TABLE


def grant(connection: sa.Connection, role: str) -> None:
    """Give ``role`` the right to read and to insert into every table."""
    quote = connection.dialect.identifier_preparer.quote
    for table in METADATA.tables.values():
        connection.exec_driver_sql(f"GRANT SELECT, INSERT ON {quote(table.name)} TO {quote(role)}")
        if "row_id" in table.columns:
            sequence = quote(f"{table.name}_row_id_seq")
            connection.exec_driver_sql(f"GRANT USAGE ON SEQUENCE {sequence} TO {quote(role)}")
    connection.exec_driver_sql(f"GRANT SELECT ON {VERSION_TABLE.name} TO {quote(role)}")


def app_roles(connection: sa.Connection) -> list[str]:
    """Roles that may insert submissions, but for the owner of the table; none on SQLite."""
    if connection.dialect.name != "postgresql":
        return []
    query = sa.text(
        "SELECT grantee FROM information_schema.role_table_grants JOIN pg_tables "
        "ON tablename = table_name AND schemaname = table_schema "
        "WHERE table_schema = current_schema() AND table_name = :table "
        "AND privilege_type = 'INSERT' AND grantee NOT IN (tableowner, 'PUBLIC') ORDER BY grantee"
    )
    return list(connection.scalars(query, {"table": SUBMISSIONS.name}))
