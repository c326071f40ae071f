"""Whose plans a submission is about, held against the areas for which its sender hands in."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from domain.area import NATION, label_of
from domain.belonging import plans_named
from domain.finding import Cell, Finding
from domain.record import Submitted
from domain.tables import TABLES
from domain.viewer import GOVERNMENT, Viewer
from registry.database import Registry
from registry.drafts import own_plans
from registry.plan_rows import last_of_plans, rows_of_plans
from rules import submission

Frames = Mapping[str, pd.DataFrame]
_NO_PLAN, _OTHER_ROWS = "計画に属さない案件", "ほかの計画に登録済みの行"


def beyond_areas(
    registry: Registry, submitted: Submitted, earlier: Frames, plans: Collection[str], areas: tuple[str, ...]
) -> list[Finding]:
    """One finding that names the submitted plans that are not of ``areas``, if any; the nation holds all.

    ``earlier`` are rows in force that the submitted ones could change, ``plans`` the ids of all plans that
    those are about. A plan has to be of the areas both as it is in force and as it is handed in, so that
    nobody takes over another's; one that is gone is still whose it was. Plans that the sender did not name
    are not told.
    """
    if NATION in areas:
        return []
    given = {name: table.frame for name, table in submitted.items()}
    named, touched = plans_named(given), {*plans, *plans_named(earlier)}
    asked = (named | touched) - {""}
    in_force = rows_of_plans(registry, sorted(asked))
    gone = last_of_plans(registry, asked - _plans_in(in_force))
    others = asked - (_own(given, areas) | _own(in_force, areas))
    for tables in (given, in_force, gone):
        others |= _plans_in(tables) - _own(tables, areas)
    told = sorted(others & named) + ([_OTHER_ROWS] if others - named else [])
    told += [_NO_PLAN] if any(_has_projects_of_no_plan(tables) for tables in (given, earlier)) else []
    words = "・".join(label_of(area) for area in areas) or "なし"
    return [submission.PLAN_BEYOND_AREAS.at(Cell(), "、".join(told), areas=words)] if told else []


def _has_projects_of_no_plan(tables: Frames) -> bool:
    return "projects" in tables and bool((tables["projects"]["plan_id"] == "").any())


def _plans_in(tables: Frames) -> set[str]:
    return set(tables["plans"]["plan_id"]) if "plans" in tables else set()


def _own(tables: Frames, areas: tuple[str, ...]) -> set[str]:
    """Ids of plans among ``tables`` that belong to the areas, as drafts do that may be seen there."""
    if "plans" not in tables or not areas:
        return set()
    known = {
        name: tables[name] if name in tables else TABLES[name].frame([]) for name in ("plans", "plan_areas")
    }
    is_own = own_plans(known, Viewer(GOVERNMENT, areas))
    return set(known["plans"].loc[is_own, "plan_id"])
