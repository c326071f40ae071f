"""The list behind every step of a bridge: its projects, their amounts then and now, and why they are there."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.allocation import Allocation
from analysis.change_reason import reasons_of
from analysis.investment_bridge import CHANGES, entries
from analysis.plan_list import plans_in_words
from analysis.portions import Ints
from analysis.project_list import in_words
from analysis.selection import Selection
from analysis.two_states import Side, paired
from domain.codelist import codelist

_SAME_WORDS = ("name", "plan_id", "field", "status", "places")


def bridge_list(
    before: Allocation, after: Allocation, selection: Selection, step: str = "", most: int | None = None
) -> pd.DataFrame:
    """The entries of a step (all steps for ""), the largest change first; at most ``most`` of them.

    Columns: step (a code of ``bridge_step``), project_id, name, plan_id, plan (title, "" for none),
    field, places, status (labels, of now, or of then for what has no row now), projects (by how much the
    number changes: 1, -1 or 0), amount_yen (by how much the total changes), before_yen and after_yen
    (what counts in the selection then and now), before_state and after_state (codes of
    ``counted_state``), reason. Amounts are NA where none is known or counts; the amounts of a step add
    up to its bar.
    """
    found = entries(before, after, selection)
    at = found.of(step)
    pairs = paired(before, after)
    order = np.lexsort((found.pair[at], found.step[at], ~found.is_known[at], -np.abs(found.yen[at])))
    at = at[order][:most]
    pair = found.pair[at]
    words = _words(before, after, pairs.before[pair], pairs.after[pair])
    states = [codelist("counted_state").codes[position] for position in range(len(codelist("counted_state")))]
    return pd.DataFrame(
        {
            "step": [CHANGES[position] for position in found.step[at]],
            "project_id": pairs.project_id[pair],
            **{
                name: words[name].to_numpy(dtype=object)
                for name in ("name", "plan_id", "plan", *_SAME_WORDS[2:])
            },
            "projects": found.projects[at],
            "amount_yen": pd.arrays.IntegerArray(found.yen[at], ~found.is_known[at]),
            "before_yen": _yen(found.then, pair),
            "after_yen": _yen(found.now, pair),
            "before_state": [states[position] for position in found.then.states()[pair]],
            "after_state": [states[position] for position in found.now.states()[pair]],
            "reason": reasons_of(before, after, selection, found, at),
        }
    )


def _yen(side: Side, pair: Ints) -> pd.arrays.IntegerArray:
    return pd.arrays.IntegerArray(side.yen[pair], ~side.counted[pair])


def _words(before: Allocation, after: Allocation, then: Ints, now: Ints) -> pd.DataFrame:
    """What each project is called now, or was where it has no row any more."""
    is_here = now >= 0
    parts = []
    for allocation, at, chosen in ((after, now, is_here), (before, then, ~is_here)):
        rows = in_words(allocation).iloc[at[chosen]][list(_SAME_WORDS)]
        titles = plans_in_words(allocation)["title"].to_numpy(dtype=object)
        plan = np.append(titles, "")[allocation.plan[at[chosen]]]
        parts.append(rows.assign(plan=plan).set_axis(np.flatnonzero(chosen), axis=0))
    return pd.concat(parts).sort_index()
