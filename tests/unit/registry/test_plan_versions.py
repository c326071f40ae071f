"""The versions of a plan: one for each revision and stage, as far back as one may and wants to look."""

import pytest

from registry.database import Registry, SubmissionFacts
from registry.plan_versions import plan_versions
from registry.snapshot import read_records
from tests.builders import plan, submitted_tables
from tests.unit.registry.stored import frames, whole_plan

PLAN_ID = "B-430005-01"


def take_in(registry: Registry, half: str, received: str, **of_plan) -> None:
    facts = SubmissionFacts("熊本県", half, half[:4], received_at=f"{received}T09:00:00+09:00")
    registry.accept(submitted_tables({"plans": [plan(PLAN_ID, **of_plan)]}), {}, facts)


@pytest.fixture
def revised(registry: Registry) -> Registry:
    """A draft, the plan as published, the same with a new title, and its second version."""
    take_in(registry, "2025H1", "2025-06-01", stage_code="bc_draft", published_date="")
    take_in(registry, "2025H1", "2025-07-20", stage_code="bc_published", published_date="2025-07-01")
    take_in(registry, "2025H2", "2026-04-20", title="改題", published_date="2025-07-01")
    take_in(registry, "2026H1", "2026-08-10", revision=2, revised_date="2026-08-01", note="目標を引き上げた")
    return registry


def told(registry: Registry, audience: str, **as_of: str) -> list[tuple]:
    found = plan_versions(registry, read_records(registry, audience=audience, **as_of), PLAN_ID)
    return [tuple(row) for row in found[["period", "revision", "stage_code"]].itertuples(index=False)]


def test_versions_are_told_the_newest_first_and_once_each(revised: Registry) -> None:
    assert told(revised, "government") == [
        ("2026H1", 2, "bc_published"),
        ("2025H1", 1, "bc_published"),
        ("2025H1", 1, "bc_draft"),
    ]
    newest = plan_versions(revised, read_records(revised), PLAN_ID).iloc[0]
    assert (newest["revised_date"], newest["note"]) == ("2026-08-01", "目標を引き上げた")


def test_public_has_no_drafts(revised: Registry) -> None:
    assert told(revised, "public") == [("2026H1", 2, "bc_published"), ("2025H1", 1, "bc_published")]


def test_looking_back_there_are_only_the_versions_of_then(revised: Registry) -> None:
    assert told(revised, "public", period="2025H2") == [("2025H1", 1, "bc_published")]


def test_withdrawal_and_other_plans_are_no_versions(revised: Registry) -> None:
    facts = SubmissionFacts("熊本県", "2026H1", "2026", received_at="2026-09-01T09:00:00+09:00")
    revised.accept(whole_plan("B-2"), {}, facts)
    gone = {"plans": frames(submitted_tables({"plans": [plan(PLAN_ID)]}))["plans"]}
    revised.accept({}, {}, facts, withdrawn=gone)
    assert len(told(revised, "government")) == 3
    assert len(plan_versions(revised, read_records(revised), "B-9")) == 0
