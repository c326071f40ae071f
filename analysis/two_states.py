"""Two snapshots side by side: the same projects found in both, and what of them counts in a selection."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.allocation import COUNTING_STATUSES, Allocation, allocate
from analysis.portions import Flags, Ints
from analysis.selection import Selection
from analysis.totals import area_rows, selected_rows
from domain.codelist import codelist

COUNTED, WIDER, NOT_DISCLOSED, OUTSIDE, ABSENT = "counted", "wider", "not_disclosed", "outside", "absent"
"""Codes of ``counted_state``: how a project stands in a selection at one time."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """All projects of two allocations by id, and where each stands in either; -1 where it does not."""

    project_id: npt.NDArray[np.object_]
    before: Ints
    after: Ints


@dataclass(frozen=True, eq=False)
class Side:
    """The pairs as they stand in a selection at one time, one element a project.

    ``listed`` are the selected projects of the area; ``yen`` is what of an amount counts in the area,
    0 where none does (``counted`` tells these apart); ``disclosed`` tells that an amount is known at
    all, ``withdrawn`` that the status is one that does not count, ``exists`` that there is a row.
    """

    exists: Flags
    listed: Flags
    counted: Flags
    disclosed: Flags
    withdrawn: Flags
    yen: Ints

    def states(self) -> npt.NDArray[np.int8]:
        """For every project its position in ``counted_state``."""
        words = codelist("counted_state").position
        conditions = [~self.exists, ~self.listed, ~self.disclosed, ~self.counted]
        found = [words[code] for code in (ABSENT, OUTSIDE, NOT_DISCLOSED, WIDER)]
        return np.select(conditions, found, words[COUNTED]).astype(np.int8)


@lru_cache(maxsize=8)
def paired(before: Allocation, after: Allocation) -> Pairs:
    """The projects of both, each once, sorted by id."""
    ids = [pd.Index(each.records.projects["project_id"], dtype="str") for each in (before, after)]
    union = ids[0].union(ids[1])
    at = [known.get_indexer(union).astype(np.int64) for known in ids]
    return Pairs(union.to_numpy(dtype=object), at[0], at[1])


def side(allocation: Allocation, at: Ints, selection: Selection) -> Side:
    """How the projects at positions ``at`` of an allocation stand in a selection."""
    rows, part = area_rows(allocation, selection.area, selection.level)
    mask = selected_rows(allocation, rows, selection)[part]
    project = rows.project[part]
    count = len(allocation.amount_yen) + 1  # the last is found by position -1: no row
    listed, counted, yen = np.zeros(count, bool), np.zeros(count, bool), np.zeros(count, np.int64)
    listed[project[mask]] = True
    counted[project[mask]] = rows.is_counted[part][mask]
    yen[project[mask]] = rows.amount_yen[part][mask]
    counting = [codelist("project_status").position[code] for code in COUNTING_STATUSES]
    withdrawn = ~np.isin(allocation.attributes.status, counting)
    return Side(
        exists=at >= 0,
        listed=listed[at],
        counted=counted[at],
        disclosed=np.append(allocation.has_amount, False)[at],
        withdrawn=np.append(withdrawn, False)[at],
        yen=yen[at],
    )


@dataclass(frozen=True, eq=False)
class NewAmounts:
    """The earlier projects whose amount and whose sites have both changed, at their new amounts.

    ``pair`` says which of the pairs they are. What they come to tells the effect of the amount from that
    of the sites.
    """

    allocation: Allocation
    pair: Ints

    def counted_in(self, area: str) -> Ints:
        """What of the new amounts would count in ``area`` at the old sites, in the order of ``pair``."""
        rows, part = area_rows(self.allocation, area, Selection(area).level)
        yen = np.zeros(len(self.pair), dtype=np.int64)
        yen[rows.project[part]] = rows.amount_yen[part]
        return yen


@lru_cache(maxsize=8)
def has_same_sites(before: Allocation, after: Allocation) -> Flags:
    """For every pair: do its amounts count in the same places by the same shares?"""
    pairs = paired(before, after)
    key = ["project_id", "lg_code"]
    sites = [
        each.records.project_sites.drop_duplicates(key).set_index(key)["share"] for each in (before, after)
    ]
    both = pd.concat(sites, axis=1, keys=["then", "now"], join="outer")
    then, now = (both[name].to_numpy(dtype=np.float64, na_value=np.nan) for name in ("then", "now"))
    is_known = [both.index.isin(each.index) for each in sites]
    differs = (is_known[0] != is_known[1]) | ((then != now) & ~(np.isnan(then) & np.isnan(now)))
    moved = both.index.get_level_values("project_id")[differs]
    scopes = [
        np.append((each.records.projects["amount_scope"] == "multi_site_total").to_numpy(), False)[at]
        for each, at in ((before, pairs.before), (after, pairs.after))
    ]
    return ~np.isin(pairs.project_id, moved.to_numpy(dtype=object)) & (scopes[0] == scopes[1])


@lru_cache(maxsize=8)
def at_new_amounts(before: Allocation, after: Allocation) -> NewAmounts:
    """The earlier projects that have both another amount and other sites, at their new amounts."""
    pairs = paired(before, after)
    is_both = (pairs.before >= 0) & (pairs.after >= 0) & ~has_same_sites(before, after)
    pair = np.flatnonzero(is_both)
    then, now = pairs.before[pair], pairs.after[pair]
    pair = pair[
        before.has_amount[then] & after.has_amount[now] & (before.amount_yen[then] != after.amount_yen[now])
    ]
    records = before.records
    projects = records.projects.iloc[pairs.before[pair]].reset_index(drop=True)
    amounts = after.amount_yen[pairs.after[pair]]
    tables = dict(records.tables) | {"projects": projects.assign(amount_yen=pd.array(amounts, dtype="Int64"))}
    return NewAmounts(allocate(replace(records, tables=tables)), pair)
