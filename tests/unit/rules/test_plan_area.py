"""Rules on the areas of a plan."""

import pytest

from domain.codelist import codelist
from tests.builders import IMARI, KIKUYO, KUMAMOTO, OZU, SAGA, good_plan, plan_area
from tests.unit.rules.found import PlanRows, found_in_plan, plan_findings

PLAN = "B-430005-01"


def with_areas(*areas: tuple[str, str], plan_type: str = "b", **plan_values: object) -> PlanRows:
    rows = good_plan(plan_type)
    rows["plans"][0] |= plan_values
    plan_id = rows["plans"][0]["plan_id"]
    rows["plan_areas"] = [plan_area(plan_id, code, role=role) for code, role in areas]
    return rows


def test_a_plan_whose_areas_have_no_lead_is_shown():
    found = found_in_plan(with_areas((KIKUYO, "member"), (OZU, "linked")))
    assert found == [("lead_area_missing", "計画", 2, "計画ID")]


def test_there_may_be_several_lead_areas():
    assert found_in_plan(with_areas((KIKUYO, "lead"), (OZU, "lead"))) == []


def test_a_municipality_within_a_prefecture_that_is_listed_whole_is_shown():
    rows = with_areas((KUMAMOTO, "lead"), (KIKUYO, "lead"), (OZU, "member"))
    (made,) = plan_findings(rows)
    assert (made.rule, made.cell.row, made.value) == ("area_within_listed_prefecture", 3, "熊本県 菊陽町")


def test_another_role_within_a_whole_prefecture_is_sound():
    assert found_in_plan(with_areas((KUMAMOTO, "member"), (KIKUYO, "lead"))) == []


def test_two_plans_are_not_mixed_up():
    rows, other = with_areas((KUMAMOTO, "lead")), good_plan("c")
    both = {name: rows[name] + other[name] for name in rows}
    assert found_in_plan(both) == []


@pytest.mark.parametrize(("plan_type", "is_found"), [("b", True), ("c", True), ("a", False)])
def test_all_prefectures_are_no_area_of_a_regional_plan(plan_type, is_found):
    nation = [(code, "lead") for code in codelist("prefecture").codes]
    author = {} if plan_type == "a" else {"author": KUMAMOTO}
    found = found_in_plan(with_areas(*nation, plan_type=plan_type, lead_block="", **author))
    assert ("area_is_whole_nation" in [rule for rule, *_ in found]) is is_found


def test_forty_six_prefectures_are_not_the_nation():
    most = [(code, "lead") for code in codelist("prefecture").codes[1:]]
    assert found_in_plan(with_areas(*most, lead_block="")) == []


def test_a_plan_without_any_area_of_its_author_is_shown():
    found = found_in_plan(with_areas((IMARI, "lead")))
    assert found == [("area_outside_author", "計画", 2, "策定主体")]
    assert found_in_plan(with_areas((IMARI, "lead"), (KIKUYO, "member"))) == []
    assert found_in_plan(with_areas((SAGA, "lead"), (KUMAMOTO, "lead"))) == []


def test_a_municipalitys_plan_lies_in_the_municipality():
    found = found_in_plan(with_areas((OZU, "lead"), plan_type="c"))
    assert found == [("area_outside_author", "計画", 2, "策定主体")]


def test_a_whole_prefecture_is_more_than_a_municipality_plans_for():
    found = found_in_plan(with_areas((KUMAMOTO, "lead"), plan_type="c"))
    assert found == [("area_wider_than_author", "区域", 2, "団体コード")]
    assert found_in_plan(with_areas((KUMAMOTO, "lead"), plan_type="c", author=KUMAMOTO)) == []


def test_a_plan_of_the_state_may_lie_anywhere():
    assert found_in_plan(with_areas((SAGA, "lead"), plan_type="a")) == []


def test_a_plan_with_an_area_that_is_unknown_is_not_said_to_lie_elsewhere():
    found = found_in_plan(with_areas((IMARI, "lead"), ("999999", "member")))
    assert found == [("lg_code_malformed", "区域", 3, "団体コード")]
