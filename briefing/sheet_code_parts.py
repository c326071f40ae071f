"""How the parts of a sheet's code stand in its bits: areas, words, years, text."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache

from analysis.selection import Selection
from briefing.short_code import Packer, Unpacker
from domain.area import NATION, Level
from domain.folders import DATA
from domain.lg_code import with_check_digit

NUMBERS = DATA / "sheet_code_numbers.csv"
_LEVELS = (Level.NATION, Level.BLOCK, Level.PREFECTURE, Level.MUNICIPALITY)
_FIRST_YEAR, _YEAR_BITS = 1900, 9


def put_area(bits: Packer, selection: Selection) -> None:
    """Prefectures and municipalities by their official number, which outlives any list."""
    level = selection.level
    bits.put(_LEVELS.index(level), 2)
    if level is Level.BLOCK:
        bits.put_any(number_of_word("block", selection.area), 4)
    elif level is Level.PREFECTURE:
        bits.put(int(selection.area[:2]), 6)
    elif level is Level.MUNICIPALITY:
        bits.put(int(selection.area[:5]), 17)


def take_area(bits: Unpacker) -> str:
    level = _LEVELS[bits.take(2)]
    if level is Level.BLOCK:
        return word_of_number("block", bits.take_any(4))
    if level is Level.PREFECTURE:
        return with_check_digit(f"{bits.take(6):02}000")
    if level is Level.MUNICIPALITY:
        return with_check_digit(f"{bits.take(17):05}")
    return NATION


def put_words(bits: Packer, name: str, codes: Sequence[str], width: int) -> None:
    """Words of a list: the first by its number, the others by how much further they stand."""
    before = -1
    for number in sorted(number_of_word(name, code) for code in codes):
        bits.put(1, 1)
        bits.put_any(number - before - 1, width if before < 0 else 2)
        before = number
    bits.put(0, 1)


def take_words(bits: Unpacker, name: str, width: int) -> tuple[str, ...]:
    numbers: list[int] = []
    while bits.take(1):
        numbers.append(numbers[-1] + 1 + bits.take_any(2) if numbers else bits.take_any(width))
    return tuple(word_of_number(name, number) for number in numbers)


def put_years(bits: Packer, years: Sequence[int | None]) -> None:
    for year in years:
        bits.put(int(year is not None), 1)
        if year is not None:
            bits.put(year - _FIRST_YEAR, _YEAR_BITS)


def take_years(bits: Unpacker) -> tuple[int | None, int | None]:
    found = [_FIRST_YEAR + bits.take(_YEAR_BITS) if bits.take(1) else None for _ in range(2)]
    return found[0], found[1]


_SCRIPTS = ((0x20, 7), (0x3040, 8), (0x4E00, 15), (0, 21))
"""First character and bits of ASCII, kana, kanji, and all there is: the first that has a character is used."""


def put_text(bits: Packer, text: str) -> None:
    for character in text:
        bits.put(1, 1)
        script = next(
            at for at, (first, width) in enumerate(_SCRIPTS) if 0 <= ord(character) - first < 1 << width
        )
        bits.put(script, 2)
        bits.put(ord(character) - _SCRIPTS[script][0], _SCRIPTS[script][1])
    bits.put(0, 1)


def take_text(bits: Unpacker) -> str:
    found = []
    while bits.take(1):
        first, width = _SCRIPTS[bits.take(2)]
        found.append(chr(first + bits.take(width)))
    return "".join(found)


@cache
def _numbers() -> tuple[dict[tuple[str, str], int], dict[tuple[str, int], str]]:
    with NUMBERS.open(encoding="utf-8", newline="") as file:
        rows = [(row["list"], int(row["number"]), row["code"]) for row in csv.DictReader(file)]
    return {(name, code): number for name, number, code in rows}, {
        (name, number): code for name, number, code in rows
    }


def number_of_word(name: str, code: str) -> int:
    """The number that stands for a word in codes; KeyError for a word without one."""
    return _numbers()[0][name, code]


def word_of_number(name: str, number: int) -> str:
    """The word that a number stands for; KeyError for a number that this edition does not know."""
    return _numbers()[1][name, number]
