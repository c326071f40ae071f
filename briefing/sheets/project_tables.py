"""Projects on a sheet: the main ones in a short table, and all of them as a list."""

from __future__ import annotations

import pandas as pd

from analysis.allocation import Allocation
from analysis.selection import Selection
from briefing import answers
from briefing.contents import Column, Table
from briefing.oku import oku_cells
from domain.area import Level
from domain.codelist import codelist

_NOT_SAID = "—"
NOT_DISCLOSED = "非公表"
_MOST_MAIN = 30
_MOST_LINES = 3
_FEW = 6
"""No more projects than these are told with their companies and the day they begin to run."""


def main_projects(allocation: Allocation, selection: Selection) -> Table:
    """The projects with the largest announced amounts, as many as find room: name, place, field, amount, state;
    few ones with company and beginning.
    """
    listed = answers.projects(allocation, selection)
    first, is_few = listed.head(_MOST_MAIN), len(listed) <= _FEW
    columns = [
        (Column("案件名", weight=1.5), first["name"]),
        *([(Column("事業者"), _or_none(first["company_name"]))] if is_few else []),
        (Column("所在地"), _places(first, selection)),
        *([(Column("分野"), _fields(first))] if len(selection.fields) != 1 else []),
        (Column("投資額", "right"), amounts(first)),
        *([(Column("額の範囲"), marks(first))] if any(marks(first)) else []),
        *([(Column("稼働（予定）"), _or_none(first["operation"]))] if is_few else []),
        (Column("状況"), first["status"]),
    ]
    return Table(
        f"主な案件（全{len(listed):,}件、投資額の大きい順）" if len(listed) else "主な案件",
        tuple(column for column, _ in columns),
        tuple(zip(*(values for _, values in columns), strict=True)),
        "単位：億円",
        rest="ほか{count:,}件",
        empty="当てはまる案件はありません",
        is_excerpt=True,
        more=len(listed) - len(first),
        least=2,
        lines=_MOST_LINES if is_few else 2,
    )


def listed_projects(listed: pd.DataFrame) -> Table:
    """All of the projects as numbered lines, on as many pages as they need."""
    columns = [
        (Column("No.", "right"), [f"{at:,}" for at in range(1, len(listed) + 1)]),
        (Column("案件名"), listed["name"]),
        (Column("事業者"), _or_none(listed["company_name"])),
        (Column("分野"), _fields(listed)),
        (Column("所在地"), _shortened(listed["places"])),
        (Column("投資額", "right"), amounts(listed)),
        (Column("金額の範囲"), marks(listed)),
        (Column("公表"), _or_none(listed["announced"])),
        (Column("稼働（予定）"), _or_none(listed["operation"])),
        (Column("状況"), listed["status"]),
    ]
    return Table(
        "案件（投資額の大きい順）",
        tuple(column for column, _ in columns),
        tuple(zip(*(map(str, values) for _, values in columns), strict=True)),
        "単位：億円",
        continued="件",
        lines=_MOST_LINES,
        empty="当てはまる案件はありません",
    )


def _or_none(words: pd.Series) -> pd.Series:
    return words.where(words != "", _NOT_SAID)


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
