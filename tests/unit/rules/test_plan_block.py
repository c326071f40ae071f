"""Rules on the blocks of a plan."""

import pytest

from tests.builders import KIKUYO, good_plan, plan_area
from tests.unit.rules.found import found_in_plan, plan_findings, plan_with

SHIMONOSEKI = "352012"


@pytest.mark.parametrize("name", ["北陸", "九州ブロック", "中国・四国", "中国、北陸"])
def test_a_block_that_there_is_not_is_found_with_the_choices(name):
    (made,) = plan_findings(plan_with("b", "plans", co_blocks=name))
    assert (made.rule, made.cell.column) == ("co_block_unknown", "連携するブロック")
    assert "北海道、東北、関東、中部、近畿、中国、四国、九州、沖縄" in made.sentence


@pytest.mark.parametrize("names", ["中国", "中国、四国", "北海道、東北、関東、中部、近畿、中国、四国、沖縄"])
def test_known_blocks_are_sound(names):
    assert found_in_plan(plan_with("b", "plans", co_blocks=names)) == []


def test_an_area_outside_the_plans_blocks_is_shown():
    rows = good_plan("b")
    rows["plan_areas"].append(plan_area(lg_code=SHIMONOSEKI, role="member"))
    (made,) = plan_findings(rows)
    assert (made.rule, made.cell.row, made.value) == ("area_outside_blocks", 4, "山口県 下関市")
    assert "中国ブロックですが、計画のブロックは「九州」" in made.sentence
    rows["plans"][0]["co_blocks"] = "四国、中国"
    assert found_in_plan(rows) == []


def test_an_area_that_is_only_linked_may_lie_anywhere():
    rows = good_plan("b")
    rows["plan_areas"].append(plan_area(lg_code=SHIMONOSEKI, role="linked"))
    assert found_in_plan(rows) == []


def test_a_plan_that_names_no_block_is_not_held_against_one():
    assert found_in_plan(plan_with("b", "plans", lead_block="")) == []


def test_a_lead_block_without_a_lead_area_is_shown():
    found = found_in_plan(plan_with("b", "plans", lead_block="shikoku", co_blocks="九州"))
    assert found == [("lead_block_differs", "計画", 2, "主たるブロック")]


def test_one_of_several_lead_areas_in_the_lead_block_is_enough():
    rows = plan_with("b", "plans", lead_block="chugoku", co_blocks="九州")
    rows["plan_areas"] = [plan_area(lg_code=KIKUYO), plan_area(lg_code=SHIMONOSEKI)]
    assert found_in_plan(rows) == []
