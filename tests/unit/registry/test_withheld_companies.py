"""How many companies an audience is not told of: counted by plan, without a name, for plans it may see."""

from __future__ import annotations

import pytest

from domain.record import Records
from registry.database import Registry
from registry.snapshot import read_records
from tests.builders import company, good_plan, plan, submitted_tables
from tests.unit.registry.stored import FACTS

PUBLISHED, DRAFT, OPEN = "B-430005-01", "B-430005-02", "B-430005-03"


def rows(plan_id: str, *disclosures: str, **values: str) -> dict:
    found = good_plan("b", plan_id)
    found["plans"] = [plan(plan_id, **values)]
    found["plan_companies"] = [
        company(plan_id, f"架空{plan_id}{at}", disclosure=disclosure)
        for at, disclosure in enumerate(disclosures)
    ]
    return found


@pytest.fixture
def registry() -> Registry:
    found = Registry("sqlite://")
    found.accept(submitted_tables(rows(PUBLISHED, "public", "government", "withheld", "withheld")), {}, FACTS)
    found.accept(submitted_tables(rows(DRAFT, "withheld", stage_code="bc_draft")), {}, FACTS)
    found.accept(submitted_tables(rows(OPEN, "public")), {}, FACTS)
    return found


def seen_by(registry: Registry, audience: str) -> Records:
    return read_records(registry, audience=audience)


@pytest.mark.parametrize(
    ("audience", "withheld"),
    [("public", {PUBLISHED: 3}), ("government", {PUBLISHED: 2, DRAFT: 1})],
)
def test_withheld_companies_are_counted_by_plan(
    registry: Registry, audience: str, withheld: dict[str, int]
) -> None:
    assert dict(seen_by(registry, audience).withheld_companies) == withheld


@pytest.mark.parametrize("audience", ["public", "government"])
def test_named_and_withheld_are_all_companies_of_a_plan(registry: Registry, audience: str) -> None:
    records = seen_by(registry, audience)
    named = records["plan_companies"]["plan_id"].value_counts()
    assert named[PUBLISHED] + records.withheld_companies[PUBLISHED] == 4


def test_nothing_is_withheld_where_there_is_nothing() -> None:
    assert dict(seen_by(Registry("sqlite://"), "public").withheld_companies) == {}
