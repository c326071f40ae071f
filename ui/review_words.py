"""The half-yearly check of a measure in words: how far it is, why it is poor, what is to be done."""

from __future__ import annotations

from html import escape
from typing import Any

from domain.codelist import codelist
from domain.partial_date import format_ja as date_ja

NO_CAUSE = '<span class="missing">原因の記載なし</span>'
NO_ACTION = '<span class="missing">対応の記載なし</span>'


def state(row: Any) -> str:
    """``遅延・一部遅れ``, execution and result, or that there was no check; HTML."""
    if not row.has_review:
        return '<span class="missing">点検なし</span>'
    words = (codelist("execution_status").label(row.execution), codelist("review_result").label(row.result))
    return escape("・".join(filter(None, words)))


def cause(row: Any, *, is_asked: bool = True) -> str:
    """``資金: 自己資金の足りない企業が…``; where a cause is asked for, that there is none. HTML."""
    if not row.cause:
        return NO_CAUSE if is_asked else ""
    kind = codelist("cause_kind").label(row.cause_kind)
    return escape(f"{kind}: {row.cause}" if kind else row.cause)


def action(row: Any, *, is_asked: bool = True) -> str:
    """``施策の拡充: 補正の予算を求め…（2027年3月31日まで）``; HTML."""
    if not row.action:
        return NO_ACTION if is_asked else ""
    return escape(_action(row.action, row.action_text, row.action_due))


def promise(row: Any) -> str:
    """What the review before promised, in the words of :func:`action`; HTML."""
    return escape(_action(row.promised_action, row.promised_text, row.promised_due))


def review(row: Any) -> str:
    """State, cause and action one after the other; HTML."""
    if not row.has_review:
        return state(row)
    parts = (state(row), cause(row, is_asked=row.is_poor), action(row, is_asked=row.is_poor))
    return "。".join(
        filter(None, (parts[0], parts[1] and f"原因 {parts[1]}", parts[2] and f"対応 {parts[2]}"))
    )


def _action(kind: str, text: str, due: str) -> str:
    words = ": ".join(filter(None, (codelist("review_action").label(kind), text)))
    return words + (f"（{date_ja(due)}まで）" if due else "")
