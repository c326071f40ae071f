"""Cells of text, of words of a vocabulary, and of yes and no."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from domain.codelist import codelist
from domain.record import Column
from domain.spelling import label_key
from loaders.column_map import value_map
from loaders.read_cell import Read, Said, cell_text, unread
from loaders.workbook_cells import CellValue
from rules import cell_value, date_text

_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ufeff\ud800-\udfff"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010fffd"
CONTROL_CHARACTER = re.compile(f"[{_CONTROL}]")
_PRIVATE_CHARACTER = re.compile(f"[{_PRIVATE}]")
NOT_PLAIN = re.compile(f"[{_CONTROL}{_PRIVATE}\r]")
"""Characters for which a text has to be looked at; a carriage return is but a line break."""

_MOST_EXACT = 1e15
"""Spreadsheets keep fifteen digits of a number."""


def read_text(column: Column, cell: CellValue) -> Read:
    """The text as it is, with one kind of line break. A number or date has become one by typing it."""
    if isinstance(cell, dt.date):
        text = cell.isoformat()
        return Read(text, (Said(date_text.TEXT_BECAME_DATE, text, {"label": column.label_ja}),))
    if isinstance(cell, (int, float)):
        if abs(cell) >= _MOST_EXACT:
            return unread(cell_value.DIGITS_LOST, cell_text(float(cell)), label=column.label_ja)
        return Read(cell_text(cell))
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    if CONTROL_CHARACTER.search(text):
        shown = CONTROL_CHARACTER.sub("□", text)
        return unread(cell_value.CONTROL_CHARACTER, shown, label=column.label_ja)
    if private := _PRIVATE_CHARACTER.search(text):
        names = {"label": column.label_ja, "character": private[0]}
        return Read(text, (Said(cell_value.PRIVATE_CHARACTER, text, names),))
    return Read(text)


def read_word(column: Column, cell: CellValue) -> Read:
    """Code of a word of the column's vocabulary, given by its label or code in any width."""
    text = cell_text(cell)
    code = _codes(column.vocabulary).get(label_key(text))
    if code is not None:
        return Read(code)
    choices = "、".join(entry.label_ja for entry in codelist(column.vocabulary))
    return unread(cell_value.NOT_IN_VOCABULARY, text, label=column.label_ja, choices=choices)


def read_flag(column: Column, cell: CellValue) -> Read:
    """True for はい, ○ and TRUE, False for いいえ, × and FALSE."""
    text = cell_text(cell)
    code = _flags().get(label_key(text).casefold())
    return Read(code == "yes") if code else unread(cell_value.NOT_A_FLAG, text)


@cache
def _codes(vocabulary: str) -> dict[str, str]:
    words = codelist(vocabulary)
    letters = {entry.more["letter"]: entry.code for entry in words if "letter" in entry.more}
    return (
        letters
        | {code: code for code in words.codes}
        | {label_key(word.label_ja): word.code for word in words}
    )


@cache
def _flags() -> dict[str, str]:
    return {label_key(value).casefold(): code for value, code in value_map("flag_words").items()}
