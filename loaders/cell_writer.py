"""One value to one cell of a workbook: exact, so that reading the cell gives the same value again."""

from __future__ import annotations

import re
from decimal import Decimal

import pandas as pd

from domain.codelist import codelist
from domain.record import Column, Kind
from loaders.plan_layout import NO, YES

Written = str | float | None
"""What a cell holds; None is the empty cell."""

LONGEST_TEXT = 32_767
"""UTF-16 units that a cell can hold."""

_EXACT_DIGITS = 15
"""Digits of a number that spreadsheets keep."""

_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


class TextUnwritable(Exception):
    """A text that no cell can hold; the message is a Japanese sentence that says what to do."""


def written(column: Column, value: object) -> Written:
    """The cell of ``value``, as a plan's workbook writes that column.

    Raises:
        TextUnwritable: the text is too long for a cell, or holds what is no character.
    """
    if pd.isna(value) or value == "":
        return None
    if column.kind is Kind.YEN:
        return _number(Decimal(int(str(value))).scaleb(-8))
    if column.kind is Kind.SHARE:
        return _number(Decimal(str(value)).scaleb(2))
    if column.kind is Kind.NUMBER:
        return _number(Decimal(str(value)))
    if column.kind is Kind.FLAG:
        return YES if value else NO
    text = str(value)
    if column.kind is Kind.FISCAL_YEAR and text.isascii() and text.isdigit():
        return float(text)
    if column.kind is Kind.CODE and text in codelist(column.vocabulary):
        return codelist(column.vocabulary).label(text)
    return _text(column, text)


def _number(value: Decimal) -> Written:
    """A number where a spreadsheet keeps all its digits, else the digits as text."""
    if len(value.normalize().as_tuple().digits) <= _EXACT_DIGITS:
        return float(value)
    return format(value, "f")


def _text(column: Column, text: str) -> str:
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if length > LONGEST_TEXT:
        raise TextUnwritable(
            f"「{column.label_ja}」に{length:,}字の文があり、一つのセルに入る{LONGEST_TEXT:,}字を超えるため、"
            "Excelのファイルにできません。文を短くして登録し直してください。"
        )
    if _NOT_IN_XML.search(text):
        raise TextUnwritable(
            f"「{column.label_ja}」の「{_NOT_IN_XML.sub('?', text)[:60]}」に、文字でない符号があり、"
            "Excelのファイルにできません。「?」の位置の符号を除いて登録し直してください。"
        )
    return text
