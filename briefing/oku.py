"""Amounts as the cells of one column in 億円: the same decimals all the way down, and never a false zero."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from domain.money import OKU

_DECIMAL_BELOW = 10 * OKU


def oku_cells(amounts: Sequence[int | None], without: Sequence[str]) -> list[str]:
    """``1,234`` or, where an amount is below 10億円 and no whole number, ``1,234.5`` for each amount;
    the word of ``without`` where there is none. An amount that would read as zero is ``0.1未満``.
    """
    known = [amount for amount in amounts if amount]
    decimals = int(any(abs(amount) < _DECIMAL_BELOW and amount % OKU for amount in known))
    return [
        word if amount is None else _cell(amount, decimals)
        for amount, word in zip(amounts, without, strict=True)
    ]


def _cell(yen: int, decimals: int) -> str:
    rounded = (Decimal(abs(yen)) / OKU).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    if yen and not rounded:
        return f"{'▲' if yen < 0 else ''}{Decimal(1).scaleb(-decimals)}未満"
    return f"{'▲' if yen < 0 else ''}{rounded:,}"
