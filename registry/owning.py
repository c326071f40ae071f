"""What the owner of a registry does to it: create its tables, give the app its rights, upgrade it."""

from __future__ import annotations

from registry.facts import PUBLIC_LABEL, RegistryFacts
from registry.form import Form, form_of, revision_of
from registry.opening import FAULTS, engine_of, open_database
from registry.rights import grant
from registry.schema_version import newest_revision
from registry.turn import take_turn
from registry.unreadable import RegistryUnreadable, nothing_there, unreadable
from registry.upgrade import Upgraded, upgrade_in_turn


def create_tables(
    url: str, *, label: str = PUBLIC_LABEL, is_fictional: bool = False, role: str = ""
) -> RegistryFacts:
    """Create the tables that a registry lacks, as their owner, and return the registry's facts.

    On PostgreSQL ``role`` is the app's: it gets the right to read and to insert, and no other.

    Raises:
        RegistryUnreadable: no access, no right to create tables, or no such role.
    """
    engine, facts = open_database(url, label, is_fictional)
    try:
        if role and engine.dialect.name == "postgresql":
            with engine.begin() as connection:
                grant(connection, role)
    except FAULTS as error:
        raise unreadable(url, error) from error
    finally:
        engine.dispose()
    return facts


def upgrade_registry(url: str) -> Upgraded:
    """Bring the registry at ``url`` to the newest revision; one that is there already stays as it is.

    Raises:
        RegistryUnreadable: no access, no right to change tables, no registry there, or a later edition.
    """
    try:
        engine = engine_of(url)
        with engine.connect() as connection:
            take_turn(connection)
            form = form_of(connection, url)
            if form is Form.OLDER:
                done = upgrade_in_turn(connection, url)
            elif not revision_of(connection):
                raise nothing_there(url)
            else:
                done = Upgraded(newest_revision(), newest_revision())
            connection.commit()
        engine.dispose()
    except RegistryUnreadable:
        raise
    except FAULTS as error:
        raise unreadable(url, error) from error
    return done
