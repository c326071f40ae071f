"""Upgrading a registry of an earlier edition in place: one transaction, after a copy of a file."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from registry.file_copy import copy_file
from registry.form import revision_of
from registry.patience import patience
from registry.rights import app_roles, grant
from registry.schema_version import REVISIONS_FOLDER, newest_revision
from registry.unreadable import not_copied, place

LOG = logging.getLogger("investmap.registry")


@dataclass(frozen=True)
class Upgraded:
    """From which revision to which, and where the copy of the state before lies ("" on a server)."""

    before: str
    after: str
    copy: str = ""


def is_own_file(engine: sa.Engine) -> bool:
    """True for a SQLite file: who opens it is its owner, and nobody else would upgrade it."""
    return engine.dialect.name == "sqlite"


def upgrade_in_turn(connection: sa.Connection, url: str) -> Upgraded:
    """Run all revisions that the registry lacks, within the transaction of the turn to write.

    A SQLite file is copied first, to a file beside it. Rows stay as they are. On PostgreSQL the roles
    that may insert submissions get the same rights on what is new.

    Raises:
        RegistryUnreadable: the copy could not be written; nothing has been changed.
    """
    before = revision_of(connection)
    copy = ""
    if path := _file_of(connection):
        try:
            copy = str(copy_file(path, _place_of_copy(path, before)))
        except OSError as error:
            raise not_copied(url, error) from error
    roles = app_roles(connection)
    run_revisions(connection)
    for role in roles:
        grant(connection, role)
    return Upgraded(before, newest_revision(), copy)


def tell(done: Upgraded, url: str) -> None:
    """Say once, to whoever opened a file, that it was upgraded: on the terminal or in the server's journal."""
    if done.copy:
        LOG.warning("%sをこの版の形にしました。前の状態の写し: %s", place(url), done.copy)


def _file_of(connection: sa.Connection) -> Path | None:
    if connection.dialect.name != "sqlite":
        return None
    name = connection.engine.url.database
    return Path(name) if name and name != ":memory:" else None


def _place_of_copy(path: Path, revision: str) -> Path:
    moment = dt.datetime.now().strftime("%Y%m%d-%H%M%S-%f")
    return path.with_name(f"{path.stem}.{revision or '0000'}-{moment}{path.suffix}")


def run_revisions(connection: sa.Connection, upto: str = "") -> None:
    """Run the revisions that are lacking, up to ``upto`` (the newest by default), in one transaction."""
    # Loaded here alone: a registry that is up to date opens without Alembic.
    from alembic import command
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(REVISIONS_FOLDER.parent).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    with patience():
        command.upgrade(settings, upto or newest_revision())
