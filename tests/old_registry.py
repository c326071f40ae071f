"""A registry as the last edition without numbers made it: a real file, and its rows on any database.

The file was made by that edition's own code (commit 9b69bd4): five submissions of three plans and a
public project, one of them a withdrawal.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import sqlalchemy as sa

from registry.migrations.baseline import baseline

PACKED = Path(__file__).parent / "unit" / "registry" / "registry_before_numbers.sqlite.gz"

Rows = dict[str, list[str]]


def old_file(path: Path) -> Path:
    """The file, unpacked to ``path``."""
    path.write_bytes(gzip.decompress(PACKED.read_bytes()))
    return path


def put_on(engine: sa.Engine, path: Path) -> None:
    """The same registry on a server: the tables of that edition with the rows of the file."""
    source = sa.create_engine(f"sqlite:///{path}")
    with source.connect() as read, engine.begin() as write:
        baseline().create_all(write)
        for table in baseline().sorted_tables:
            rows = [dict(row) for row in read.execute(sa.select(table)).mappings()]
            write.execute(table.insert(), rows)
            if "row_id" in table.columns:
                write.exec_driver_sql(
                    f"SELECT setval('{table.name}_row_id_seq', (SELECT max(row_id) FROM {table.name}))"
                )
    source.dispose()


def rows_of_baseline(connection: sa.Connection) -> Rows:
    """Every row of the tables and columns that the old edition had, in a form that compares."""
    found = {}
    for table in baseline().sorted_tables:
        rows = connection.execute(sa.select(table)).all()
        found[table.name] = sorted(repr(tuple(row)) for row in rows)
    return found
