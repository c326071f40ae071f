"""The number of the registry's schema: which there are, which one a registry has.

Alembic keeps the number in a table of one row and is not loaded to read it: a registry that is up to
date opens as fast as one without numbers.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import sqlalchemy as sa

REVISIONS_FOLDER = Path(__file__).parent / "migrations" / "versions"

VERSION_TABLE = sa.Table(
    # Not Alembic's usual name, which a database of several programs may have already.
    "registry_schema",
    sa.MetaData(),
    sa.Column("version_num", sa.String(32), primary_key=True),
)


@cache
def revisions() -> tuple[str, ...]:
    """All revisions in order, ``0001`` first, by the names of their files."""
    found = (re.fullmatch(r"r(\d{4})_\w+", path.stem) for path in REVISIONS_FOLDER.glob("*.py"))
    return tuple(sorted(match[1] for match in found if match))


def newest_revision() -> str:
    """The revision that this program works with."""
    return revisions()[-1]


def read_revision(connection: sa.Connection) -> str:
    """The revision of a registry whose table of it is there; "" before anything was written to it."""
    return connection.scalar(sa.select(VERSION_TABLE.c.version_num)) or ""


def write_newest(connection: sa.Connection) -> None:
    """Note that the registry has just been created as this program knows it."""
    VERSION_TABLE.create(connection, checkfirst=True)
    if not read_revision(connection):
        connection.execute(VERSION_TABLE.insert().values(version_num=newest_revision()))
