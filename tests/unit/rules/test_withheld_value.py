"""Rules on withheld amounts and places: the texts that stay do not say them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import good_plan
from tests.unit.rules.found import PlanRows, found, found_in_plan, with_project

AMOUNT, PLACE = "withheld_amount_written", "withheld_place_written"


def told(name: str, **values: Any) -> list[str]:
    given = {"amount_disclosure": "government", "amount_yen": 12_345_000_000_000, "name": name} | values
    return [rule for rule, *_ in with_project(**given) if rule in (AMOUNT, PLACE)]


@pytest.mark.parametrize(
    "name",
    ["12兆3,450億円の新工場", "新工場（123,450億円）", "123450億円の工場", "１２兆３,４５０億円の工場"],
)
def test_withheld_amount_in_the_name_of_its_project_is_pointed_out(name: str) -> None:
    assert told(name) == [AMOUNT]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("12兆3,450億円の新工場", {"amount_disclosure": ""}),
        ("12兆3,450億円の新工場", {"amount_disclosure": "public"}),
        ("新工場", {}),
        ("400億円の新工場", {}),
        ("0円の新工場", {"amount_yen": 0}),
        ("新工場", {"amount_yen": None, "amount_scope": "not_disclosed"}),
    ],
)
def test_amount_that_is_open_or_another_is_not(name: str, values: dict) -> None:
    assert told(name, **values) == []


def test_text_that_goes_with_the_amount_may_say_it() -> None:
    assert told("新工場", source_quote="12兆3,450億円を投じる", note="12兆3,450億円") == []


@pytest.mark.parametrize(("word", "is_told"), [("government", True), ("withheld", True), ("", False)])
def test_withheld_municipality_in_the_name_is_pointed_out(word: str, is_told: bool) -> None:
    assert told("菊陽町の新工場", amount_disclosure="", place_disclosure=word) == [PLACE] * is_told


def test_prefecture_may_be_said() -> None:
    assert told("熊本県の新工場", amount_disclosure="", place_disclosure="government") == []


def measured(what: str) -> PlanRows:
    rows = good_plan("b")
    rows["projects"][0] |= {"amount_disclosure": "government", "place_disclosure": "government"}
    rows["measures"][0]["what"] = what
    return rows


def test_measure_for_the_project_is_looked_at_too() -> None:
    rows = measured("菊陽町の200億円の工場に水を引く")
    named = [(rule, row, column) for rule, _, row, column in found_in_plan(rows) if rule in (AMOUNT, PLACE)]
    assert sorted(named) == [(AMOUNT, 2, "中身"), (PLACE, 2, "中身")]


def test_projects_without_sites_are_no_trouble() -> None:
    assert found([], []) == []
