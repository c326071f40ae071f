"""Reporting periods: fiscal halves, ``2026H1`` (上期, April to September) and ``2026H2`` (下期)."""

from __future__ import annotations

import datetime as dt
import re

_FORM = re.compile(r"(\d{4})H([12])")


def is_fiscal_half(text: str) -> bool:
    return bool(_FORM.fullmatch(text))


def fiscal_half_of(day: dt.date) -> str:
    """The half that ``day`` falls in: 2027-02-01 is in ``2026H2``."""
    if day.month < 4:
        return f"{day.year - 1}H2"
    return f"{day.year}H{1 if day.month < 10 else 2}"


def format_ja(half: str) -> str:
    """``令和8年度上期（2026年度上期）``, as Japanese offices write it: era first, year in brackets."""
    year, which = half.split("H")
    era = int(year) - 2018
    name = "上期" if which == "1" else "下期"
    return f"令和{'元' if era == 1 else era}年度{name}（{year}年度{name}）"
