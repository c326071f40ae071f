"""When the registry's database goes away under a page: it is told in words, and the page comes back by itself."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from ui import acceptance, link, markup, shared_records

_ASK_EVERY_S = 3
_SENTENCE = (
    "登録簿のデータベースにつながらないため、この部分は表示できません。つながりしだい、自動で表示します。"
    "選んだファイルや入れた文字は、そのままにしておいてください。"
)


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Around a run: what cannot be read now is told where it would stand.

    While the database is away the browser's page asks again and again, and is drawn anew when it is back.
    """
    try:
        yield
    except SQLAlchemyError as error:
        shared_records.lost(_name(), error)
        markup.sentences("trouble", acceptance.told_while_away() or [_SENTENCE])
    if shared_records.is_away(_name()):
        _until_back()


@st.fragment(run_every=_ASK_EVERY_S)
def _until_back() -> None:
    if not shared_records.is_away(_name()):
        st.rerun()


def _name() -> str:
    """The registry that the session looks at; the one in use where the link has not been read yet."""
    try:
        return link.view("registry")
    except KeyError:
        return link.PUBLIC
