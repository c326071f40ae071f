"""What a command hands out beyond what the public may see is recorded before it leaves: who, what, when."""

from __future__ import annotations

import getpass

import click
from sqlalchemy.exc import SQLAlchemyError

from commands.words import Stop
from domain.viewer import GOVERNMENT, PUBLIC
from registry import access_log
from registry.database import Registry
from registry.unreadable import unreadable

_NOTED = "investmap.noted"


def note_export(registry: Registry, audience: str) -> None:
    """An entry for the running command, once; none for the public, for what is fictional or will not last.

    An entry that cannot be written stops the command.
    """
    context = click.get_current_context(silent=True)
    if audience == PUBLIC or context is None or context.meta.get(_NOTED):
        return
    context.meta[_NOTED] = True
    note(registry, "export", context.command_path, _options(context), audience)


def note(registry: Registry, action: str, subject: str, detail: str, audience: str = GOVERNMENT) -> None:
    """An entry of the account that runs this program."""
    try:
        access_log.note(
            registry, actor=actor(), audience=audience, action=action, subject=subject, detail=detail
        )
    except SQLAlchemyError as error:
        raise Stop(f"利用の記録を書けないため、書き出しません。{unreadable(registry.url, error)}") from error


def actor() -> str:
    """Who it is in the record of accesses."""
    return f"{getpass.getuser()}（コマンド）"


def _options(context: click.Context) -> str:
    """The options that were given, as they were given."""
    given = ((name, value) for name, value in context.params.items() if value not in (None, "", (), False))
    return " ".join(
        f"{name}={'、'.join(map(str, value)) if isinstance(value, tuple) else value}" for name, value in given
    )
