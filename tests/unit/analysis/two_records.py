"""Hypothesis strategies: the same few projects at two times, in plans, and selections that meet them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from analysis.selection import Selection
from domain.record import Records
from tests.builders import plan
from tests.plan_snapshots import plan_records
from tests.unit.analysis.strategies import near_selections, small_records

Rows = dict[str, list[dict[str, Any]]]
_KEPT_TOGETHER = (
    ("amount_yen",),
    ("amount_scope",),
    ("field_code",),
    ("status_code",),
    ("announced_date",),
    ("plan_id",),
    ("name", "company_name"),
)
"""What of a project may stay as it was while the rest changes."""

PLANS = ("A-1", "B-1")
_LARGEST = 10**13
"""Yen of a project: the rounding of shares beyond, by a yen, is for the tests of totals."""


@st.composite
def _state(draw: st.DrawFn) -> Rows:
    projects, sites = draw(small_records())
    for row in projects:
        row["plan_id"] = draw(st.sampled_from(("", *PLANS)))
        if row["amount_yen"] and row["amount_yen"] > _LARGEST:
            row["amount_yen"] %= _LARGEST
        row["note"] = draw(st.sampled_from(("", "注", "注。額を見直した")))
    plans = [
        plan(plan_id, plan_type=draw(st.sampled_from("ab")), stage_code=draw(st.sampled_from(STAGES)))
        for plan_id in PLANS
    ]
    return {"plans": plans, "projects": projects, "project_sites": sites}


STAGES = ("a_formulated", "bc_published", "bc_report")


@st.composite
def two_states(draw: st.DrawFn) -> tuple[Rows, Rows]:
    """Rows of the same projects then and now: some gone, some new, some changed in one thing only."""
    then, now = draw(_state()), draw(_state())
    old = {row["project_id"]: row for row in then["projects"]}
    for row in now["projects"]:
        if row["project_id"] not in old:
            continue
        for names in _KEPT_TOGETHER:
            if draw(st.booleans()):
                row |= {name: old[row["project_id"]][name] for name in names}
        if draw(st.booleans()):
            now["project_sites"] = _with_sites_of(row["project_id"], then, now)
    return _without_some(draw, then), _without_some(draw, now)


def _with_sites_of(project_id: str, then: Rows, now: Rows) -> list[dict[str, Any]]:
    others = [site for site in now["project_sites"] if site["project_id"] != project_id]
    return others + [dict(site) for site in then["project_sites"] if site["project_id"] == project_id]


def _without_some(draw: Callable[..., Any], rows: Rows) -> Rows:
    gone = (
        draw(st.sets(st.sampled_from([row["project_id"] for row in rows["projects"]])))
        if rows["projects"]
        else set()
    )
    return rows | {
        name: [row for row in rows[name] if row["project_id"] not in gone]
        for name in ("projects", "project_sites")
    }


def records_of(rows: Rows) -> Records:
    return plan_records(rows)


@st.composite
def selections_of_plans(draw: st.DrawFn) -> Selection:
    """Selections that these records often meet, of plans too."""
    some: Sequence[tuple[str, ...]] = ((), (), ("a",), ("b",))
    stages: Sequence[tuple[str, ...]] = ((), (), ("bc_published", "bc_report"), ("a_formulated",))
    return replace(
        draw(near_selections()), plan_types=draw(st.sampled_from(some)), stages=draw(st.sampled_from(stages))
    )
