"""What everything published, of this half and of earlier ones, tells together of amounts that are not.

Amounts that stand in the same cells of every table cannot be told apart by any sum: a group of them is
one variable of the programs in :mod:`registry.withheld_sums.intervals`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np

from registry.withheld_sums.constraint import Constraint
from registry.withheld_sums.intervals import Audit, Target
from registry.withheld_sums.safety import is_safe, limits
from registry.withheld_sums.states import told_range
from registry.withheld_sums.units import Cell, Unit, by_company

_UNIT_YEN = 1e8
"""Programs are solved in 億円: numbers near 1."""


class Published(Protocol):
    """Sums of the withheld amounts of one moment, and how each is told."""

    @property
    def units(self) -> Sequence[Unit]: ...
    @property
    def cells(self) -> Mapping[Cell, Sequence[Unit]]: ...
    @property
    def states(self) -> Mapping[Cell, str]: ...


class Knowledge:
    """All that is published in ``tables``, of which the last may still be told less.

    ``known`` are amounts, by project, that are public by now.
    """

    def __init__(self, tables: Sequence[Published], known: Collection[tuple[str, int]] = ()) -> None:
        self._tables = tables
        self._groups = _groups(tables, known)
        self._at = {
            unit: at for at, group in enumerate(self._groups) for unit in group
        }  # a unit is the same in every table where its amount is
        self._members = [
            {cell: tuple(sorted({self._at[unit] for unit in units})) for cell, units in table.cells.items()}
            for table in tables
        ]
        values = [sum(unit.amount_yen for unit in group) / _UNIT_YEN for group in self._groups]
        is_known = [group[0].amount in known for group in self._groups]
        self._audit = Audit(np.array(values), np.array(is_known, dtype=bool))
        self._pending = list(self._targets())

    def next_leak(self) -> list[Cell]:
        """Sums of the last table of which one must be told less, lest an amount is told too closely.

        Empty when there is none, or none that telling less of this table could help.
        """
        constraints, cells = self._constraints()
        if self._pending and len(self._audit.witnesses) == 1:
            self._audit.explore(constraints)
        while self._pending:
            holding = self._audit.binding(self._pending[-1], constraints)
            told = [cell for at in holding or () if (cell := cells[at]) is not None]
            if told:
                return told
            self._pending.pop()
        return []

    def _constraints(self) -> tuple[list[Constraint], list[Cell | None]]:
        """What is published, once for equal sums, and the cell of the last table that says it."""
        found: dict[tuple[int, ...], tuple[float, float]] = {}
        said_by: dict[tuple[int, ...], Cell | None] = {}
        for table, members in zip(self._tables, self._members, strict=True):
            is_last = table is self._tables[-1]
            for cell, groups in members.items():
                total = sum(unit.amount_yen for unit in table.cells[cell])
                told = told_range(table.states[cell], total)
                if told is None or (groups in found and not _is_closer(told, found[groups])):
                    continue
                found[groups], said_by[groups] = told, cell if is_last else None
        constraints = [
            Constraint(groups, lower / _UNIT_YEN, upper / _UNIT_YEN)
            for groups, (lower, upper) in found.items()
        ]
        return constraints, list(said_by.values())

    def _targets(self) -> Iterator[Target]:
        """Single companies' amounts, whole and by group, and the sums that are unsafe by themselves."""
        seen: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
        for least, most, amount in (*self._of_groups(), *self._of_companies(), *self._of_cells()):
            if most and (least, most) not in seen:
                seen.add((least, most))
                yield Target(least, most, limits().width(amount) / _UNIT_YEN)

    def _of_groups(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], int]]:
        for at, group in enumerate(self._groups):
            if len(by_company(group)) == 1 and not self._audit.known[at]:
                yield (at,), (at,), sum(unit.amount_yen for unit in group)

    def _of_companies(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], int]]:
        """What a company has in groups with others may be nothing, or all of them."""
        hidden = self._hidden(self._tables[-1].units)
        for company, amount in by_company(hidden).items():
            groups = {self._at[unit] for unit in hidden if unit.company == company}
            alone = {at for at in groups if len(by_company(self._groups[at])) == 1}
            yield tuple(sorted(alone)), tuple(sorted(groups)), amount

    def _of_cells(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], int]]:
        """Two companies alone in a sum would know each other's part if anybody could tell the sum."""
        for units in map(self._hidden, self._tables[-1].cells.values()):
            if units and not is_safe(units):
                groups = tuple(sorted({self._at[unit] for unit in units}))
                yield groups, groups, max(by_company(units).values())

    def _hidden(self, units: Sequence[Unit]) -> list[Unit]:
        """Those of which the amount is not known."""
        return [unit for unit in units if not self._audit.known[self._at[unit]]]


def _is_closer(told: tuple[float, float], than: tuple[float, float]) -> bool:
    return told[1] - told[0] < than[1] - than[0]


def _groups(tables: Sequence[Published], known: Collection[tuple[str, int]]) -> list[list[Unit]]:
    """Units of all tables, put together where they are in the same cells of each; known ones by themselves."""
    places: dict[Unit, list[int]] = {}
    for number, table in enumerate(tables):
        for unit in table.units:
            places.setdefault(unit, []).append(number)
    found: dict[tuple[object, ...], list[Unit]] = {}
    for unit, numbers in places.items():
        own = unit if unit.amount in known else None
        found.setdefault((unit.home, unit.field, tuple(numbers), own), []).append(unit)
    return list(found.values())
