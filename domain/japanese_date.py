"""Dates as Japanese offices write them, 和暦 or 西暦, read to partial ISO dates and fiscal years."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from domain.partial_date import first_day, is_partial_date, last_day
from domain.spelling import plain


@dataclass(frozen=True)
class DateReading:
    """What a text says of a time.

    ``iso`` is the partial date; it is empty where the text names a fiscal year, which
    ``fiscal_year`` gives by the year that it starts in, with its ``half`` (1, 2 or 0 for the whole).
    ``is_vague`` says that a word such as 頃 stands beside it, ``is_outside_era`` that the era had not
    begun or was over by then.
    """

    iso: str = ""
    fiscal_year: str = ""
    half: int = 0
    is_vague: bool = False
    is_outside_era: bool = False


@dataclass(frozen=True)
class _Era:
    name: str
    letter: str
    first: dt.date
    last: dt.date


_ERAS = (
    _Era("令和", "R", dt.date(2019, 5, 1), dt.date.max),
    _Era("平成", "H", dt.date(1989, 1, 8), dt.date(2019, 4, 30)),
    _Era("昭和", "S", dt.date(1926, 12, 25), dt.date(1989, 1, 7)),
    _Era("大正", "T", dt.date(1912, 7, 30), dt.date(1926, 12, 24)),
    _Era("明治", "M", dt.date(1868, 1, 25), dt.date(1912, 7, 29)),
)
_ERA = {key: era for era in _ERAS for key in (era.name, era.letter)}
_KANJI_DIGITS = "〇一二三四五六七八九"

_MIDNIGHT = re.compile(r"(?<=[0-9])[T ]+0{1,2}:00(?::00)?$")
_UNSAID = re.compile(r"(?:\([日月火水木金土]\)|現在|時点|付け?|予定|見込み?)$")
"""Endings that change nothing: a weekday, words for why the date is given."""

_VAGUE = re.compile(
    r"^(?:遅くとも|概ね|おおむね|約)|(?:頃|ごろ|を?目途|を?めど|まで|以降|以前|[上中下初]旬|中|内)に?$"
)
_YEAR = re.compile(
    r"(?P<fy>FY)?(?:(?P<era>令和|平成|昭和|大正|明治|[RHSTM])(?P<number>元|[0-9]{1,2}|[〇一二三四五六七八九十]{1,3})"
    r"|(?:西暦)?(?P<year>[0-9]{4}|[〇一二三四五六七八九]{4}))",
    re.IGNORECASE,
)
_FISCAL = re.compile(r"(?:年度|(?:年度の?)?(?P<half>[上下])半?期)(?P<end>末)?|H(?P<number>[12])")
_N = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_CALENDAR = (
    re.compile(rf"年(?:(?P<month>{_N})月(?:(?P<day>{_N})日|末)?|(?P<end>末))?"),
    re.compile(r"(?P<mark>[./-])(?P<month>[0-9]{1,2})(?:(?P=mark)(?P<day>[0-9]{1,2}))?"),
    re.compile(r"(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
    re.compile(r""),
)


def read_date(text: str) -> DateReading | None:
    """What ``text`` says of a time; None if it is not told for certain.

    Reads 令和元年, R8.4.1, 令和８年度上期, 平成三十一年四月三十日, 2027年4月, 2027/4/1, 20270401,
    令和7年3月31日現在. A month or day alone, two digits for a year, and spring or autumn are not read.
    """
    rest, is_vague = _without_endings(_MIDNIGHT.sub("", plain(text)).replace(" ", ""))
    head = _YEAR.match(rest)
    if head is None:
        return None
    era = _ERA[head["era"].upper()] if head["era"] else None
    year = _number(head["number"] or head["year"]) + (era.first.year - 1 if era else 0)
    rest = rest[head.end() :]
    if era and not _number(head["number"]):
        return None
    fiscal = _FISCAL.fullmatch("年度" if head["fy"] and not rest else rest)
    iso, fiscal_year, half = _fiscal(year, fiscal) if fiscal else (_calendar(year, rest), "", 0)
    if not is_partial_date(iso or fiscal_year):
        return None
    start, end = (first_day(iso), last_day(iso)) if iso else (dt.date(year, 4, 1), dt.date(year + 1, 3, 31))
    is_outside = era is not None and (end < era.first or start > era.last)
    return DateReading(iso, fiscal_year, half, is_vague, is_outside)


def _without_endings(text: str) -> tuple[str, bool]:
    """``text`` without words around the date, and whether one of them makes it vague."""
    is_vague = False
    while True:
        shorter = _UNSAID.sub("", text)
        exact = _VAGUE.sub("", shorter)
        is_vague |= exact != shorter
        if exact == text:
            return text, is_vague
        text = exact


def _fiscal(year: int, match: re.Match[str]) -> tuple[str, str, int]:
    """Partial date, fiscal year and half; the end of a fiscal year or half is a month of the calendar."""
    half = int(match["number"] or {"上": 1, "下": 2}.get(match["half"], 0))
    if match["end"]:
        return (f"{year:04}-09" if half == 1 else f"{year + 1:04}-03"), "", 0
    return "", f"{year:04}", half


def _calendar(year: int, rest: str) -> str:
    """Partial date of a year and what follows it; empty if that is no month and day."""
    match = next(filter(None, (form.fullmatch(rest) for form in _CALENDAR)), None)
    if match is None:
        return ""
    found = match.groupdict()
    month = "12" if found.get("end") else found.get("month")
    parts = [part for part in (month, found.get("day")) if part]
    return "-".join([f"{year:04}", *(f"{_number(part):02}" for part in parts)])


def _number(digits: str) -> int:
    """元 is 1; 三十一 is 31 and 二〇二七 is 2027; 0 for what is no number, such as 十十."""
    if digits == "元":
        return 1
    if digits.isascii():
        return int(digits)
    tens, is_ten, ones = digits.rpartition("十")
    if not is_ten:
        return int("".join(str(_KANJI_DIGITS.index(digit)) for digit in digits))
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 0
    return (_KANJI_DIGITS.index(tens) if tens else 1) * 10 + (_KANJI_DIGITS.index(ones) if ones else 0)


_DAY_ZERO = dt.date(1899, 12, 30)
"""Day 0 of spreadsheets, right from 1900-03-01 on."""

_SERIALS = range(10_000, 80_000)
"""Day numbers of 1927 to 2119: years and compact dates lie outside."""


def serial_day(number: float) -> dt.date | None:
    """The day that a bare day number of a spreadsheet may stand for, or None."""
    return _DAY_ZERO + dt.timedelta(days=int(number)) if number in _SERIALS else None
