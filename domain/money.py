"""Amounts: whole yen inside, 億円 and 兆円 for people."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from domain.spelling import plain

OKU = 10**8
CHO = 10**12


def oku_to_yen(cell: str) -> int | None:
    """Whole yen of a plain number in 億円 (``25.6`` → 2,560,000,000), or None if it is not one.

    Only digits, a decimal point and separating commas are read. Words such as 約 or a unit in
    the cell are for the sender to move into their own column, never for us to interpret.
    """
    text = plain(cell)
    if not re.fullmatch(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", text):
        return None
    try:
        yen = Decimal(text.replace(",", "")) * OKU
    except InvalidOperation:
        return None
    return int(yen) if yen == yen.to_integral_value() else None


def _grouped(value: Decimal, digits: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP):,}"


def format_yen(yen: int) -> str:
    """``3兆9,000億円``, ``1,234億円``, ``25.6億円``, ``4,200万円``, ``0円``; negative as ▲.

    Below 100億円 one decimal is shown where there is one, so that small amounts do not become 0.
    """
    sign, amount = ("▲" if yen < 0 else ""), abs(Decimal(yen))
    if amount == 0:
        return "0円"
    if amount < OKU // 10:
        return f"{sign}{_grouped(amount / 10**4, 0)}万円" if amount >= 10**4 else f"{sign}{amount}円"
    oku = amount / OKU
    digits = 1 if oku < 100 and oku % 1 else 0
    rounded = Decimal(_grouped(oku, digits).replace(",", ""))
    if rounded < 10**4:
        return f"{sign}{rounded:,}億円"
    cho, rest = divmod(int(rounded), 10**4)
    return f"{sign}{cho:,}兆{f'{rest:,}億' if rest else ''}円"


def yen_to_oku(yen: int) -> float:
    """億円 as a number, for spreadsheets and charts (exact to the yen up to 90兆円)."""
    return yen / OKU
