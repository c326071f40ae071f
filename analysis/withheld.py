"""Sums of withheld amounts as the registry lets them be told: for an area, and for a field of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from analysis.allocation import Allocation
from analysis.kept_answers import kept_with_each
from analysis.lines import UNALLOCATED
from analysis.selection import Selection
from analysis.totals import Breakdown
from domain.area import NATION, Level

_LEVELS = (Level.NATION, Level.BLOCK, Level.PREFECTURE)
_ALL_FIELDS = ""


class WithheldSum(NamedTuple):
    """``projects`` withheld amounts on the day of publication of ``half``, and their sum as it may be told:
    ``amount_yen`` (None if not exactly) or ``size_band`` ("" if not by a band either).
    """

    half: str
    projects: int
    amount_yen: int | None
    size_band: str


def withheld_sum(allocation: Allocation, selection: Selection) -> WithheldSum | None:
    """The sum for a selection that asks for an area down to a prefecture, and a field at most.

    None for any other selection: sums over other parts would tell single amounts by their differences.
    """
    asked = replace(selection, area=NATION, fields=())
    if asked != Selection() or len(selection.fields) > 1 or selection.level not in _LEVELS:
        return None
    return _sums(allocation).get((selection.area, selection.fields[0] if selection.fields else _ALL_FIELDS))


def withheld_sums_by(
    allocation: Allocation, selection: Selection, by: Breakdown, codes: tuple[str, ...]
) -> Mapping[str, WithheldSum]:
    """The same for the parts of a selection: areas or fields that have such a sum, by code."""
    found = {}
    for code in codes:
        if code == UNALLOCATED:
            continue
        if by is Breakdown.FIELD and not selection.fields:
            part = selection.with_fields((code,))
        elif by in (Breakdown.BLOCK, Breakdown.PREFECTURE):
            part = selection.within(code)
        else:
            continue
        if (told := withheld_sum(allocation, part)) is not None:
            found[code] = told
    return found


@kept_with_each(4)
def _sums(allocation: Allocation) -> Mapping[tuple[str, str], WithheldSum]:
    frame = allocation.records.withheld_sums
    if frame is None:
        return {}
    return {
        (row.area, row.field_code): WithheldSum(
            row.half,
            int(row.projects),
            int(row.amount_yen) if pd.notna(row.amount_yen) else None,
            row.size_band,
        )
        for row in frame.itertuples()
    }
