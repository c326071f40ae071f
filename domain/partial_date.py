"""Dates known to the year, the month or the day: ``2027``, ``2027-04``, ``2027-04-01`` (ISO 8601)."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def is_partial_date(text: str) -> bool:
    """True for a real year, month or day of the years 1900 to 2199 in the ISO form."""
    match = _FORM.fullmatch(text)
    if not match or not 1900 <= int(match[1]) <= 2199:
        return False
    try:
        dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def year_of(text: str) -> int | None:
    """Calendar year of a partial date; None for the empty text."""
    return int(text[:4]) if text else None


def last_day(text: str) -> dt.date:
    """The last day that a partial date can mean."""
    year, month, day = (int(part) if part else None for part in _FORM.fullmatch(text).groups())  # type: ignore[union-attr]
    month = month or 12
    return dt.date(year or 0, month, day or calendar.monthrange(year or 0, month)[1])


def first_day(text: str) -> dt.date:
    """The first day that a partial date can mean."""
    year, month, day = (int(part) if part else 1 for part in _FORM.fullmatch(text).groups())  # type: ignore[union-attr]
    return dt.date(year, month, day)


def format_ja(text: str) -> str:
    """``2027年4月1日``, ``2027年4月``, ``2027年`` as far as known; empty for the empty text."""
    if not text:
        return ""
    parts = [str(int(part)) for part in text.split("-")]
    return "".join(part + unit for part, unit in zip(parts, "年月日", strict=False))
