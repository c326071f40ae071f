"""What sums are made of: withheld amounts, whose they are, and in which cells each of them counts.

A cell is an area (the nation, a block, a prefecture) and a field, or all fields. An amount counts at the
smallest area that holds all sites of its project; shares among sites are withheld with the amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from domain.area import NATION, Level, block_of, level_of
from domain.codelist import codelist
from domain.lg_code import prefecture_of

ALL_FIELDS = ""


class Cell(NamedTuple):
    """An area's code, and a field's or ``ALL_FIELDS``."""

    area: str
    field: str


class Unit(NamedTuple):
    """The withheld amount of one project: where it counts (``home``), its field, and who invests."""

    project_id: str
    company: str
    home: str
    field: str
    amount_yen: int

    @property
    def amount(self) -> tuple[str, int]:
        """The project and its amount, by which others that say the same are known."""
        return self.project_id, self.amount_yen

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells that the amount is part of."""
        return tuple(Cell(area, field) for area in lineage(self.home) for field in (ALL_FIELDS, self.field))


def lineage(area: str) -> tuple[str, ...]:
    """An area of a cell and those that hold it, the nation first."""
    level = level_of(area)
    if level is Level.NATION:
        return (NATION,)
    return (NATION, area) if level is Level.BLOCK else (NATION, block_of(area), area)


def parts_of(cell: Cell, fields: Iterable[str]) -> tuple[tuple[Cell, ...], ...]:
    """The ways in which a cell is parted: by the areas below it, and by field if it has all of them.

    What counts in the cell and in none of its parts is left over, and no cell.
    """
    level = level_of(cell.area)
    below: tuple[str, ...] = ()
    if level is Level.NATION:
        below = codelist("block").codes
    elif level is Level.BLOCK:
        below = tuple(entry.code for entry in codelist("prefecture") if entry.more["block"] == cell.area)
    ways = [tuple(Cell(area, cell.field) for area in below)] if below else []
    if cell.field == ALL_FIELDS:
        ways.append(tuple(Cell(cell.area, field) for field in fields))
    return tuple(ways)


def home_of(places: Iterable[str], *, is_multi_site_total: bool) -> str:
    """The smallest area of a cell that holds all sites of a project; the nation where one is unknown.

    A total over several sites of which only one is told may lie anywhere.
    """
    codes = set(places)
    if not codes or "" in codes or (is_multi_site_total and len(codes) == 1):
        return NATION
    for area_of in (prefecture_of, block_of):
        areas = {area_of(code) for code in codes}
        if len(areas) == 1:
            return areas.pop()
    return NATION


def by_cell(units: Iterable[Unit]) -> dict[Cell, list[Unit]]:
    """The units of every cell that has any, cells in a fixed order."""
    found: dict[Cell, list[Unit]] = {}
    for unit in units:
        for cell in unit.cells:
            found.setdefault(cell, []).append(unit)
    return {cell: found[cell] for cell in sorted(found)}


def by_company(units: Iterable[Unit]) -> Mapping[str, int]:
    """What each company contributes, in yen."""
    found: dict[str, int] = {}
    for unit in units:
        found[unit.company] = found.get(unit.company, 0) + unit.amount_yen
    return found
