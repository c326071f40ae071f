"""Who may do what: the roles that an administrator's table gives to mail addresses and groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from domain.area import NATION
from domain.viewer import GOVERNMENT, PUBLIC, Viewer


@dataclass(frozen=True)
class Role:
    """What one sees (an audience, and the areas of whose plans one sees drafts) and what one may do.

    ``submits_for`` are the areas whose plans one may hand in; none: one may not hand in anything.
    """

    viewer: Viewer = field(default_factory=Viewer)
    submits_for: tuple[str, ...] = ()
    may_administer: bool = False

    @property
    def may_submit(self) -> bool:
        return bool(self.submits_for)

    @property
    def submits_for_all(self) -> bool:
        return NATION in self.submits_for


NOBODY = Role()
"""The role of who is in no row: sees what is public and hands in nothing."""


def mail_key(mail: str) -> str:
    """The form under which an address meets itself in capitals; "" for what can be no plain address.

    Letters outside ASCII are refused: some of them turn into ASCII letters when made small.
    """
    text = mail.strip()
    return text.lower() if text.isascii() and text.count("@") == 1 else ""


@dataclass(frozen=True)
class RoleTable:
    """Roles by mail address (:func:`mail_key`) and by the exact name of a group; addresses in ``unclear``
    have rows that cannot be relied on.
    """

    by_mail: Mapping[str, Role] = field(default_factory=dict)
    by_group: Mapping[str, Role] = field(default_factory=dict)
    unclear: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.by_mail) + len(self.by_group)

    def role_of(self, mail: str, groups: Iterable[str]) -> Role | None:
        """The role of a person: of the address if it has a row, else of all groups together; None for none.

        So a row for one address also takes away what a group would give, and so does one with an error: it
        may have been meant to.
        """
        key = mail_key(mail)
        if key in self.unclear:
            return None
        if key and key in self.by_mail:
            return self.by_mail[key]
        held = [self.by_group[group] for group in groups if group in self.by_group]
        return _together(held) if held else None


def _together(roles: list[Role]) -> Role:
    """Everything that one of the roles allows, and nothing that none of them does."""
    is_official = any(role.viewer.audience == GOVERNMENT for role in roles)
    drafts_of = {area for role in roles for area in role.viewer.drafts_of}
    submits_for = {area for role in roles for area in role.submits_for}
    return Role(
        Viewer(GOVERNMENT if is_official else PUBLIC, tuple(sorted(drafts_of))),
        tuple(sorted(submits_for)),
        any(role.may_administer for role in roles),
    )
