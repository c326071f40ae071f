"""Projects on a sheet: the main ones in a short table, and all of them as a list."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from analysis.allocation import Allocation
from analysis.selection import Selection
from briefing import answers
from briefing.contents import Column, Table
from briefing.oku import oku_cells
from briefing.sheets.naming import squares
from domain.area import Level
from domain.codelist import codelist

_NOT_SAID = "—"
NOT_DISCLOSED = "非公表"
_SHORT = 7.5
_MAIN_ROOM = 36.0
"""Full-width characters that name, place and field of a main project have room for side by side."""

_TEXT_MM, _PADDING_MM, _MOST_LINES, _FULL = 4.0, 1.4, 3, 0.92
"""A line of text, what is around the text of a row, how many lines a cell has at most, how full they are."""

_PAPERS = ((134.0, 46.0), (120.0, 58.0))
"""Room for the rows of a page, and how many full-width characters name, company and place have side by side:
on the higher and narrower paper, and on the lower and wider one.
"""


def main_projects(allocation: Allocation, selection: Selection, lines: int) -> Table:
    """The projects with the largest announced amounts, as many as stand on so many lines: name, place, field,
    amount, state.
    """
    listed = answers.projects(allocation, selection)
    asked = listed.head(lines)
    texts = list(zip(asked["name"], _places(asked, selection), _fields(asked), strict=True))
    first = asked.head(_how_many(texts, lines))
    columns = [
        (Column("案件名"), first["name"]),
        (Column("所在地"), _places(first, selection)),
        *([(Column("分野"), _fields(first))] if len(selection.fields) != 1 else []),
        (Column("投資額", "right"), amounts(first)),
        *([(Column("額の範囲"), marks(first))] if any(marks(first)) else []),
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
    columns = (listed["name"], listed["company_name"], _shortened(listed["places"]))
    rows = [tuple(map(squares, row)) for row in zip(*columns, strict=True)]
    lengths = [0]
    for end in range(1, len(rows) + 1):
        page = rows[end - 1 - lengths[-1] : end]
        if lengths[-1] and any(_height_mm(page, room) > height for height, room in _PAPERS):
            lengths.append(0)
        lengths[-1] += 1
    return lengths


def _height_mm(rows: list[tuple[float, ...]], room: float) -> float:
    return sum(_PADDING_MM + _TEXT_MM * lines for lines in _lines(rows, room))


def _lines(rows: list[tuple[float, ...]], room: float) -> list[int]:
    """Lines of text of each row whose texts are so wide, in columns that share ``room`` by their widest; those
    of short texts keep what they need.
    """
    widest = [max(column) for column in zip(*rows, strict=True)]
    shared = sum(most for most in widest if most > _SHORT)
    if sum(widest) <= room:
        return [1] * len(rows)
    part = (room - sum(widest) + shared) / shared if shared else 1.0
    # A line that breaks between words is not quite full.
    full = [part * most * _FULL if most > _SHORT else most for most in widest]
    return [
        min(_MOST_LINES, max(math.ceil(text / most) for text, most in zip(row, full, strict=True) if most))
        for row in rows
    ]


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


def _how_many(texts: Sequence[tuple[str, ...]], lines: int) -> int:
    """How many projects of these names, places and fields stand on so many lines; at least one, if any."""
    rows = [tuple(map(squares, row)) for row in texts]
    for count in range(len(rows), 1, -1):
        if sum(_lines(rows[:count], _MAIN_ROOM)) <= lines:
            return count
    return min(len(rows), 1)


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
