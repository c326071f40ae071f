"""Logging in and out by Streamlit's own login: the buttons, what became of an attempt, and what is recorded."""

from __future__ import annotations

import contextlib
import datetime as dt
import time

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError
from streamlit.errors import StreamlitAuthError

from registry.access_log import entries, record
from registry.database import Registry
from ui import login_settings, shared_records, visitor
from ui.visitor import Person, Visitor

PARAMETER = "login"
"""Parameter of the address to which a failed attempt leads; :mod:`ui.login_return` sets it."""

_SENTENCES = {
    "refused": "ログインを取りやめたか、ログイン先に断られました。公開の範囲で表示しています。",
    "failed": "ログインできませんでした。もう一度試し、続くときは管理者に知らせてください。",
    "unreachable": "ログイン先につながりません。しばらくしてから試し、続くときは管理者に知らせてください。",
}
_TROUBLE, _RECORDED = "login_trouble", "login_recorded"
_ASK_AGAIN_S = 60
_asked: dict[str, float] = {}


def begin() -> None:
    """At the start of every run: what came of an attempt, and whether the login still counts."""
    if not login_settings.is_configured():
        return
    if code := st.query_params.get(PARAMETER):
        del st.query_params[PARAMETER]
        st.session_state[_TROUBLE] = _SENTENCES.get(code, _SENTENCES["failed"])
    looking = visitor.current()
    if looking.person is None:
        return
    registry = shared_records.registry_in_use()
    _heed_other_processes(registry, looking.person)
    _record_once(registry, visitor.current())


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
        with contextlib.suppress(SQLAlchemyError):
            _record(shared_records.registry_in_use(), looking, "sign_out", looking.person.login_id)
    st.logout()


def _heed_other_processes(registry: Registry, person: Person) -> None:
    """A login that ended in another process ends here too, within a minute."""
    now = time.monotonic()
    if now - _asked.get(person.login_id, -_ASK_AGAIN_S) < _ASK_AGAIN_S:
        return
    for old in [key for key, asked in _asked.items() if now - asked > _ASK_AGAIN_S]:
        del _asked[old]
    _asked[person.login_id] = now
    day = dt.datetime.fromtimestamp(person.issued_at).date() - dt.timedelta(days=1)
    left = entries(registry, since=day.isoformat(), actor=person.mail, action="sign_out")
    if (left["subject"] == person.login_id).any():
        visitor.end_login(person.login_id)


def _record_once(registry: Registry, looking: Visitor) -> None:
    """That somebody came in, or came and has no role; once in each window."""
    if looking.person is None or st.session_state.get(_RECORDED) == looking.person.login_id:
        return
    _record(registry, looking, "sign_in" if looking.is_known else "refusal", looking.person.login_id)
    st.session_state[_RECORDED] = looking.person.login_id


def _record(registry: Registry, who: Visitor, action: str, subject: str) -> None:
    detail = who.person.name if who.person else ""
    record(
        registry,
        actor=who.actor,
        audience=who.viewer.audience,
        action=action,
        subject=subject,
        detail=detail,
    )
