"""Why a project stands behind a step of a bridge: what of it changed, and what its sender says of that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.allocation import Allocation
from analysis.investment_bridge import CHANGES, DISCLOSED, MOVED, NEW, WITHDRAWN, Entries
from analysis.plan_list import plans_in_words
from analysis.portions import Ints
from analysis.progress_filter import asked_plans
from analysis.project_list import in_words
from analysis.selection import Selection
from analysis.two_states import paired
from domain.area import NATION

NO_REASON = "理由の記載なし"
NEWLY_REGISTERED = "新しく登録された"
ROW_WITHDRAWN = "登録が取り下げられた"
STATUS_WITHDRAWN = "状況が「取下げ」になった"
STATUS_RESUMED = "状況が「取下げ」でなくなった"
NEWLY_DISCLOSED = "額が公表された"
NO_LONGER_DISCLOSED = "額が非公表になった"
NO_SHARE = "配分なし"
OTHERWISE_MOVED = "条件に関わる変更"

Words = npt.NDArray[np.object_]


class _Aspect(NamedTuple):
    """Something about a project that may take it into or out of a selection."""

    label_ja: str
    is_asked: Callable[[Selection], object]
    words: Callable[[Allocation, Ints, Selection], Words]


def _column(name: str) -> Callable[[Allocation, Ints, Selection], Words]:
    return lambda allocation, at, _: in_words(allocation)[name].to_numpy(dtype=object)[at]


def _of_plan(name: str) -> Callable[[Allocation, Ints, Selection], Words]:
    def words(allocation: Allocation, at: Ints, _: Selection) -> Words:
        found = np.append(plans_in_words(allocation)[name].to_numpy(dtype=object), "計画未策定")
        return found[allocation.plan[at]]

    return words


def _shares(allocation: Allocation, at: Ints, _: Selection) -> Words:
    """``60％・配分なし``: the shares of the places, in their order."""
    sites = allocation.records.project_sites
    ids = allocation.records.projects["project_id"].to_numpy(dtype=object)[at]
    known: dict[str, list[str]] = {project_id: [] for project_id in ids}
    rows = sites[sites["project_id"].isin(known)]
    for project_id, share in zip(rows["project_id"], rows["share"], strict=True):
        known[project_id].append(NO_SHARE if pd.isna(share) else f"{share * 100:.10g}％")
    return np.array(["・".join(known[project_id]) or NO_SHARE for project_id in ids], dtype=object)


def _fits_by_progress(allocation: Allocation, at: Ints, selection: Selection) -> Words:
    plans = asked_plans(allocation, selection)
    fits = np.append(plans, False)[allocation.plan[at]] if plans is not None else np.ones(len(at), dtype=bool)
    return np.where(fits, "条件に合う", "条件に合わない").astype(object)


_ASPECTS = (
    _Aspect("所在地", lambda selection: selection.area != NATION, _column("places")),
    _Aspect("配分", lambda selection: selection.area != NATION, _shares),
    _Aspect("金額の範囲", lambda selection: selection.area != NATION, _column("scope")),
    _Aspect("分野", lambda selection: selection.fields, _column("field")),
    _Aspect("投資規模", lambda selection: selection.size_bands, _column("size_band")),
    _Aspect("計画の種類", lambda selection: selection.plan_types, _of_plan("type")),
    _Aspect("計画の段階", lambda selection: selection.stages, _of_plan("stage")),
    _Aspect("計画のKPI・施策", lambda selection: selection.asks_of_progress, _fits_by_progress),
    _Aspect(
        "公表", lambda selection: selection.announced_from or selection.announced_to, _column("announced")
    ),
    _Aspect("案件名", lambda selection: selection.text, _column("name")),
    _Aspect("状況", lambda selection: selection.statuses, _column("status")),
)


def told_since(before: str, after: str) -> str:
    """The sentences of a note that were not in the earlier one: what was said of the change; "" for none."""
    known = set(_sentences(before))
    return "。".join(sentence for sentence in _sentences(after) if sentence not in known)


def _sentences(text: str) -> list[str]:
    return [part for line in text.splitlines() for each in line.split("。") if (part := each.strip())]


def reasons_of(
    before: Allocation, after: Allocation, selection: Selection, found: Entries, at: Ints
) -> list[str]:
    """A sentence for each of the entries at positions ``at``.

    It tells what of the project has changed and, after it, what its note (注意) says now and did not say
    then; where an amount has changed and the note says nothing new, ``NO_REASON``.
    """
    pairs = paired(before, after)
    pair = found.pair[at]
    then, now = pairs.before[pair], pairs.after[pair]
    words = np.full(len(at), "", dtype=object)
    codes = np.array(CHANGES, dtype=object)[found.step[at]]
    words[codes == NEW] = NEWLY_REGISTERED
    words[codes == WITHDRAWN] = ROW_WITHDRAWN
    words[(codes == WITHDRAWN) & (now >= 0)] = STATUS_WITHDRAWN
    is_disclosed = codes == DISCLOSED
    words[is_disclosed] = np.where(
        found.now.disclosed[pair[is_disclosed]], NEWLY_DISCLOSED, NO_LONGER_DISCLOSED
    )
    moved = np.flatnonzero(codes == MOVED)
    words[moved] = _changed(before, after, selection, then[moved], now[moved])
    resumed = moved[found.then.withdrawn[pair[moved]] & ~found.now.withdrawn[pair[moved]]]
    words[resumed] = STATUS_RESUMED
    notes = [
        np.append(each.records.projects["note"].to_numpy(dtype=object), "")[side]
        for each, side in ((before, then), (after, now))
    ]
    asks = ~np.isin(codes, (NEW, WITHDRAWN, MOVED))
    return [_reason(*each) for each in zip(words, *notes, asks, codes != NEW, strict=True)]


def _reason(words: str, before: str, after: str, asks: bool, has_past: bool) -> str:
    told = told_since(before, after) if has_past and after else ""
    if asks and not told:
        told = NO_REASON
    return "。".join(filter(None, (words, told)))


def _changed(before: Allocation, after: Allocation, selection: Selection, then: Ints, now: Ints) -> list[Any]:
    """``分野: 造船 → 海洋、状況: 構想 → 公表``: what of each project changed that the selection asks about."""
    parts: list[list[str]] = [[] for _ in then]
    for aspect in _ASPECTS:
        if not aspect.is_asked(selection):
            continue
        old, new = aspect.words(before, then, selection), aspect.words(after, now, selection)
        for row in np.flatnonzero(old != new):
            parts[row].append(f"{aspect.label_ja}: {old[row] or '記載なし'} → {new[row] or '記載なし'}")
    return ["、".join(found) or OTHERWISE_MOVED for found in parts]
