"""A plan that someone else has changed in the meantime is refused: no update is lost."""

import pytest

from registry.database import ChangedMeanwhile, Registry, SubmissionFacts
from registry.plan_rows import changes_since
from tests.builders import kpi_value, measure, plan, project, review, site, submitted, submitted_tables
from tests.unit.registry.stored import FACTS, counts, frames, rows, whole_plan

OTHERS = SubmissionFacts("大津町", "2026H1", "2026-09")


@pytest.fixture
def two(registry: Registry) -> Registry:
    """Plans B-1 (version 1) and B-2 (version 2)."""
    for plan_id in ("B-1", "B-2"):
        registry.accept(whole_plan(plan_id), {}, FACTS)
    return registry


def accept(registry: Registry, facts: SubmissionFacts = OTHERS, **handed_in: list[dict]) -> str:
    return registry.accept(submitted_tables(handed_in), {}, facts)


def changed(registry: Registry, version: int, *plan_ids: str) -> list[str]:
    return changes_since(registry, plan_ids or ("B-1", "B-2"), version)["plan_id"].to_list()


def test_plan_that_has_not_changed_is_accepted(two: Registry) -> None:
    two.accept(whole_plan("B-1"), {}, FACTS, expects={"B-1": 1})
    two.accept(whole_plan("B-2"), {}, FACTS, expects={"B-2": 2})
    assert two.version() == 4


def test_plan_that_changed_meanwhile_is_refused_with_who_and_what_to_do(two: Registry) -> None:
    accept(two, plans=[plan("B-1", title="ほかの人の題")])
    before = counts(two)
    with pytest.raises(ChangedMeanwhile) as caught:
        two.accept(whole_plan("B-1"), {}, FACTS, expects={"B-1": 2})
    assert counts(two) == before
    assert [(change.plan_id, change.submitted_by) for change in caught.value.changes] == [("B-1", "大津町")]
    assert "B-1（大津町、" in str(caught.value)
    assert str(caught.value).endswith("提出してください。")


def test_another_plan_that_changed_does_not_matter(two: Registry) -> None:
    accept(two, plans=[plan("B-2")])
    two.accept(whole_plan("B-1"), {}, FACTS, expects={"B-1": 2})
    assert two.version() == 4


def test_plan_that_was_new_and_is_not_any_more_is_refused(two: Registry) -> None:
    accept(two, plans=[plan("B-9")])
    with pytest.raises(ChangedMeanwhile):
        two.accept(whole_plan("B-9"), {}, FACTS, expects={"B-9": 2})


def test_every_plan_is_held_against_its_own_version(two: Registry) -> None:
    accept(two, plans=[plan("B-1")])
    two.accept(whole_plan("B-2"), {}, FACTS, expects={"B-1": 3, "B-2": 2})
    with pytest.raises(ChangedMeanwhile) as caught:
        two.accept(whole_plan("B-2"), {}, FACTS, expects={"B-1": 3, "B-2": 3})
    assert [change.plan_id for change in caught.value.changes] == ["B-2"]


@pytest.mark.parametrize(
    "handed_in",
    [
        {"plan_areas": [{"plan_id": "B-1", "lg_code": "434043", "role": "lead", "note": ""}]},
        {"projects": [project("P-new", plan_id="B-1")]},
        {"project_sites": [site("B-1-P1")]},
        {"measures": [measure("B-1-M1", "B-1")]},
        {"measure_reviews": [review("B-1-M2", "2026H2")]},
        {"kpi_values": [kpi_value("B-1-K1", "2026H2")]},
        {"projects": [project("B-1-P1", plan_id="B-2")]},
    ],
    ids=lambda handed_in: "+".join(handed_in),
)
def test_every_row_of_a_plan_changes_it(two: Registry, handed_in: dict[str, list[dict]]) -> None:
    accept(two, **handed_in)
    assert "B-1" in changed(two, 2)


def test_withdrawing_a_row_changes_its_plan(two: Registry) -> None:
    gone = frames(whole_plan("B-1"))["kpi_targets"]
    two.accept({}, {}, OTHERS, withdrawn={"kpi_targets": gone})
    assert changed(two, 2) == ["B-1"]


def test_project_that_left_a_plan_long_ago_changes_it_no_more(two: Registry) -> None:
    accept(two, projects=[project("B-1-P1", plan_id="B-2")])
    accept(two, projects=[project("B-1-P1", plan_id="B-2", name="改題")])
    assert changed(two, 3) == ["B-2"]


def test_projects_outside_all_plans_change_none(two: Registry) -> None:
    two.accept(submitted([project("P-1")], [site("P-1")]), {}, OTHERS)
    assert changed(two, 0, "", "B-1") == ["B-1"]
    assert [row["plan_id"] for row in rows(two, "submission_plans")] == ["B-1", "B-2"]


def test_changes_are_told_in_order_with_who_and_when(two: Registry) -> None:
    second = accept(two, plans=[plan("B-1")])
    third = accept(two, plans=[plan("B-1"), plan("B-2")])
    found = changes_since(two, ["B-1", "B-2"], 2)
    assert list(found.columns) == ["plan_id", "submission_id", "received_at", "submitted_by"]
    assert found[["plan_id", "submission_id", "submitted_by"]].to_numpy().tolist() == [
        ["B-1", second, "大津町"],
        ["B-1", third, "大津町"],
        ["B-2", third, "大津町"],
    ]
    assert changes_since(two, ["B-1"], two.version()).empty
    assert changes_since(two, [], 0).empty


def test_plan_handed_in_as_it_was_is_no_change(two: Registry) -> None:
    two.accept({}, {"plan.xlsx": b"x"}, OTHERS, expects={"B-1": 2})
    assert changed(two, 2) == []
    two.accept(whole_plan("B-1"), {}, FACTS, expects={"B-1": 2})


def test_record_taken_from_a_plan_that_changed_after_the_check_is_refused(two: Registry) -> None:
    """The check saw no P-9 anywhere; before the acceptance another plan got one."""
    accept(two, plans=[plan("B-2")], projects=[project("P-9", plan_id="B-2")])
    taken = submitted_tables({"projects": [project("P-9", plan_id="B-1")]})
    with pytest.raises(ChangedMeanwhile) as caught:
        two.accept(taken, {}, FACTS, expects={"B-1": 1}, checked_at=2)
    assert [change.plan_id for change in caught.value.changes] == ["B-2"]
    two.accept(taken, {}, FACTS, expects={"B-1": 1}, checked_at=3)
