"""What of submissions only those may see who hand in and receive: drafts, names, original files."""

from __future__ import annotations

from briefing.answer_book import AUDIENCE_LABEL
from domain.record import Records

_WANTED = "government"

START_HINT = (
    f"取扱区分「{AUDIENCE_LABEL[_WANTED]}」の画面にあります"
    f"（investmap serve --audience {_WANTED} で起動します）。"
)


def sees_submissions(records: Records) -> bool:
    """True where original files and what nobody else may see of a plan may be shown."""
    return records.audience == _WANTED
