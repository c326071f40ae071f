"""Where plans are: the municipalities of each plan, and how many plans an area has, by type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.allocation import Allocation
from analysis.kept_answers import kept_with_each
from analysis.portions import AREA_LEVELS, UNIT_CODES, UNIT_POSITION, Flags, Ints
from analysis.totals import units_within
from domain.area import NATION, Level, label_of, lineage
from domain.codelist import codelist
from domain.lg_code import is_prefecture
from domain.municipality import NORTHERN_KIND, municipalities
from domain.record import Records

WITHIN = ("lead", "member")
"""Roles of the areas that make up a plan; ``linked`` areas only work together with them."""

LINKED = ("linked",)


@dataclass(frozen=True, eq=False)
class PlanAreas:
    """Every plan and municipality of it as a pair: the plan's position, the unit at each level."""

    plan: Ints
    units: dict[Level, Ints]

    def touch(self, level: Level, area: str, plans: int) -> Flags:
        """For each of ``plans`` plans: does it have a municipality inside ``area`` of ``level``?"""
        found = np.zeros(plans, dtype=bool)
        if level is Level.NATION:
            return ~found
        found[self.plan[self.units[level] == UNIT_POSITION[level][area]]] = True
        return found


class PlanLine(NamedTuple):
    """Plans of one area: ``by_type`` in the order of ``plan_type``; they add up to ``plans``."""

    code: str
    label: str
    plans: int
    by_type: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class PlanLines:
    """Numbers of plans by area, one line an area, in the order of its code list."""

    codes: tuple[str, ...]
    by_type: Ints
    """One row a type, one column an area."""

    @property
    def plans(self) -> Ints:
        return np.asarray(self.by_type.sum(axis=0))

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[PlanLine]:
        for code, numbers in zip(self.codes, self.by_type.T.tolist(), strict=True):
            yield PlanLine(code, label_of(code), sum(numbers), tuple(numbers))


@kept_with_each(4)
def plan_areas(allocation: Allocation) -> PlanAreas:
    """The municipalities of all plans, a prefecture's code standing for the whole of it."""
    rows = allocation.records["plan_areas"]
    rows = rows[rows["role"].isin(WITHIN)]
    plan = pd.Index(allocation.records["plans"]["plan_id"]).get_indexer(pd.Index(rows["plan_id"]))
    units = [_municipality_units(code) for code in rows["lg_code"]]
    owners = np.repeat(plan, [len(found) for found in units]).astype(np.int64)
    places = np.concatenate([np.empty(0, dtype=np.int64), *units])
    count = len(UNIT_CODES[Level.MUNICIPALITY])
    pairs = np.unique((owners * count + places)[owners >= 0])
    owners, places = pairs // count, pairs % count
    return PlanAreas(owners, {level: _units_above(level)[places] for level in AREA_LEVELS})


@kept_with_each(4)
def municipalities_by_plan(allocation: Allocation) -> dict[int, tuple[str, ...]]:
    """By position of the plan the lg_codes of its municipalities in code order; plans without none."""
    areas, codes = plan_areas(allocation), UNIT_CODES[Level.MUNICIPALITY]
    found: dict[int, list[str]] = {}
    for plan, unit in zip(areas.plan.tolist(), areas.units[Level.MUNICIPALITY].tolist(), strict=True):
        found.setdefault(plan, []).append(codes[unit])
    return {plan: tuple(inside) for plan, inside in found.items()}


def municipalities_of(records: Records, plan_id: str, roles: tuple[str, ...] = WITHIN) -> tuple[str, ...]:
    """lg_codes of a plan's municipalities in code order; a prefecture stands for all of its own."""
    rows = records["plan_areas"]
    rows = rows[(rows["plan_id"] == plan_id) & rows["role"].isin(roles)]
    codes = UNIT_CODES[Level.MUNICIPALITY]
    found = {int(unit) for code in rows["lg_code"] for unit in _municipality_units(code)}
    return tuple(codes[unit] for unit in sorted(found))


def smallest_area(municipalities: tuple[str, ...]) -> str:
    """The smallest area, a municipality at least, that holds all of these (lg_codes); the nation for none."""
    lines = [lineage(code) for code in municipalities]
    shared = [areas[0] for areas in zip(*lines, strict=True) if len(set(areas)) == 1]
    return shared[-1] if shared else NATION


def plans_by_area(allocation: Allocation, chosen: Flags, area: str, level: Level) -> PlanLines:
    """Numbers of the ``chosen`` plans in the parts of ``area`` at ``level``.

    A plan counts once in every part where it has a municipality, and once in the nation, where plans
    without any area count as well.
    """
    types = codelist("plan_type").position
    kind = allocation.records["plans"]["plan_type"].map(types).to_numpy(dtype=np.int64)
    units = np.array(sorted(units_within(level, area)), dtype=np.int64)
    if level is Level.NATION:
        numbers = np.bincount(kind[chosen], minlength=len(types))[:, None]
    else:
        areas, count = plan_areas(allocation), len(UNIT_CODES[level])
        pairs = np.unique(areas.plan * count + areas.units[level])
        pairs = pairs[chosen[pairs // count]]
        cells = kind[pairs // count] * count + pairs % count
        numbers = np.bincount(cells, minlength=len(types) * count).reshape(len(types), count)[:, units]
    return PlanLines(tuple(UNIT_CODES[level][unit] for unit in units), numbers)


@cache
def _municipality_units(lg_code: str) -> Ints:
    """Positions of a municipality, or of all of a prefecture without the villages of 北方領土."""
    if not is_prefecture(lg_code):
        return np.array([UNIT_POSITION[Level.MUNICIPALITY][lg_code]])
    inside = [
        at
        for at, entry in enumerate(municipalities())
        if entry.code[:2] == lg_code[:2] and entry.more["kind"] != NORTHERN_KIND
    ]
    return np.array(inside, dtype=np.int64)


@cache
def _units_above(level: Level) -> Ints:
    """For every municipality the position of the area of ``level`` that it is or lies in."""
    depth = tuple(Level).index(level)
    above = [lineage(code)[depth] for code in UNIT_CODES[Level.MUNICIPALITY]]
    return np.array([UNIT_POSITION[level][code] for code in above], dtype=np.int64)
