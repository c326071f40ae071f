"""Amounts: whole yen inside, 億円 and 兆円 for people."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from domain.spelling import plain

MAN = 10**4
OKU = 10**8
CHO = 10**12
LARGEST_YEN = 2**63 - 1
"""Amounts are kept in 64 bits; what does not fit is no amount."""

_PLAIN_NUMBER = re.compile(r"(-?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?")
_YEN_DIGITS = 8
"""Decimals of an amount in 億円 that are whole yen."""


def oku_to_yen(cell: str) -> int | None:
    """Whole yen of a plain number in 億円 (``25.6`` → 2,560,000,000), or None if it is not one.

    Only digits, a decimal point and separating commas are read, and no fraction of a yen nor an
    amount beyond ``LARGEST_YEN``. Words such as 約 or a unit in the cell are for the sender to move
    into their own column, never for us to interpret.
    """
    match = _PLAIN_NUMBER.fullmatch(plain(cell))
    if match is None:
        return None
    whole = match[2].replace(",", "").lstrip("0")
    decimals = (match[3] or "").rstrip("0")
    # Digits are counted before they are a number: Python refuses integers of thousands of them.
    if len(whole) + _YEN_DIGITS > len(str(LARGEST_YEN)) or len(decimals) > _YEN_DIGITS:
        return None
    yen = int(whole + decimals.ljust(_YEN_DIGITS, "0"))
    if yen > LARGEST_YEN:
        return None
    return -yen if match[1] else yen


def _rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def format_yen(yen: int) -> str:
    """``3兆9,000億円``, ``1,234億円``, ``25.6億円``, ``4,200万円``, ``0円``; negative as ▲.

    Below 100億円 one decimal is shown where there is one, below 1億円 whole 万円, below 1万円 yen:
    no amount but 0 reads as 0.
    """
    sign, amount = ("▲" if yen < 0 else ""), abs(Decimal(yen))
    if amount < MAN:
        return f"{sign}{amount:,}円"
    # What rounds up to a whole unit is written in it: 9,999.6万円 is 1億円.
    if (man := _rounded(amount / MAN, 0)) < OKU // MAN:
        return f"{sign}{man:,}万円"
    oku = _rounded(amount / OKU, 1)
    if oku >= 100 or oku % 1 == 0:
        oku = _rounded(amount / OKU, 0)
    if oku < CHO // OKU:
        return f"{sign}{oku:,}億円"
    cho, rest = divmod(int(oku), CHO // OKU)
    return f"{sign}{cho:,}兆{f'{rest:,}億' if rest else ''}円"
