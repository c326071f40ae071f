"""Sums of chosen rows of a level by unit or group, exact in whole yen."""

from __future__ import annotations

import numpy as np

from analysis.allocation import COUNT_BITS, LevelRows
from analysis.portions import Flags, Ints
from domain.codelist import codelist

Sums = dict[str, Ints]
"""By column of :class:`analysis.totals.Total` one number for every group."""


def sums_by_group(rows: LevelRows, part: slice, mask: Flags, group: np.ndarray, groups: int) -> Sums:
    """Sums of the masked rows of ``part`` by ``group``."""
    order = np.argsort(group[mask], kind="stable")
    chosen = np.flatnonzero(mask)[order] + part.start
    return sums_of(rows, chosen, np.searchsorted(group[mask][order], np.arange(groups + 1)))


def sums_by_unit(rows: LevelRows, mask: Flags) -> Sums:
    """Sums of the masked rows by unit and remainder."""
    if np.count_nonzero(mask) * 4 < mask.size:
        chosen = np.flatnonzero(mask)
        return sums_of(rows, chosen, np.searchsorted(chosen, rows.starts))
    # Where most rows are chosen, zeroing the others is quicker than gathering these.
    return sums_of(rows, mask, rows.starts)


def sums_of(rows: LevelRows, chosen: np.ndarray, starts: Ints) -> Sums:
    """Sums of chosen rows for each group, exact in whole yen.

    ``chosen`` is either row numbers, grouped by ``starts`` in that order, or a mask over rows that
    ``starts`` groups as they stand.
    """
    is_mask = chosen.dtype == np.bool_
    filled = np.flatnonzero(starts[1:] > starts[:-1])

    def add(values: Ints) -> Ints:
        sums = np.zeros(len(starts) - 1, dtype=np.int64)
        if filled.size:
            picked = values * chosen if is_mask else values[chosen]
            # reduceat gives an empty group its next element, so only filled groups are asked for.
            sums[filled] = np.add.reduceat(picked, starts[:-1][filled])
        return sums

    projects, counted, disclosed = _unpacked(add(rows.packed_counts[0]))
    lower_bounds, partial_scopes, supported = _unpacked(add(rows.packed_counts[1]))
    withheld = add(rows.packed_counts[2]) if len(rows.packed_counts) > 2 else np.zeros_like(projects)
    return {
        "projects": projects,
        "projects_with_amount": counted,
        "amount_yen": add(rows.amount_yen),
        "public_support_yen": add(rows.support_yen),
        "counted_wider": disclosed - counted,
        "not_disclosed": projects - disclosed,
        "lower_bounds": lower_bounds,
        "partial_scopes": partial_scopes,
        "projects_with_support": supported,
        "withheld": withheld,
    }


def _unpacked(packed: Ints) -> tuple[Ints, ...]:
    return tuple((packed >> (COUNT_BITS * at)) & ((1 << COUNT_BITS) - 1) for at in range(3))


def distinct_counts(rows: LevelRows, mask: Flags, units: Ints) -> dict[str, int]:
    """Counts of the projects in several remainders, each project once."""
    at = np.concatenate([np.arange(rows.starts[unit], rows.starts[unit + 1]) for unit in units])
    at = at[mask[at]]

    def count(flags: Flags) -> int:
        return len(np.unique(rows.project[at[flags[at]]]))

    everyone = np.ones(len(mask), dtype=bool)
    scope = codelist("amount_scope").position
    projects, counted, disclosed = count(everyone), count(rows.is_counted), count(rows.is_disclosed)
    return {
        "projects": projects,
        "projects_with_amount": counted,
        "counted_wider": disclosed - counted,
        "not_disclosed": projects - disclosed,
        "lower_bounds": count(rows.is_counted & (rows.attributes.scope == scope["lower_bound"])),
        "partial_scopes": count(rows.is_counted & (rows.attributes.scope == scope["partial"])),
        "projects_with_support": count(rows.is_supported),
        "withheld": count(rows.is_withheld),
    }
