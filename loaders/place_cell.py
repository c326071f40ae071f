"""Cells of places: codes that a spreadsheet shortened, and names instead of codes."""

from __future__ import annotations

import re

from domain.amount_text import empty_mark
from domain.codelist import codelist
from domain.lg_code import readings
from domain.municipality import Match, Problem, find_by_code, find_by_name, find_prefecture, municipalities
from domain.record import Column
from domain.spelling import name_key, plain
from loaders.number_cell import read_as_empty
from loaders.read_cell import Read, Said, cell_text, unread
from loaders.workbook_cells import CellValue
from rules import place

STATE = "国"
_CODE_AND_NAME = re.compile(r"([0-9]{5,6})[\s:(]*([^0-9\s:()][^()]*)\)?")


def read_place(column: Column, cell: CellValue) -> Read:
    """lg_code of a place given by code, by name with its prefecture, or by a name that no other bears.

    A whole code that stands for no place is kept: the rules on places say what is wrong with it.
    """
    text = plain(cell_text(cell))
    if isinstance(cell, str) and empty_mark(text):
        return read_as_empty(column, cell)
    if text.isdigit():
        return _by_code(text)
    if both := _CODE_AND_NAME.fullmatch(text):
        return _by_code_and_name(text, both[1], both[2])
    if prefecture := find_prefecture(text):
        return Read(prefecture)
    return _by_name(text)


def read_author(column: Column, cell: CellValue) -> Read:
    """国, or the lg_code of a body; what is neither stays as it is, for the rule on authors."""
    text = plain(cell_text(cell))
    if not text or text == STATE:
        return Read(text)
    found = read_place(column, cell)
    return Read(text) if found.is_unread or found.value is None else found


def _by_code(text: str) -> Read:
    if len(text) <= 2:
        prefecture = find_prefecture(text)
        return Read(prefecture) if prefecture else _unknown(text, ())
    meant = readings(text)
    known = [code for code in meant if _is_place(code)]
    if len(known) > 1:
        return unread(place.MUNICIPALITY_AMBIGUOUS, text, candidates=_named(known))
    if known:
        return _found(text, known[0])
    if len(text) == len("434043"):
        return Read(text)
    return Read(meant[0]) if len(meant) == 1 else _unknown(text, ())


def _by_code_and_name(text: str, code: str, name: str) -> Read:
    prefecture = find_prefecture(name)
    if prefecture and prefecture in readings(code):
        return Read(prefecture)
    bare = name.removeprefix(_prefecture_before(name)[1])
    match = find_by_code(code, bare)
    if match.lg_code:
        return _of_match(text, match)
    candidates = [meant for meant in readings(code) if _is_place(meant)]
    if not candidates:
        return _unknown(text, ())
    return unread(place.CODE_AND_NAME_DISAGREE, code, candidates=_named(candidates), name=name)


def _by_name(text: str) -> Read:
    prefecture, written = _prefecture_before(text)
    if prefecture:
        return _of_match(text, find_by_name(prefecture, text.removeprefix(written)))
    matches = [find_by_name(code, text) for code in codelist("prefecture").codes]
    found = [match for match in matches if match.problem in (None, Problem.WARD, Problem.AMBIGUOUS)]
    if len(found) == 1:
        return _of_match(text, found[0])
    if found:
        codes = [code for match in found for code in ([match.lg_code] if match.lg_code else match.candidates)]
        return unread(place.MUNICIPALITY_AMBIGUOUS, text, candidates=_named(codes))
    return _unknown(text, tuple(code for match in matches for code in match.candidates)[:3])


def _of_match(text: str, match: Match) -> Read:
    if match.problem is Problem.AMBIGUOUS:
        return unread(place.MUNICIPALITY_AMBIGUOUS, text, candidates=_named(match.candidates))
    if match.lg_code is None:
        return _unknown(text, match.candidates)
    return _found(text, match.lg_code) if match.problem is None else _ward(text, match.lg_code)


def _found(text: str, code: str) -> Read:
    wards = codelist("ward")
    return _ward(text, wards[code].more["city"]) if code in wards else Read(code)


def _ward(text: str, city: str) -> Read:
    return Read(city, (Said(place.WARD_GIVEN, text, {"city": municipalities().label(city)}),))


def _unknown(text: str, candidates: tuple[str, ...]) -> Read:
    hint = f"近い名前: {_named(candidates)}。" if candidates else ""
    return unread(place.PLACE_UNKNOWN, text, hint=hint)


def _is_place(code: str) -> bool:
    return code in codelist("prefecture") or code in municipalities() or code in codelist("ward")


def _named(codes: list[str] | tuple[str, ...]) -> str:
    prefectures = codelist("prefecture")
    return "、".join(
        f"{code} {prefectures.label(code)}" if code in prefectures else place.named([code]) for code in codes
    )


def _prefecture_before(text: str) -> tuple[str, str]:
    """The prefecture that a name begins with, and how it is written; empty if it begins with none."""
    for entry in codelist("prefecture"):
        length = len(entry.label_ja)
        if name_key(text[:length]) == name_key(entry.label_ja) and len(text) > length:
            return entry.code, text[:length]
    return "", ""
