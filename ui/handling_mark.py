"""The 取扱区分 that one looks at, and who is logged in: on every page, so that nobody shows what they must not."""

from __future__ import annotations

from functools import lru_cache
from html import escape

import streamlit as st

from briefing.answer_book import AUDIENCE_LABEL
from domain.area import label_of
from domain.record import Records
from domain.viewer import GOVERNMENT, Viewer
from ui import visitor
from ui.link import ACCESS


def show(records: Records) -> None:
    """The mark above the registries."""
    looking = visitor.current()
    name, mail = (looking.person.name, looking.person.mail) if looking.person else ("", "")
    st.html(_html(records.viewer, name, mail, with_record=looking.role.may_administer))


def words(records: Records) -> str:
    """The same in one line, for the foot of a page."""
    person = visitor.current().person
    drafts = _drafts_words(records.viewer)
    who = f" ／ 利用者: {person.shown}" if person else ""
    return f"取扱区分: {AUDIENCE_LABEL[records.audience]}{f'（{drafts}）' if drafts else ''}{who}"


def _drafts_words(seen_by: Viewer) -> str:
    if seen_by.audience != GOVERNMENT:
        return ""
    return f"検討中の計画: {'・'.join(label_of(area) for area in seen_by.drafts_of) or 'なし'}"


@lru_cache(maxsize=256)
def _html(seen_by: Viewer, name: str, mail: str, *, with_record: bool) -> str:
    lines = [_drafts_words(seen_by), name, mail if mail != name else ""]
    more = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    # The script in the browser keeps the rest of the address (ui.browser_bridge).
    way = f'<a data-go data-keep data-page="{ACCESS}" href="{ACCESS}">利用の記録</a>' if with_record else ""
    return (
        f'<div class="handling {seen_by.audience}" role="note"><b>取扱区分</b>'
        f"<strong>{escape(AUDIENCE_LABEL[seen_by.audience])}</strong>{more}{way}</div>"
    )
