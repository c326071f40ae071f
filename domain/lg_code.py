"""全国地方公共団体コード (lg_code): six digits as text, the last one a check digit."""

from __future__ import annotations

import re

from domain.spelling import plain

_WEIGHTS = (6, 5, 4, 3, 2)


def check_digit(code5: str) -> str:
    """Check digit of a five-digit code (総務省: weights 6 to 2, modulus 11, last digit)."""
    total = sum(int(digit) * weight for digit, weight in zip(code5, _WEIGHTS, strict=True))
    return str((11 - total % 11) % 10)


def with_check_digit(code5: str) -> str:
    return code5 + check_digit(code5)


def is_well_formed(code: str) -> bool:
    """True for six digits of a prefecture 01-47 whose check digit agrees."""
    return (
        bool(re.fullmatch(r"[0-9]{6}", code))
        and 1 <= int(code[:2]) <= 47
        and check_digit(code[:5]) == code[5]
    )


def prefecture_of(lg_code: str) -> str:
    """lg_code of the prefecture that ``lg_code`` belongs to (itself for a prefecture)."""
    return with_check_digit(lg_code[:2] + "000")


def is_prefecture(lg_code: str) -> bool:
    return lg_code[2:5] == "000"


def readings(cell: object) -> tuple[str, ...]:
    """All six-digit codes that a cell may stand for, sorted.

    Spreadsheets drop a leading zero and statistics write five digits, so ``12203`` reads as
    122033 (市川市) or 012203 (士別市). More than one reading has to be decided by a name.
    """
    text = re.sub(r"\.0$", "", plain(str(cell)))
    if not re.fullmatch(r"[0-9]{4,6}", text):
        return ()
    five_digits = {text} if len(text) == 5 else {"0" + text} if len(text) == 4 else set()
    six_digits = {text} if len(text) == 6 else {"0" + text} if len(text) == 5 else set()
    found = {with_check_digit(code) for code in five_digits} | six_digits
    return tuple(sorted(code for code in found if is_well_formed(code)))
