"""The half-yearly check of a measure as HTML: the words of the briefing, what is missing marked as such."""

from __future__ import annotations

from html import escape
from typing import Any

from briefing import review_words
from briefing.review_words import NO_ACTION, NO_CAUSE, NO_REVIEW


def state(row: Any) -> str:
    """Execution and result, or that there was no check."""
    return escape(review_words.state(row)) if row.has_review else _missing(NO_REVIEW)


def cause(row: Any, *, is_asked: bool = True) -> str:
    """The cause; where one is asked for, that there is none."""
    return escape(review_words.cause(row)) or (_missing(NO_CAUSE) if is_asked else "")


def action(row: Any, *, is_asked: bool = True) -> str:
    """The action with its day; where one is asked for, that there is none."""
    return escape(review_words.action(row)) or (_missing(NO_ACTION) if is_asked else "")


def promise(row: Any) -> str:
    """What the review before promised."""
    return escape(review_words.promise(row))


def review(row: Any) -> str:
    """State, cause and action one after the other."""
    if not row.has_review:
        return state(row)
    parts = (state(row), cause(row, is_asked=row.is_poor), action(row, is_asked=row.is_poor))
    return "。".join(
        filter(None, (parts[0], parts[1] and f"原因 {parts[1]}", parts[2] and f"対応 {parts[2]}"))
    )


def _missing(words: str) -> str:
    return f'<span class="missing">{words}</span>'
