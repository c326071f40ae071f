"""The register of municipalities, and finding one by code and name without ever guessing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from domain.codelist import Codelist, codelist
from domain.lg_code import is_prefecture, prefecture_of, readings
from domain.spelling import name_key, plain

NORTHERN_KIND = "北方領土"


def municipalities() -> Codelist:
    """The 1,741 municipalities (designated cities whole) and the six villages of 北方領土."""
    return codelist("municipality")


class Problem(StrEnum):
    """Why a place was not found, or what to know about how it was."""

    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    CODE_AND_NAME_DISAGREE = "code_and_name_disagree"
    WARD = "ward"


@dataclass(frozen=True)
class Match:
    """``lg_code`` of the municipality, or None; what is wrong or notable; codes to suggest."""

    lg_code: str | None
    problem: Problem | None = None
    candidates: tuple[str, ...] = ()


def find_prefecture(text: str) -> str | None:
    """lg_code of a prefecture given as name (県 may be left off), two-digit or whole code."""
    text = plain(text)
    if re.fullmatch(r"[0-9]{1,2}", text):
        text = text.zfill(2)
        return next((code for code in codelist("prefecture").codes if code[:2] == text), None)
    for code in readings(text):
        if code in codelist("prefecture"):
            return code
    return _prefecture_keys().get(name_key(text))


def find_by_name(prefecture: str, name: str) -> Match:
    """Municipality called ``name`` in the prefecture with lg_code ``prefecture``.

    The spelling may differ as :func:`domain.spelling.name_key` allows, and 郡 or the prefecture
    may stand before it. A ward of a designated city finds the city, with ``Problem.WARD``.
    """
    key = name_key(name).removeprefix(name_key(codelist("prefecture").label(prefecture)))
    wards = _wards_by_name()
    keys = [key, re.sub(r"^.{1,5}?郡(?=.)", "", key)]
    for candidate in dict.fromkeys(keys):
        codes = _codes_by_name().get((prefecture[:2], candidate), ())
        if len(codes) == 1:
            return Match(codes[0])
        if codes:
            return Match(None, Problem.AMBIGUOUS, codes)
        if (prefecture[:2], candidate) in wards:
            return Match(wards[prefecture[:2], candidate], Problem.WARD)
    return Match(None, Problem.UNKNOWN, _similar(prefecture, key))


def find_by_code(cell: object, name: str = "", *, prefecture: str = "") -> Match:
    """Municipality for a code cell, five or six digits, leading zero lost or not.

    Several readings are decided by ``name`` and by the ``prefecture`` (lg_code) that stand beside
    the code; without them they stay ambiguous. A name that the code does not bear, or a prefecture
    that it does not lie in, is ``CODE_AND_NAME_DISAGREE``: neither side is taken as right.
    """
    wards = codelist("ward")
    readable = [code for code in readings(cell) if code in municipalities() or code in wards]
    if not readable:
        return Match(None, Problem.UNKNOWN)
    known = [
        code
        for code in readable
        if (not prefecture or prefecture_of(code) == prefecture) and (not name or _bears_name(code, name))
    ]
    if not known:
        return Match(None, Problem.CODE_AND_NAME_DISAGREE, tuple(readable))
    if len(known) > 1:
        return Match(None, Problem.AMBIGUOUS, tuple(known))
    if known[0] in wards:
        return Match(wards[known[0]].more["city"], Problem.WARD)
    return Match(known[0])


def _bears_name(code: str, name: str) -> bool:
    wards = codelist("ward")
    match = find_by_name(prefecture_of(code), name)
    city = wards[code].more["city"] if code in wards else code
    # Of an unknown name the candidates only resemble it; of an ambiguous one they bear it.
    return match.lg_code == city or (match.problem is Problem.AMBIGUOUS and code in match.candidates)


@cache
def _prefecture_keys() -> dict[str, str]:
    keys = {}
    for entry in codelist("prefecture"):
        keys[name_key(entry.label_ja)] = entry.code
        keys[name_key(entry.more["short_ja"])] = entry.code
    return keys


@cache
def _codes_by_name() -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for entry in municipalities():
        for name in filter(None, {entry.label_ja, entry.more["alias"]}):
            at = (entry.code[:2], name_key(name))
            found[at] = tuple(sorted({*found.get(at, ()), entry.code}))
    return found


@cache
def _wards_by_name() -> dict[tuple[str, str], str]:
    return {(ward.code[:2], name_key(ward.label_ja)): ward.more["city"] for ward in codelist("ward")}


def _similar(prefecture: str, key: str) -> tuple[str, ...]:
    """Codes to show as a hint: same prefecture, names that share most characters; never taken."""
    import difflib

    names = {at[1]: codes for at, codes in _codes_by_name().items() if at[0] == prefecture[:2]}
    close = difflib.get_close_matches(key, names, n=3, cutoff=0.6)
    return tuple(code for name in close for code in names[name] if not is_prefecture(code))
