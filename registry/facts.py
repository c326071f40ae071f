"""What a registry says of itself: its label, whether it is fictional, and which one it is."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from registry.schema import REGISTRY_FACTS, SUBMISSIONS

PUBLIC_LABEL = "公表案件"
DEMO_LABEL = "デモ（架空）"

_LABEL, _IS_FICTIONAL, _IDENTITY = "label", "is_fictional", "identity"
_YES, _NO = "yes", "no"


@dataclass(frozen=True)
class RegistryFacts:
    """The label shown everywhere, 架空 or not, and an identity that no other registry has."""

    label: str = PUBLIC_LABEL
    is_fictional: bool = False
    identity: str = ""


def write_facts(connection: sa.Connection, label: str, is_fictional: bool) -> None:
    """Write the facts of a registry that has none, within a turn to write.

    A registry older than its facts is a real one, whatever the caller thinks it to be.
    """
    if connection.scalar(sa.select(sa.func.count()).select_from(SUBMISSIONS)):
        label, is_fictional = PUBLIC_LABEL, False
    facts = {
        _LABEL: label,
        _IS_FICTIONAL: _YES if is_fictional else _NO,
        _IDENTITY: uuid.uuid4().hex,
    }
    connection.execute(
        REGISTRY_FACTS.insert(), [{"name": name, "value": value} for name, value in facts.items()]
    )


def read_facts(connection: sa.Connection) -> RegistryFacts | None:
    """The facts of a registry; None if they have not been written yet."""
    rows = connection.execute(sa.select(REGISTRY_FACTS.c.name, REGISTRY_FACTS.c.value)).all()
    facts = {row.name: row.value for row in rows}
    if not facts:
        return None
    return RegistryFacts(facts[_LABEL], facts[_IS_FICTIONAL] == _YES, facts[_IDENTITY])
