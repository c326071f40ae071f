"""The half-yearly check of a measure in words: how far it is, why it is poor, what is to be done."""

from __future__ import annotations

from typing import Any

from domain.codelist import codelist
from domain.partial_date import format_ja as date_ja

NO_REVIEW, NO_CAUSE, NO_ACTION = "点検なし", "原因の記載なし", "対応の記載なし"
"""What is said where nobody said anything."""

EXECUTION_SHAPES = {
    "not_started": "○", "running": "◐", "done": "●", "delayed": "▲", "stopped": "×", "": "？",
}  # fmt: skip
"""A shape for each code of ``execution_status``, and for a measure that nobody has reviewed."""

PROMISE_SHAPES = {
    "kept": "○", "not_kept": "×", "not_due": "・", "not_assessable": "－", "not_reported": "？",
}  # fmt: skip
"""A shape for each code of ``promise_state`` that a promise can have."""


def execution_words(row: Any) -> str:
    """``◐ 実施中``; ``？ 点検なし`` where the half has no review."""
    label = codelist("execution_status").label(row.execution) if row.execution else NO_REVIEW
    return f"{EXECUTION_SHAPES[row.execution]} {label}"


def promise_state(row: Any) -> str:
    """``× 未履行``: whether the promise of the review before was kept."""
    return f"{PROMISE_SHAPES[row.promise]} {codelist('promise_state').label(row.promise)}"


def state(row: Any) -> str:
    """``遅延・一部遅れ``, execution and result, or that there was no check."""
    if not row.has_review:
        return NO_REVIEW
    words = (codelist("execution_status").label(row.execution), codelist("review_result").label(row.result))
    return "・".join(filter(None, words))


def cause(row: Any) -> str:
    """``資金: 自己資金の足りない企業が…``; "" where none is said."""
    kind = codelist("cause_kind").label(row.cause_kind)
    return f"{kind}: {row.cause}" if kind and row.cause else str(row.cause)


def action(row: Any) -> str:
    """``施策の拡充: 補正の予算を求め…（2027年3月31日まで）``; "" where none is said."""
    return _action(row.action, row.action_text, row.action_due) if row.action else ""


def promise(row: Any) -> str:
    """What the review before promised, in the words of :func:`action`."""
    return _action(row.promised_action, row.promised_text, row.promised_due)


def _action(kind: str, text: str, due: str) -> str:
    words = ": ".join(filter(None, (codelist("review_action").label(kind), text)))
    return words + (f"（{date_ja(due)}まで）" if due else "")
