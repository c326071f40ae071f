"""Two snapshots side by side: the same projects found in both, and what of them counts in a selection."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.allocation import COUNTING_STATUSES, Allocation, allocate
from analysis.kept_answers import kept_with_each
from analysis.portions import UNIT_CODES, Flags, Floats, Ints, sites_of
from analysis.selection import Selection
from analysis.totals import area_rows, selected_rows
from domain.area import Level
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


@kept_with_each(4)
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


@kept_with_each(4)
def has_same_sites(before: Allocation, after: Allocation) -> Flags:
    """For every pair: do its amounts count in the same places by the same shares?"""
    pairs = paired(before, after)
    sides = [_sites(each, at) for each, at in ((before, pairs.before), (after, pairs.after))]
    counts = [np.bincount(side.pair, minlength=len(pairs.project_id)) for side in sides]
    same = counts[0] == counts[1]
    # Sites of pairs that have as many of them then as now stand at the same positions of both sides.
    then, now = (side.of(same) for side in sides)
    same[then.pair[(then.place != now.place) | (then.share != now.share)]] = False
    scopes = [
        np.append((each.records.projects["amount_scope"] == "multi_site_total").to_numpy(), False)[at]
        for each, at in ((before, pairs.before), (after, pairs.after))
    ]
    return np.asarray(same & (scopes[0] == scopes[1]), dtype=bool)


@dataclass(frozen=True, eq=False)
class _Sites:
    """Sites by pair, then by place and share; a place is one number, a share that is not told -1."""

    pair: Ints
    place: Ints
    share: Floats

    def of(self, chosen: Flags) -> _Sites:
        kept = chosen[self.pair]
        return _Sites(self.pair[kept], self.place[kept], self.share[kept])


def _sites(allocation: Allocation, at: Ints) -> _Sites:
    """The sites of the projects at positions ``at``."""
    sites = sites_of(allocation.records)
    pair_of = np.zeros(len(allocation.amount_yen), dtype=np.int64)
    pair_of[at[at >= 0]] = np.flatnonzero(at >= 0)
    pair = pair_of[sites.project]
    prefecture, municipality = (sites.units[level] + 1 for level in (Level.PREFECTURE, Level.MUNICIPALITY))
    place = prefecture * (len(UNIT_CODES[Level.MUNICIPALITY]) + 1) + municipality
    share = np.nan_to_num(sites.share, nan=-1.0)
    order = np.lexsort((share, place, pair))
    return _Sites(pair[order], place[order], share[order])


@kept_with_each(4)
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
