"""Who did what when with data that not all may see: entries are appended, never changed, and read back."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import sqlalchemy as sa

from domain.codelist import codelist
from registry.database import Registry
from registry.schema import ACCESS_LOG

ACTIONS = "access_action"
"""Code list of what is recorded."""

COLUMNS = ("at", "actor", "audience", "action", "subject", "detail")


def record(
    registry: Registry,
    *,
    actor: str,
    audience: str,
    action: str,
    subject: str = "",
    detail: str = "",
    at: dt.datetime | None = None,
) -> None:
    """Append an entry of this moment, or of ``at`` where it could not be written then.

    ``action`` is a code of ``access_action``; ``subject`` names what it was about (a file, a submission,
    a plan), ``detail`` whatever else should be known. What was done is to be recorded before it is
    handed out: an entry that cannot be written raises.

    Raises:
        ValueError: there is no such action.
        sqlalchemy.exc.SQLAlchemyError: the registry cannot be written to.
    """
    if action not in codelist(ACTIONS):
        raise ValueError(f"unknown action {action}")
    moment = (at or dt.datetime.now()).astimezone().isoformat(timespec="seconds")
    values = (moment, actor, audience, action, subject, detail)
    with registry.engine.begin() as connection:
        connection.execute(ACCESS_LOG.insert().values(dict(zip(COLUMNS, values, strict=True))))


def note(
    registry: Registry, *, actor: str, audience: str, action: str, subject: str = "", detail: str = ""
) -> None:
    """:func:`record` what was handed in or out; nothing of what is fictional or will not last."""
    if not registry.is_fictional and registry.is_lasting:
        record(registry, actor=actor, audience=audience, action=action, subject=subject, detail=detail)


def entries(registry: Registry, *, since: str = "", actor: str = "", action: str = "") -> pd.DataFrame:
    """Entries in the order in which they came, with the columns :data:`COLUMNS`.

    Only those from the ISO date ``since`` on, by ``actor`` and of ``action``, where they are given.
    """
    query = sa.select(*(ACCESS_LOG.c[name] for name in COLUMNS)).order_by(ACCESS_LOG.c.row_id)
    if since:
        query = query.where(ACCESS_LOG.c.at >= since)
    if actor:
        query = query.where(ACCESS_LOG.c.actor == actor)
    if action:
        query = query.where(ACCESS_LOG.c.action == action)
    with registry.engine.connect() as connection:
        rows = connection.execute(query).all()
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")
