"""The half-yearly check of one measure: what was promised and whether it was kept, then how it stands and why."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from analysis.reviews import NO_PROMISE
from domain.codelist import codelist
from domain.fiscal_half import format_ja as half_ja
from domain.partial_date import format_ja
from ui.kpi_numbers import reported

EXECUTION_SHAPES = {"not_started": "○", "running": "◐", "done": "●", "delayed": "▲", "stopped": "×", "": "？"}
"""A shape for each code of ``execution_status``, and for a measure that nobody has reviewed."""

_PROMISE_SHAPES = {
    "kept": "○", "not_kept": "×", "not_due": "・", "not_assessable": "－", "not_reported": "？",
}  # fmt: skip
NOT_REVIEWED = "点検なし"


def execution_words(measure: Any) -> str:
    """``◐ 実施中``; ``？ 点検なし`` where the half has no review."""
    label = codelist("execution_status").label(measure.execution) if measure.execution else NOT_REVIEWED
    return f"{EXECUTION_SHAPES[measure.execution]} {label}"


def html(measure: Any, half: str) -> str:
    """The check of a row of :func:`analysis.reviews.measure_table` for ``half``, the promise first."""
    rows = [_promise(measure)]
    if measure.has_review:
        rows += [("点検の結果", _result(measure)), *_cause(measure), *_action(measure)]
    else:
        rows.append((f"{_short(half)}の点検", '<b class="missing">報告がありません</b>'))
    return f"<dl>{''.join(f'<dt>{name}</dt><dd>{words}</dd>' for name, words in rows)}</dl>"


def _short(half: str) -> str:
    return half_ja(half).partition("（")[0]


def _promise(measure: Any) -> tuple[str, str]:
    """Last half's promise as the first line, kept or not."""
    if measure.promise == NO_PROMISE:
        return "前の半期の約束", '<span class="faint">なし</span>'
    state = codelist("promise_state").label(measure.promise)
    promised = _said(measure.promised_action, measure.promised_text, measure.promised_due)
    kind = " bad" if measure.promise in ("not_kept", "not_reported") else ""
    return (
        f"{escape(_short(measure.previous_period))}の約束",
        f'<b class="promise{kind}">{_PROMISE_SHAPES[measure.promise]} {escape(state)}</b>{promised}',
    )


def _said(action: str, text: str, due: str) -> str:
    """``【施策の拡充】公募の回数を増やす。（期限 2027年3月31日）``."""
    kind = f"【{codelist('review_action').label(action)}】" if action else ""
    until = f"（期限 {format_ja(due)}）" if due else ""
    return escape(f"{kind}{text}{until}")


def _result(measure: Any) -> str:
    label = escape(codelist("review_result").label(measure.result))
    words = f"<b>{label}</b>" if measure.is_poor else label
    if pd.isna(measure.number):
        return words
    note = f"（{measure.number_note}）" if measure.number_note else ""
    return f"{words}　{escape(reported(measure.number) + note)}"


def _cause(measure: Any) -> list[tuple[str, str]]:
    if not measure.cause and not measure.cause_kind:
        return [("原因", '<b class="missing">記載なし</b>')] if measure.is_poor else []
    kind = f"【{codelist('cause_kind').label(measure.cause_kind)}】" if measure.cause_kind else ""
    return [("原因", escape(kind + measure.cause))]


def _action(measure: Any) -> list[tuple[str, str]]:
    if not measure.action and not measure.action_text:
        return [("対応", '<b class="missing">記載なし</b>')] if measure.is_poor else []
    return [("対応", _said(measure.action, measure.action_text, measure.action_due))]
