"""One value of a record in Japanese words, with its unit: for differences, lists and record pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from domain import fiscal_half, partial_date
from domain.area import label_of
from domain.codelist import codelist
from domain.money import format_yen
from domain.municipality import municipalities
from domain.record import Column, Kind

EMPTY = "（空欄）"


def value_words(column: Column, value: object) -> str:
    """``1,234億円``, ``熊本県 菊陽町``, ``着工``, ``はい``; ``（空欄）`` where there is none."""
    if value is None or value is pd.NA or value == "" or value != value:
        return EMPTY
    if column.kind is Kind.CODE:
        words = codelist(column.vocabulary)
        return words.label(str(value)) if value in words else str(value)
    words_of = _WORDS.get(column.kind)
    return words_of(value) if words_of else str(value)


def _place_words(value: Any) -> str:
    known = value in municipalities() or value in codelist("prefecture")
    return label_of(value, full=True) if known else str(value)


_WORDS: Mapping[Kind, Callable[[Any], str]] = {
    Kind.YEN: lambda value: format_yen(int(value)),
    Kind.SHARE: lambda value: f"{float(value) * 100:.10g}％",
    Kind.NUMBER: lambda value: f"{float(value):,.10g}",
    Kind.FLAG: lambda value: "はい" if value else "いいえ",
    Kind.PLACE: _place_words,
    Kind.DATE: partial_date.format_ja,
    Kind.HALF: fiscal_half.format_ja,
    Kind.FISCAL_YEAR: lambda value: f"{value}年度",
}
