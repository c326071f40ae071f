"""Projects on a sheet: the main ones in a short table, and all of them as a list."""

from __future__ import annotations

import itertools
import math

import pandas as pd

from analysis.allocation import Allocation
from analysis.selection import Selection
from briefing import answers
from briefing.contents import Column, Table
from briefing.oku import oku_cells
from domain.area import Level
from domain.codelist import codelist

_NOT_SAID = "—"
_LONG_NAME = 28
"""Full-width characters that a main project's name has room for on one line."""

NOT_DISCLOSED = "非公表"

_TEXT_MM, _PADDING_MM, _MOST_LINES = 4.0, 1.4, 3
"""A line of text, what is around the text of a row, and how many lines a cell has at most."""

_PAPERS = ((144.0, (23.0, 19.0, 12.0)), (122.0, (31.0, 24.0, 15.0)))
"""Room for the rows of a page, and how many full-width characters name, company and place have on a line:
on the higher and narrower paper, and on the lower and wider one.
"""


def main_projects(allocation: Allocation, selection: Selection, lines: int) -> Table:
    """The projects with the largest announced amounts, as many as stand on so many lines: name, place, field,
    amount, state.
    """
    listed = answers.projects(allocation, selection)
    first = listed.head(_how_many(listed["name"].head(lines).tolist(), lines))
    columns = [
        (Column("案件名", weight=1.5), first["name"]),
        (Column("所在地"), _places(first, selection)),
        *([(Column("分野"), _fields(first))] if len(selection.fields) != 1 else []),
        (Column("投資額", "right"), amounts(first)),
        *([(Column("金額の範囲"), marks(first))] if any(marks(first)) else []),
        (Column("状況"), first["status"]),
    ]
    return Table(
        f"主な案件（投資額の大きい順、{len(first):,}／{len(listed):,}件）" if len(listed) else "主な案件",
        tuple(column for column, _ in columns),
        tuple(zip(*(values for _, values in columns), strict=True)),
        "単位：億円",
        rest="ほか{count:,}件",
        empty="当てはまる案件はありません",
    )


def listed_projects(listed: pd.DataFrame, first: int, title: str) -> Table:
    """Projects as lines with their number in the list, which begins with ``first``."""
    columns = [
        (Column("No.", "right"), [f"{first + at:,}" for at in range(len(listed))]),
        (Column("案件名"), listed["name"]),
        (Column("事業者"), listed["company_name"].where(listed["company_name"] != "", _NOT_SAID)),
        (Column("分野"), _fields(listed)),
        (Column("所在地"), _shortened(listed["places"])),
        (Column("投資額", "right"), amounts(listed)),
        (Column("金額の範囲"), marks(listed)),
        (Column("公表"), listed["announced"].where(listed["announced"] != "", _NOT_SAID)),
        (Column("稼働（予定）"), listed["operation"].where(listed["operation"] != "", _NOT_SAID)),
        (Column("状況"), listed["status"]),
    ]
    return Table(
        title,
        tuple(column for column, _ in columns),
        tuple(zip(*(map(str, values) for _, values in columns), strict=True)),
        "単位：億円",
        lines=_MOST_LINES,
        empty="当てはまる案件はありません",
    )


def page_lengths(listed: pd.DataFrame) -> list[int]:
    """How many of the projects stand on each page of the list, whatever the paper; one empty page for none."""
    lengths, free = [0], [page for page, _ in _PAPERS]
    for texts in zip(listed["name"], listed["company_name"], _shortened(listed["places"]), strict=True):
        heights = [_row_mm(texts, rooms) for _, rooms in _PAPERS]
        if any(height > left for height, left in zip(heights, free, strict=True)):
            lengths.append(0)
            free = [page for page, _ in _PAPERS]
        lengths[-1] += 1
        free = [left - height for height, left in zip(heights, free, strict=True)]
    return lengths


def _row_mm(texts: tuple[str, ...], rooms: tuple[float, ...]) -> float:
    """Height of a line of the list: as many lines of text as its longest cell has."""
    lines = max(math.ceil(_squares(text) / room) for text, room in zip(texts, rooms, strict=True))
    return _PADDING_MM + _TEXT_MM * min(max(lines, 1), _MOST_LINES)


def amounts(listed: pd.DataFrame) -> list[str]:
    """Announced amounts in 億円; what is withheld says so and is no zero."""
    yen = [None if pd.isna(amount) else int(amount) for amount in listed["amount_yen"]]
    return oku_cells(yen, [NOT_DISCLOSED] * len(yen))


def marks(listed: pd.DataFrame) -> list[str]:
    """``以上``, ``一部``, ``複数拠点計`` of known amounts; "" of those of a single site and withheld ones."""
    return [
        "" if pd.isna(amount) else str(mark)
        for amount, mark in zip(listed["amount_yen"], listed["scope_mark"], strict=True)
    ]


def _how_many(names: list[str], lines: int) -> int:
    """The number of names that stand on so many lines; a long one takes two. At least one."""
    taken = list(itertools.accumulate(1 + (_squares(name) > _LONG_NAME) for name in names))
    return max(1, sum(each <= lines for each in taken))


def _squares(text: str) -> float:
    """Width in full-width characters."""
    return sum(1.0 if ord(letter) > 255 else 0.58 for letter in text)


def _fields(listed: pd.DataFrame) -> list[str]:
    """Short names of strategic fields; local industries by their whole label."""
    fields = codelist("strategic_field")
    return [
        fields[code].more["short_ja"] if code in fields else label
        for code, label in zip(listed["field_code"], listed["field"], strict=True)
    ]


def _places(listed: pd.DataFrame, selection: Selection) -> list[str]:
    """Places, within a prefecture without its name."""
    places = _shortened(listed["places"])
    if selection.level is not Level.PREFECTURE:
        return places
    names = listed["places"].str.split(" ", n=1).str[0]
    return [place.removeprefix(f"{name} ") for place, name in zip(places, names, strict=True)]


def _shortened(places: pd.Series) -> list[str]:
    """``熊本県 菊陽町ほか2か所``."""
    found = []
    for words in places:
        first, *others = str(words).split("、")
        found.append(f"{first}ほか{len(others)}か所" if others else first)
    return found
