"""Amounts of money as people write them in a cell: units, ▲ and 約, and marks for having none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from domain.codelist import codelist
from domain.money import LARGEST_YEN
from domain.spelling import plain


@dataclass(frozen=True)
class AmountReading:
    """Whole yen that a text names, or None where it says why there is none.

    ``mark`` is a word of ``empty_mark`` (非公表, 調整中, …), ``qualifier`` one of ``amount_qualifier``
    (約, 超, …); both are empty where there is none. ``has_unit`` tells that the text bears its own
    unit, which may differ from the column's.
    """

    yen: int | None = None
    mark: str = ""
    qualifier: str = ""
    has_unit: bool = False


_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_SCALES = {"": 1, "万": 10**4, "億": 10**8, "兆": 10**12}
_TIMES = {"": 1, "十": 10, "百": 100, "千": 1000}
_PART = re.compile(rf"({_NUMBER})([十百千]?)([万億兆]?)")
_TEXT = re.compile(rf"(?P<sign>[-▲△])?(?P<parts>(?:{_NUMBER}[十百千]?[万億兆]?)+)")
_MOST_DIGITS = 40
"""Python refuses integers of thousands of digits; no amount has as many as this."""


def read_amount(text: str, unit_yen: int) -> AmountReading | None:
    """What a cell of a column in units of ``unit_yen`` says; None if it is not told for certain.

    A unit in the text counts instead of the column's: 1兆2,345億円, 500百万円, 3,500億. Without one
    the number is in the column's unit, however large: the order of magnitude is never guessed. A
    fraction of a yen, a range and 数百億円 are not read.
    """
    bare = re.sub(r"\s", "", plain(text))
    if mark := empty_mark(bare):
        return AmountReading(mark=mark)
    bare, qualifiers = _without_qualifiers(bare)
    is_yen = bare.startswith("¥") or bare.endswith("円")
    match = _TEXT.fullmatch(bare.removeprefix("¥").removesuffix("円"))
    if match is None or len(bare) > _MOST_DIGITS or len(qualifiers) > 1:
        return None
    amount, has_unit = _amount(_PART.findall(match["parts"]), is_yen, unit_yen)
    if amount is None or amount > LARGEST_YEN or amount % 1:
        return None
    yen = -int(amount) if match["sign"] else int(amount)
    return AmountReading(yen, "", "".join(qualifiers), has_unit)


def empty_mark(text: str) -> str:
    """Code of the mark that a whole cell is, such as 非公表 or －; empty for anything else."""
    return _marks().get(plain(text).casefold(), "")


def _amount(parts: list[tuple[str, str, str]], is_yen: bool, unit_yen: int) -> tuple[Decimal | None, bool]:
    """Yen of 3億5千万 or of a bare number, and whether a unit is written; None where it is unclear.

    Each part must be smaller than the unit of the one before it, and the last have a unit: 1兆2345
    may mean either 億 or yen.
    """
    digits, times, scale = parts[-1]
    if not is_yen and not scale:
        is_bare = len(parts) == 1 and not times
        return (Decimal(digits.replace(",", "")) * unit_yen if is_bare else None), False
    total, above = Decimal(0), Decimal("Infinity")
    for digits, times, scale in parts:
        unit = Decimal(_TIMES[times] * _SCALES[scale])
        value = Decimal(digits.replace(",", "")) * unit
        if value >= above:
            return None, True
        total, above = total + value, unit
    return total, True


def _without_qualifiers(text: str) -> tuple[str, set[str]]:
    """``text`` without words such as 約 before or 超 after its number, and the words' codes."""
    codes: set[str] = set()
    while True:
        shorter, code = _without_qualifier(text)
        if not code:
            # 約100億円超 is a lower bound, and as such about right.
            return text, codes - {"about"} or codes
        text, codes = shorter, codes | {code}


def _without_qualifier(text: str) -> tuple[str, str]:
    unit = "円" if text.endswith("円") else ""
    number = text.removesuffix(unit)
    for code, form, is_before in _qualifiers():
        if is_before and text.startswith(form):
            return text.removeprefix(form), code
        if not is_before and number.endswith(form):
            return number.removesuffix(form) + unit, code
    return text, ""


@cache
def _marks() -> dict[str, str]:
    """Every spelling of a mark, as it stands after NFKC, and the mark's code."""
    entries = list(codelist("empty_mark"))
    forms = [
        (plain(form).casefold(), entry.code) for entry in entries for form in entry.more["forms"].split()
    ]
    return dict([*forms, *((plain(entry.label_ja).casefold(), entry.code) for entry in entries)])


@cache
def _qualifiers() -> list[tuple[str, str, bool]]:
    """Code, form and whether it stands before the number; longer forms first."""
    found = [
        (entry.code, form, place == "before")
        for entry in codelist("amount_qualifier")
        for place in ("before", "after")
        for form in entry.more[place].split()
    ]
    return sorted(found, key=lambda item: -len(item[1]))
