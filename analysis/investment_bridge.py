"""The bridge of the investment total between two halves: then, what came, grew, shrank, went, moved, now.

Every step is made of entries, each one project's part in it; the steps add up exactly, in whole yen and in
projects, from the total then to the total now (:func:`analysis.totals.total`), under every selection. Where
a project stands in the steps:

* it counts now and had no row then: 新規;
* it counted then and has no row now, or its status has become one that does not count: 取下げ;
* it counts at one time only for any other reason: 区域・分野の変更, with all of its amount;
* it counts at both and its amount was known at one time only: 金額公表の変化. An amount that was
  withheld was not zero, so this is neither 増額 nor 減額;
* it counts at both with known amounts: what the other amount makes at the old sites is 増額 or 減額, what
  the other sites, shares or scope make is 区域・分野の変更.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.portions import Flags, Ints
from analysis.selection import Selection
from analysis.totals import total
from analysis.two_states import Side, at_new_amounts, has_same_sites, paired, side
from domain.codelist import codelist

BEFORE, AFTER = "before", "after"
NEW, INCREASED, DECREASED, WITHDRAWN, MOVED, DISCLOSED = (
    *("new", "increased", "decreased"),
    *("withdrawn", "moved", "disclosed"),
)
"""Codes of ``bridge_step``."""

CHANGES = (NEW, INCREASED, DECREASED, WITHDRAWN, MOVED, DISCLOSED)


@dataclass(frozen=True)
class Step:
    """One bar: by how much the number of projects and the total change, or for the ends what they are.

    ``entries`` projects stand behind it; of those that come or go (at the ends: that are there),
    ``undisclosed`` have no known amount. ``raised_yen`` and ``lowered_yen`` (not positive) are the two parts of
    ``amount_yen``, ``gained`` and ``lost`` (not positive) those of ``projects``.
    """

    code: str
    projects: int
    amount_yen: int
    entries: int
    undisclosed: int
    raised_yen: int = 0
    lowered_yen: int = 0
    gained: int = 0
    lost: int = 0

    @property
    def label_ja(self) -> str:
        return codelist("bridge_step").label(self.code)


@dataclass(frozen=True)
class Bridge:
    """The steps in the order of ``bridge_step``: the total then, the changes, the total now."""

    steps: tuple[Step, ...]

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def __getitem__(self, code: str) -> Step:
        return next(step for step in self.steps if step.code == code)

    @property
    def before(self) -> Step:
        return self.steps[0]

    @property
    def after(self) -> Step:
        return self.steps[-1]

    @property
    def changes(self) -> tuple[Step, ...]:
        return self.steps[1:-1]


@dataclass(frozen=True, eq=False)
class Entries:
    """What each project does to a step: an entry a project and step.

    ``pair`` is a position in :func:`analysis.two_states.paired`, ``step`` one in ``CHANGES``; ``yen`` is
    0 where ``is_known`` is false, that is where no amount of it counts.
    """

    pair: Ints
    step: Ints
    projects: Ints
    yen: Ints
    is_known: Flags
    then: Side
    now: Side

    def of(self, code: str) -> Ints:
        """Positions of the entries of a step, of all steps for ""."""
        if not code:
            return np.arange(len(self.pair))
        return np.flatnonzero(self.step == CHANGES.index(code))


@kept(256)
def bridge(before: Allocation, after: Allocation, selection: Selection) -> Bridge:
    """The bridge of a selection from ``before`` to ``after``."""
    found = entries(before, after, selection)
    return Bridge(
        (
            _end(BEFORE, before, selection),
            *(_step(code, found) for code in CHANGES),
            _end(AFTER, after, selection),
        )
    )


def _end(code: str, allocation: Allocation, selection: Selection) -> Step:
    whole = total(allocation, selection)
    return Step(code, whole.projects, whole.amount_yen, whole.projects, whole.not_disclosed)


def _step(code: str, found: Entries) -> Step:
    at = found.of(code)
    yen, projects, pair = found.yen[at], found.projects[at], found.pair[at]
    told = np.where(projects > 0, found.now.disclosed[pair], found.then.disclosed[pair])
    return Step(
        code,
        int(projects.sum()),
        int(yen.sum()),
        len(at),
        int((~told & (projects != 0)).sum()),
        int(yen[yen > 0].sum()),
        int(yen[yen < 0].sum()),
        int(projects[projects > 0].sum()),
        int(projects[projects < 0].sum()),
    )


@kept(64)
def entries(before: Allocation, after: Allocation, selection: Selection) -> Entries:
    """The entries of all steps, by step, then by project."""
    pairs = paired(before, after)
    then, now = (
        side(before, pairs.before, selection),
        side(after, pairs.after, selection),
    )
    enters, leaves = now.listed & ~then.listed, then.listed & ~now.listed
    is_new, is_gone = enters & ~then.exists, leaves & (~now.exists | now.withdrawn)
    stays = now.listed & then.listed
    told = stays & (then.disclosed != now.disclosed)
    by_amount = _effect_of_amounts(before, after, selection.area, then, now, stays & ~told)
    by_place = np.where(stays & ~told, now.yen - then.yen - by_amount, 0)
    crosses = (enters & ~is_new) | (leaves & ~is_gone)
    whole = now.yen - then.yen
    parts = (
        (NEW, is_new, whole),
        (INCREASED, by_amount > 0, by_amount),
        (DECREASED, by_amount < 0, by_amount),
        (WITHDRAWN, is_gone, whole),
        (MOVED, crosses | (by_place != 0), np.where(crosses, whole, by_place)),
        (DISCLOSED, told, whole),
    )
    return _collected(parts, then, now)


def _collected(parts: tuple[tuple[str, Flags, Ints], ...], then: Side, now: Side) -> Entries:
    at = [np.flatnonzero(chosen) for _, chosen, _ in parts]
    pair = np.concatenate(at)
    counts = now.listed.astype(np.int64) - then.listed
    return Entries(
        pair=pair,
        step=np.repeat([CHANGES.index(code) for code, _, _ in parts], [len(each) for each in at]),
        projects=counts[pair],
        yen=np.concatenate([yen[each] for each, (_, _, yen) in zip(at, parts, strict=True)]),
        is_known=then.counted[pair] | now.counted[pair],
        then=then,
        now=now,
    )


def _effect_of_amounts(
    before: Allocation, after: Allocation, area: str, then: Side, now: Side, stays: Flags
) -> npt.NDArray[np.int64]:
    """By how much the other amounts of the projects that ``stays`` marks change what counts in the area."""
    pairs = paired(before, after)
    was, is_now = (
        np.append(each.amount_yen, 0)[at] for each, at in ((before, pairs.before), (after, pairs.after))
    )
    stays = stays & (was != is_now)
    effect = np.where(stays & has_same_sites(before, after), now.yen - then.yen, 0)
    moved = at_new_amounts(before, after)
    at_old_sites = moved.counted_in(area) - then.yen[moved.pair]
    effect[moved.pair] = np.where(stays[moved.pair], at_old_sites, 0)
    return effect
