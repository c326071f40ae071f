"""Reporting periods: fiscal halves, ``2026H1`` (上期, April to September) and ``2026H2`` (下期)."""

from __future__ import annotations

import datetime as dt
import re

_FORM = re.compile(r"([0-9]{4})H([12])")
_ERAS = (("令和", 2019), ("平成", 1989))
"""Eras and their first fiscal years, the newest first. The state counts the whole of 2019 as 令和元年度;
no record is older than 平成."""


def is_fiscal_half(text: str) -> bool:
    return bool(_FORM.fullmatch(text))


def fiscal_half_of(day: dt.date) -> str:
    """The half that ``day`` falls in: 2027-02-01 is in ``2026H2``."""
    if day.month < 4:
        return f"{day.year - 1}H2"
    return f"{day.year}H{1 if day.month < 10 else 2}"


def format_ja(half: str) -> str:
    """``令和8年度上期（2026年度上期）``, as Japanese offices write it: era first, year in brackets.

    A half before the eras that we know is given by its year alone: ``1988年度下期``.
    """
    year, which = half.split("H")
    name = "上期" if which == "1" else "下期"
    for era, first in _ERAS:
        if (number := int(year) - first + 1) >= 1:
            return f"{era}{'元' if number == 1 else number}年度{name}（{year}年度{name}）"
    return f"{year}年度{name}"


def number_of(half: str) -> int:
    """Halves counted one after the other, so that they can be subtracted: 2026H2 is 2026H1 and one."""
    year, which = half.split("H")
    return int(year) * 2 + int(which) - 1


def half_of_number(number: int) -> str:
    """The half that :func:`number_of` counts as ``number``."""
    return f"{number // 2}H{number % 2 + 1}"


def short_ja(half: str) -> str:
    """``令和8年度上期``, without the year in brackets; "" for no half."""
    return format_ja(half).partition("（")[0] if half else ""
