"""One plan closely: the 5W1H of its measures, its requirements, its areas and author in words."""

from __future__ import annotations

import pytest

from analysis.plan_checks import NO_ANSWER, checks_of, criteria_of
from analysis.plan_measures import ITEMS, item_columns, missing_items
from analysis.plan_words import author_in_words, joined_areas, linked_areas_in_words
from domain.codelist import codelist
from tests.builders import IMARI, KIKUYO, KUMAMOTO, OZU, SAGA, good_plan, measure, plan, plan_area
from tests.plan_snapshots import plan_records

PLAN = "B-430005-01"


# --- 5W1H


def test_the_six_items_are_those_of_the_policy_in_its_order() -> None:
    assert [column.label_ja for column in item_columns()] == [
        "意義", "中身", "期限", "担当部署", "検討の場", "進め方",
    ]  # fmt: skip


@pytest.mark.parametrize("item", ITEMS)
def test_each_item_that_is_not_said_is_missing(item: str) -> None:
    rows = [measure("M-1"), measure("M-2", **{item: "", "due_date": ""})]
    missing = missing_items(plan_records({"measures": rows})["measures"])
    assert not missing.iloc[0].any()
    assert missing.columns[missing.iloc[1]].to_list() == [item]


def test_a_date_is_as_good_as_words_for_the_deadline() -> None:
    rows = [measure("M-1", deadline=""), measure("M-2", deadline="", due_date="")]
    missing = missing_items(plan_records({"measures": rows})["measures"])
    assert missing["deadline"].to_list() == [False, True]


# --- requirements


@pytest.mark.parametrize(("plan_type", "criteria"), [("a", 7), ("b", 16), ("c", 14)])
def test_a_plan_is_held_against_the_criteria_of_its_type(plan_type: str, criteria: int) -> None:
    found = checks_of(plan_records(good_plan(plan_type, "P")), "P", plan_type)
    assert len(found) == len(criteria_of(plan_type)) == criteria
    assert {check.answer for check in found} <= {"met", "not_applicable"}


def test_criterion_that_the_plan_does_not_mention_has_no_answer() -> None:
    rows = good_plan("b")
    left_out = rows["requirement_checks"].pop(2)["criterion"]
    found = {check.criterion.code: check for check in checks_of(plan_records(rows), PLAN, "b")}
    assert found[left_out].answer == NO_ANSWER
    assert sum(check.answer == NO_ANSWER for check in found.values()) == 1


def test_answer_to_a_criterion_of_another_type_is_not_lost() -> None:
    rows = good_plan("b")
    rows["requirement_checks"].append(
        {"plan_id": PLAN, "criterion": "a_1", "answer": "met", "grounds": "念のため", "evidence_url": ""}
    )
    last = checks_of(plan_records(rows), PLAN, "b")[-1]
    assert (last.criterion.code, last.answer, last.grounds) == ("a_1", "met", "念のため")


# --- words


@pytest.mark.parametrize(
    ("author", "words"),
    [("国", "国"), (KUMAMOTO, "熊本県"), (KIKUYO, "熊本県 菊陽町"), ("九州各県", "九州各県"), ("", "")],
)
def test_author_is_a_name(author: str, words: str) -> None:
    assert author_in_words(author) == words


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ([], ""),
        ([KUMAMOTO], "熊本県（全域）"),
        ([KUMAMOTO, KIKUYO], "熊本県（全域）"),
        ([KIKUYO, IMARI, OZU], "熊本県 菊陽町・大津町、佐賀県 伊万里市"),
        ([SAGA, KIKUYO], "佐賀県（全域）、熊本県 菊陽町"),
    ],
)
def test_areas_name_a_prefecture_once(codes: list[str], words: str) -> None:
    assert joined_areas(codes) == words


def test_areas_that_work_together_are_named_apart() -> None:
    areas = [plan_area("P", KIKUYO), plan_area("P", IMARI, role="linked")]
    records = plan_records({"plans": [plan("P")], "plan_areas": areas})
    assert linked_areas_in_words(records, "P") == "佐賀県 伊万里市"
    assert linked_areas_in_words(records, "Q") == ""
    assert codelist("area_role").label("linked") == "連携する区域"
