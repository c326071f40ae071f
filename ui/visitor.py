"""Who looks at the pages of this session, and what they may see and do; decided anew at every run.

With a login it is the person of the ID token and their row in the table of roles; without one it is
whoever sits at this machine, and the settings say what they see.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from domain.area import NATION
from domain.role import NOBODY, Role
from domain.viewer import AUDIENCES, GOVERNMENT, PUBLIC, Viewer, ViewerUnknown, viewer_of
from ui import login_settings
from ui.role_file import roles_in_force

LONGEST_LOGIN_S = 12 * 60 * 60
"""After so long, a working day, one logs in again; Streamlit's own cookie would last for thirty days."""

_CLOCKS_APART_S = 300

_ended: dict[str, float] = {}
"""Logins that have been logged out, and when: other windows and copies of the cookie end with them."""


@dataclass(frozen=True)
class Person:
    """Whom an ID token names, and which login of theirs it is."""

    mail: str
    name: str
    groups: tuple[str, ...]
    login_id: str
    issued_at: float

    @property
    def shown(self) -> str:
        """Name and address, as others are to read who it was."""
        return f"{self.name}（{self.mail}）" if self.name and self.name != self.mail else self.mail


@dataclass(frozen=True)
class Visitor:
    """Who looks, what they may see and do, and a sentence about why that is less than they may expect.

    ``person`` is None for who has not logged in; ``is_known`` tells that the table of roles has them.
    """

    role: Role = NOBODY
    person: Person | None = None
    is_known: bool = False
    trouble: str = ""
    is_at_this_machine: bool = field(default=False)

    @property
    def viewer(self) -> Viewer:
        return self.role.viewer

    @property
    def actor(self) -> str:
        """Who it is in the record of accesses."""
        if self.person:
            return self.person.mail
        return f"{getpass.getuser()}（ログインなしの画面）" if self.is_at_this_machine else "ログインなし"


def current() -> Visitor:
    """The visitor of this session; outside of a session nobody in particular."""
    if not login_settings.is_configured():
        return _at_this_machine()
    if get_script_run_ctx(suppress_warning=True) is None:
        return Visitor()
    claims = st.user.to_dict()
    if claims.get("is_logged_in") is not True:
        return Visitor()
    return visitor_of(person_of(claims))


def still(before: Visitor) -> Visitor:
    """The same visitor as of now: for what is pressed long after the page was drawn."""
    return visitor_of(before.person) if before.person else before


def visitor_of(person: Person | None) -> Visitor:
    """The person with their role, if the login still counts; without an address nobody is known."""
    if person is None:
        return Visitor(
            trouble="ログインした先から、メールアドレスが伝わりませんでした。管理者に知らせてください。"
        )
    age = time.time() - person.issued_at
    if not -_CLOCKS_APART_S <= age <= LONGEST_LOGIN_S:
        hours = LONGEST_LOGIN_S // 3600
        return Visitor(
            trouble=f"ログインから{hours}時間を過ぎました。続けるには、もう一度ログインしてください。"
        )
    if person.login_id in _ended:
        return Visitor(trouble="ログアウトしました。続けるには、もう一度ログインしてください。")
    roles = roles_in_force()
    role = roles.table.role_of(person.mail, person.groups)
    if role is None:
        return Visitor(
            person=person,
            trouble=f"{person.mail} は役割の表にないため、公開の範囲で表示しています。管理者に登録を頼んでください。",
        )
    return Visitor(role, person, True, roles.trouble if role.may_administer else "")


def person_of(claims: Mapping[str, Any]) -> Person | None:
    """The person of an ID token's claims; None without an address that the provider vouches for."""
    mail, issued_at = claims.get("email"), claims.get("iat")
    if not isinstance(mail, str) or not mail.strip() or claims.get("email_verified", True) is not True:
        return None
    if not isinstance(issued_at, int | float):
        return None
    name = claims.get("name")
    return Person(
        mail.strip(),
        " ".join(name.split()) if isinstance(name, str) else "",
        _groups(claims.get(login_settings.group_claim())),
        _login_id(claims),
        float(issued_at),
    )


def _groups(claim: object) -> tuple[str, ...]:
    if isinstance(claim, str):
        return (claim,)
    return tuple(item for item in claim if isinstance(item, str)) if isinstance(claim, list) else ()


def _login_id(claims: Mapping[str, Any]) -> str:
    """What tells this login from all others, and tells nothing else."""
    parts = [str(claims.get(name, "")) for name in ("iss", "sub", "iat", "nonce", "sid")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def end_login(login_id: str) -> None:
    """From now on this login counts in no window of this process any more."""
    now = time.time()
    for old in [key for key, ended in _ended.items() if now - ended > LONGEST_LOGIN_S + _CLOCKS_APART_S]:
        del _ended[old]
    _ended[login_id] = now


def _at_this_machine() -> Visitor:
    """Whoever uses a machine without a login: the settings say what they see, and they may do all."""
    wanted, drafts_of = (
        os.environ.get("INVESTMAP_AUDIENCE", PUBLIC),
        os.environ.get("INVESTMAP_DRAFTS_OF", ""),
    )
    trouble = ""
    try:
        if wanted not in AUDIENCES:
            seen_by = Viewer()
            trouble = f"INVESTMAP_AUDIENCE の「{wanted}」は分からないため、公開の範囲で表示しています。"
        else:
            seen_by = viewer_of(wanted, drafts_of)
    except ViewerUnknown as error:
        seen_by, trouble = Viewer(), f"INVESTMAP_DRAFTS_OF: {error}公開の範囲で表示しています。"
    role = Role(seen_by, (NATION,), seen_by.audience == GOVERNMENT)
    return Visitor(role, trouble=trouble, is_at_this_machine=True)
