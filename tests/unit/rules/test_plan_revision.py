"""Rules on a plan against the one in force: nothing is replaced by an older file or by another body."""

import pytest

from domain.finding import Actor
from tests.builders import SAGA, good_plan
from tests.unit.rules.found import PlanRows, found_in_plan, plan_findings, plan_with


def in_force(plan_type: str = "b", **values: object) -> PlanRows:
    return plan_with(plan_type, "plans", **values)


@pytest.mark.parametrize("revision", [0, -1, 1.5])
def test_a_revision_is_a_whole_number_from_one_on(revision):
    found = found_in_plan(plan_with("b", "plans", revision=revision))
    assert found == [("revision_malformed", "計画", 2, "版")]


def test_an_older_revision_than_the_one_in_force_is_an_error():
    (made,) = plan_findings(plan_with("b", "plans", revision=2), in_force(revision=3))
    assert made.rule == "revision_behind"
    assert "版が2ですが、すでに版3" in made.sentence


@pytest.mark.parametrize("block", ["goal", "path", "means"])
def test_a_content_block_that_changes_after_announcement_asks_for_a_new_revision(block):
    rows = plan_with("b", "plans", **{block: "書き換えた"})
    assert found_in_plan(rows, in_force()) == [("revision_not_raised", "計画", 2, "版")]
    rows["plans"][0]["revision"] = 2
    assert found_in_plan(rows, in_force()) == []


def test_the_sentence_names_the_blocks_that_changed():
    (made,) = plan_findings(plan_with("b", "plans", goal="新", means="新"), in_force())
    assert "「目標（現状認識と目指す姿）」「政策手段（" in made.sentence


def test_a_draft_may_change_at_will():
    rows = plan_with("b", "plans", stage_code="bc_draft", goal="書き換えた")
    assert found_in_plan(rows, in_force(stage_code="bc_draft")) == []


def test_another_change_needs_no_new_revision():
    assert found_in_plan(plan_with("b", "plans", contact="別の課"), in_force()) == []


def test_an_announced_plan_that_becomes_a_draft_again_is_shown():
    found = found_in_plan(plan_with("b", "plans", stage_code="bc_precheck"), in_force())
    assert found == [("stage_went_back", "計画", 2, "段階")]


def test_a_plan_may_go_on_from_draft_to_announcement_and_report():
    assert found_in_plan(good_plan("b"), in_force(stage_code="bc_draft")) == []
    assert found_in_plan(plan_with("b", "plans", stage_code="bc_report"), in_force()) == []


def test_a_plan_cannot_become_one_of_another_type():
    found = found_in_plan(good_plan("c", "B-430005-01"), good_plan("b"))
    assert ("plan_type_changed", "計画", 2, "計画の種類") in found


def test_a_plan_that_another_body_hands_in_is_shown_to_the_receiver():
    made = [each for each in plan_findings(in_force(author=SAGA), in_force()) if "author" in each.rule]
    assert ("plan_author_changed", Actor.RECEIVER) in [(each.rule, each.actor) for each in made]
    assert any("「熊本県」から「佐賀県」" in each.sentence for each in made)


def test_a_plan_that_the_registry_does_not_know_is_not_compared():
    assert found_in_plan(plan_with("b", "plans", revision=5), good_plan("a")) == []
