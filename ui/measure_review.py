"""The half-yearly check of one measure: what was promised and whether it was kept, then how it stands and why."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from analysis.reviews import NO_PROMISE
from briefing import kpi_words
from briefing.review_words import promise_state
from domain.codelist import codelist
from domain.fiscal_half import short_ja
from ui import review_words


def html(measure: Any, half: str) -> str:
    """The check of a row of :func:`analysis.reviews.measure_table` for ``half``, the promise first."""
    rows = [_promise(measure)]
    if measure.has_review:
        asked = bool(measure.is_poor)
        rows += [
            ("点検の結果", _result(measure)),
            ("原因", review_words.cause(measure, is_asked=asked)),
            ("対応", review_words.action(measure, is_asked=asked)),
        ]
    else:
        rows.append((f"{short_ja(half)}の点検", review_words.state(measure)))
    return f"<dl>{''.join(f'<dt>{name}</dt><dd>{words}</dd>' for name, words in rows if words)}</dl>"


def _promise(measure: Any) -> tuple[str, str]:
    """Last half's promise as the first line, kept or not."""
    if measure.promise == NO_PROMISE:
        return "前の半期の約束", '<span class="faint">なし</span>'
    kind = " bad" if measure.promise in ("not_kept", "not_reported") else ""
    return (
        f"{short_ja(measure.previous_period)}の約束",
        f'<b class="promise{kind}">{escape(promise_state(measure))}</b>{review_words.promise(measure)}',
    )


def _result(measure: Any) -> str:
    label = escape(codelist("review_result").label(measure.result))
    words = f"<b>{label}</b>" if measure.is_poor else label
    if pd.isna(measure.number):
        return words
    note = f"（{measure.number_note}）" if measure.number_note else ""
    return f"{words}　{escape(kpi_words.value(measure.number) + note)}"
