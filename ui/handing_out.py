"""Files that hold more than the public may see are handed out only after it is recorded to whom."""

from __future__ import annotations

from collections.abc import Callable

from domain.viewer import PUBLIC
from registry import access_log
from registry.database import Registry
from ui import link, visitor


class RightsChanged(Exception):
    """Who pressed the button may no longer see what the page was drawn with."""


def recorded(
    registry: Registry, what: str, make: Callable[[], bytes], *, action: str = "download", about: str = ""
) -> Callable[[], bytes]:
    """``make``, with an entry in the record of accesses before its bytes leave.

    ``what`` names the file and ``about`` says what of it (the page's address, if nothing). The public's
    files and fictional ones are not recorded. An entry that cannot be written keeps the file back.
    """
    drawn_for = visitor.current()
    if drawn_for.viewer.audience == PUBLIC:
        return make
    detail = about or link.address()

    def handed_out() -> bytes:
        if visitor.still(drawn_for).role != drawn_for.role:
            raise RightsChanged
        content = make()
        note(registry, drawn_for, action, what, detail)
        return content

    return handed_out


def note(registry: Registry, who: visitor.Visitor, action: str, what: str, detail: str = "") -> None:
    """An entry in the record of accesses; none for what is fictional or will not last."""
    access_log.note(
        registry,
        actor=who.actor,
        audience=who.viewer.audience,
        action=action,
        subject=what,
        detail=detail,
    )
