"""Cells of amounts, numbers and shares."""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import ROUND_HALF_UP, Decimal

from domain.amount_text import empty_mark, read_amount
from domain.money import LARGEST_YEN, OKU, format_yen
from domain.record import Column
from domain.spelling import plain
from loaders.read_cell import Read, Said, cell_text, unread
from loaders.workbook_cells import CellValue
from rules import amount_text, cell_value
from rules.rule import Rule

_NUMBER = re.compile(
    r"(?P<sign>[-▲△]?)(?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)(?P<percent>%?)"
)
_QUALIFIED = {
    "about": amount_text.AMOUNT_ABOUT,
    "at_least": amount_text.AMOUNT_AT_LEAST,
    "at_most": amount_text.AMOUNT_AT_MOST,
}
_UNDISCLOSED = "not_disclosed"
_LOWER_BOUND = "lower_bound"
_EXACT_DIGITS = 15
_SURELY_EXACT = 1e14
"""Below it, a product of a decimal number that comes out whole is the exact one."""


def read_yen(column: Column, cell: CellValue, scope: str | None = None) -> Read:
    """Whole yen of a number in 億円, or of an amount with its own unit.

    ``scope`` is the row's ``amount_scope`` where the table has one: it says whether a mark such as
    調整中 in place of the amount is right.
    """
    if isinstance(cell, dt.date) or (isinstance(cell, (int, float)) and not math.isfinite(cell)):
        return unread(amount_text.AMOUNT_UNREADABLE, cell_text(cell))
    if isinstance(cell, (int, float)):
        yen = cell * float(OKU)
        if abs(yen) < _SURELY_EXACT and yen.is_integer():
            return Read(int(yen))
        return _yen_of_number(Decimal(cell_text(cell)))
    found = read_amount(cell, OKU)
    if found is None:
        return unread(amount_text.AMOUNT_UNREADABLE, cell)
    if found.yen is None:
        return _marked(column, cell, scope)
    read = {"read": format_yen(found.yen)}
    rules: list[Rule] = []
    if found.qualifier and not (found.qualifier == "at_least" and scope == _LOWER_BOUND):
        rules.append(_QUALIFIED[found.qualifier])
    elif found.has_unit:
        rules.append(amount_text.AMOUNT_WITH_UNIT)
    return Read(found.yen, tuple(Said(rule, cell, read) for rule in rules))


def _yen_of_number(oku: Decimal) -> Read:
    exact = oku * OKU
    yen = exact.quantize(Decimal(1), ROUND_HALF_UP) if abs(exact) <= LARGEST_YEN else None
    if yen is None:
        return unread(amount_text.AMOUNT_UNREADABLE, str(oku))
    if yen == exact:
        return Read(int(yen))
    names = {"read": f"{int(yen):,}円"}
    return Read(int(yen), (Said(amount_text.AMOUNT_ROUNDED, str(oku), names),))


def _marked(column: Column, cell: str, scope: str | None) -> Read:
    """No amount, and a mark that says why."""
    if scope is None:
        return read_as_empty(column, cell)
    if scope == _UNDISCLOSED:
        return Read(None, (Said(amount_text.AMOUNT_MARK_UNDISCLOSED, cell),))
    return unread(amount_text.AMOUNT_MARK, cell)


def read_number(column: Column, cell: CellValue) -> Read:
    """A number; ▲ and △ are minus, and ％ behind it is left off and told."""
    if isinstance(cell, (int, float)) and math.isfinite(cell):
        return Read(float(cell))
    text = cell_text(cell)
    match = None if isinstance(cell, dt.date) else _NUMBER.fullmatch(plain(text))
    if match is None:
        return _no_number(column, cell, "数値", "半角")
    value = float(_decimal(match))
    if not math.isfinite(value):
        return unread(cell_value.NOT_A_NUMBER, text, kind="数値", unit="半角")
    if match["percent"]:
        names = {"label": column.label_ja, "read": f"{value:g}"}
        return Read(value, (Said(amount_text.NUMBER_WITH_PERCENT, text, names),))
    return Read(value)


def read_share(column: Column, cell: CellValue) -> Read:
    """Share of a percentage: 60, ``60`` and ``60%`` are 0.6."""
    number = isinstance(cell, (int, float)) and math.isfinite(cell)
    match = _NUMBER.fullmatch(plain(cell_text(cell))) if number or isinstance(cell, str) else None
    if match is None:
        return _no_number(column, cell, "割合", "％の単位")
    return Read(float(_decimal(match) / 100))


def is_number_as_text(cell: str) -> bool:
    """True for a text of digits that a spreadsheet could have kept as a number.

    A percentage is not one: it may be a number that its format shows so.
    """
    if "%" in plain(cell):
        return False
    return 0 < len(re.sub(r"\D", "", cell).lstrip("0")) <= _EXACT_DIGITS


def read_as_empty(column: Column, cell: str) -> Read:
    """The reading of a mark such as － or 調整中 in a column that may be empty."""
    names = {"label": column.label_ja}
    return Read(None, (Said(amount_text.MARK_READ_AS_EMPTY, cell, names),))


def _decimal(match: re.Match[str]) -> Decimal:
    value = Decimal(match["digits"].replace(",", ""))
    return -value if match["sign"] else value


def _no_number(column: Column, cell: CellValue, kind: str, unit: str) -> Read:
    if isinstance(cell, str) and empty_mark(cell):
        return read_as_empty(column, cell)
    return unread(cell_value.NOT_A_NUMBER, cell_text(cell), kind=kind, unit=unit)
