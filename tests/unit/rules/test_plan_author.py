"""Rules on who a plan is by."""

import pytest

from rules.plan_author import author_name
from tests.builders import KIKUYO, KUMAMOTO, OZU
from tests.unit.rules.found import found_in_plan, plan_findings, plan_with

AT_AUTHOR = ("計画", 2, "策定主体")


@pytest.mark.parametrize(
    "author", ["熊本県", "菊陽町", "43000", "430006", "国家", "経済産業省", "４３０００５"]
)
def test_an_author_that_is_neither_the_state_nor_a_code_is_found(author):
    assert found_in_plan(plan_with("b", "plans", author=author)) == [("author_unknown", *AT_AUTHOR)]


def test_the_code_of_a_prefecture_that_was_named_is_told():
    (made,) = plan_findings(plan_with("b", "plans", author="熊本県"))
    assert "熊本県のコードは 430005 です" in made.sentence


@pytest.mark.parametrize(("plan_type", "author"), [("a", KUMAMOTO), ("a", KIKUYO), ("b", "国"), ("c", "国")])
def test_an_author_of_another_type_is_found(plan_type, author):
    assert ("author_of_other_type", *AT_AUTHOR) in found_in_plan(plan_with(plan_type, "plans", author=author))


def test_a_municipality_as_author_of_a_prefectures_plan_is_shown():
    found = found_in_plan(plan_with("b", "plans", author=KIKUYO))
    assert found == [("author_is_municipality", *AT_AUTHOR)]


@pytest.mark.parametrize(
    ("plan_type", "author"), [("a", "国"), ("b", KUMAMOTO), ("c", KUMAMOTO), ("c", KIKUYO)]
)
def test_the_right_author_is_sound(plan_type, author):
    assert found_in_plan(plan_with(plan_type, "plans", author=author)) == []


def test_authors_are_called_by_their_names():
    assert author_name("国") == "国"
    assert author_name(KUMAMOTO) == "熊本県"
    assert author_name(OZU) == "熊本県 大津町"
    assert author_name("999999") == "999999"
