"""Logging in and out by Streamlit's own login: the buttons, what became of an attempt, and what is recorded."""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections import deque

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError
from streamlit.errors import StreamlitAuthError

from registry.access_log import entries, record
from registry.database import Registry
from ui import login_settings, shared_records, visitor
from ui.link import PUBLIC
from ui.visitor import LONGEST_LOGIN_S, Person, Visitor

PARAMETER = "login"
"""Parameter of the address to which a failed attempt leads; :mod:`ui.login_return` sets it."""

_SENTENCES = {
    "refused": "ログインを取りやめたか、ログイン先に断られました。公開の範囲で表示しています。",
    "failed": "ログインできませんでした。もう一度試し、続くときは管理者に知らせてください。",
    "unreachable": "ログイン先につながりません。しばらくしてから試し、続くときは管理者に知らせてください。",
}
_TROUBLE = "login_trouble"
_ASK_AGAIN_S = 60
_asked: dict[tuple[str, str], float] = {}
_left: deque[tuple[Visitor, str, dt.datetime]] = deque()
"""Who has logged out, of which login, and when, while the registry could not be written to."""


def begin() -> None:
    """At the start of every run: what came of an attempt, and whether the login still counts."""
    if not login_settings.is_configured():
        return
    if code := st.query_params.get(PARAMETER):
        del st.query_params[PARAMETER]
        st.session_state[_TROUBLE] = _SENTENCES.get(code, _SENTENCES["failed"])
    looking = visitor.current()
    registry = shared_records.registry_in_use()
    # While it is away, what has been read is shown; the login stays with the browser, and is recorded when it is back.
    if registry.is_lasting and not shared_records.is_away(PUBLIC):
        try:
            _deliver(registry)
            if looking.person is not None:
                _heed(registry, looking, looking.person)
        except SQLAlchemyError as error:
            shared_records.lost(PUBLIC, error)


def troubles() -> tuple[str, ...]:
    """What went wrong with the last attempt to log in; until one succeeds."""
    found: str = st.session_state.get(_TROUBLE, "")
    return (found,) if found and visitor.current().person is None else ()


def show() -> None:
    """The button to log in or out; nothing where no login is configured."""
    if not login_settings.is_configured():
        return
    if visitor.current().person is None:
        st.button("ログイン", key="login", on_click=_log_in, width="stretch")
    else:
        st.button("ログアウト", key="logout", on_click=_log_out, width="stretch")


def _log_in() -> None:
    st.session_state.pop(_TROUBLE, None)
    try:
        st.login()
    except StreamlitAuthError:
        # What is missing would tell a stranger of our settings; the start has told it to who runs this.
        st.session_state[_TROUBLE] = _SENTENCES["failed"]


def _log_out() -> None:
    looking = visitor.current()
    if looking.person is not None:
        visitor.end_login(looking.person.login_id)
        # Who wants to leave is let go, whatever the registry says.
        _left.append((looking, looking.person.login_id, dt.datetime.now()))
        registry = shared_records.registry_in_use()
        if registry.is_lasting and not shared_records.is_away(PUBLIC):
            with contextlib.suppress(SQLAlchemyError):
                _deliver(registry)
    st.logout()


def _deliver(registry: Registry) -> None:
    """Record who has logged out; whoever's run finds the registry back does it for all."""
    while _left:
        with contextlib.suppress(IndexError):
            waiting = _left.popleft()
            try:
                _record(registry, waiting[0], "sign_out", waiting[1], waiting[2])
            except SQLAlchemyError:
                _left.appendleft(waiting)
                raise


def _heed(registry: Registry, looking: Visitor, person: Person) -> None:
    """Record that somebody came in, or came and has no role, once for each login; and end a login here that
    has been ended in another process, within a minute.
    """
    action, now = "sign_in" if looking.is_known else "refusal", time.monotonic()
    last = _asked.get((person.login_id, action))
    if last is not None and now - last < _ASK_AGAIN_S:
        return
    for old in [key for key, asked in _asked.items() if now - asked > LONGEST_LOGIN_S]:
        del _asked[old]
    _asked[person.login_id, action] = now
    try:
        _compare(registry, looking, person, action)
    except SQLAlchemyError:
        # To be asked at the next run.
        _asked.pop((person.login_id, action), None)
        raise


def _compare(registry: Registry, looking: Visitor, person: Person, action: str) -> None:
    """Hold this login against what is recorded of it."""
    day = dt.datetime.fromtimestamp(person.issued_at).date() - dt.timedelta(days=1)
    told = entries(registry, since=day.isoformat(), actor=person.mail)
    told = told[told["subject"] == person.login_id]
    if (told["action"] == "sign_out").any():
        visitor.end_login(person.login_id)
    elif not (told["action"] == action).any():
        _record(registry, looking, action, person.login_id)


def _record(
    registry: Registry, who: Visitor, action: str, subject: str, at: dt.datetime | None = None
) -> None:
    detail = who.person.name if who.person else ""
    # Of a fictional registry too: it is these entries that end a login in other processes.
    record(
        registry,
        actor=who.actor,
        audience=who.viewer.audience,
        action=action,
        subject=subject,
        detail=detail,
        at=at,
    )
