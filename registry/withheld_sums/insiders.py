"""What one contributor could find out: amounts of others that follow from the exact sums and from its own.

The audit asks what anybody can tell. Whoever invests knows more: its own amounts, all of them at once. An amount
follows from exact sums if no change of all hidden amounts leaves the sums as they are and changes it; the
changes that do leave them are a space, and knowing an amount takes one direction out of it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from registry.withheld_sums.audit import Published
from registry.withheld_sums.states import EXACT
from registry.withheld_sums.units import Cell, Unit

Floats = npt.NDArray[np.float64]

_NOTHING = 1e-9
"""A square of a length below which it is none: rounding."""


def telling_a_contributor(tables: Sequence[Published], known: Collection[tuple[str, int]]) -> list[Cell]:
    """Sums of the last table of which one must be told less, lest a company works out what another has.

    Empty when there is none, or none that telling less of this table could help.
    """
    hidden = {unit for table in tables for unit in table.units if unit.amount not in known}
    at = {unit: number for number, unit in enumerate(sorted(hidden))}
    sums, cells = _exact_sums(tables, at)
    if not sums.size:
        return []
    free = np.eye(len(at)) - np.linalg.pinv(sums) @ sums
    for own, found in _found_out(free, _by_company(at)):
        combined = np.vstack([sums, np.eye(len(at))[own]])
        parts, *_ = np.linalg.lstsq(combined.T, found, rcond=None)
        used = [cell for cell, part in zip(cells, parts, strict=False) if abs(part) > 1e-6]
        if told := [cell for cell in used if cell is not None]:
            return told
    return []


def _exact_sums(tables: Sequence[Published], at: dict[Unit, int]) -> tuple[Floats, list[Cell | None]]:
    """Which hidden amounts are in each exact sum, and the cell of the last table that tells it."""
    rows, cells = [], []
    for table in tables:
        for cell, state in table.states.items():
            members = [at[unit] for unit in table.cells[cell] if unit in at]
            if state == EXACT and members:
                row = np.zeros(len(at))
                row[members] = 1
                rows.append(row)
                cells.append(cell if table is tables[-1] else None)
    return np.array(rows), cells


def _by_company(at: dict[Unit, int]) -> list[list[int]]:
    found: dict[str, list[int]] = {}
    for unit, number in at.items():
        found.setdefault(unit.company, []).append(number)
    return list(found.values())


def _found_out(free: Floats, companies: Sequence[list[int]]) -> list[tuple[list[int], Floats]]:
    """Which company's amounts tell what of another: a single amount, or all that the other has together.

    What anybody can tell is left out.
    """
    totals = np.zeros((len(companies), len(free)))
    for number, own in enumerate(companies):
        totals[number, own] = 1
    asked = np.vstack([np.eye(len(free)), totals])
    spread = asked @ free  # how each moves with the others
    room = (spread * asked).sum(axis=1)
    found = []
    for number, own in enumerate(companies):
        inside = np.linalg.pinv(free[np.ix_(own, own)], rcond=1e-9)
        taken = (spread[:, own] @ inside * spread[:, own]).sum(axis=1)
        is_told = (room > _NOTHING) & (room - taken < _NOTHING)
        is_told[own] = is_told[len(free) + number] = False
        found += [(own, asked[each]) for each in np.flatnonzero(is_told)]
    return found
