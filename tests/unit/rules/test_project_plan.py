"""Rules on projects in their plan: yearly amounts, the plan's target, the ladder of statuses."""

import itertools

import pytest

from domain.codelist import codelist
from domain.money import OKU
from tests.builders import good_plan, project_year
from tests.unit.rules.found import PlanRows, found_in_plan, plan_findings, plan_with

CORE = "B-430005-01-P1"
AT_AMOUNT = ("投資案件", 2, "投資額（億円）")


def with_years(*oku: float | None, **values: object) -> PlanRows:
    """The core project of 200億円 with these amounts, year by year from 2026."""
    rows = plan_with("b", "projects", **values)
    rows["project_years"] = [
        project_year(CORE, str(2026 + at), amount_yen=None if part is None else round(part * OKU))
        for at, part in enumerate(oku)
    ]
    return rows


@pytest.mark.parametrize("years", [(100, 103), (250,), (200, 0.1, 2)])
def test_years_above_the_amount_are_an_error(years):
    assert found_in_plan(with_years(*years)) == [("years_above_amount", *AT_AMOUNT)]


@pytest.mark.parametrize("years", [(100, 100), (100.9, 101), (90, 91), (200,), (None, 150), (None, None), ()])
def test_years_that_make_the_amount_up_or_leave_a_year_open_are_sound(years):
    assert found_in_plan(with_years(*years)) == []


@pytest.mark.parametrize("years", [(100, 79), (1,), (0, 0)])
def test_complete_years_far_below_the_amount_are_shown(years):
    assert found_in_plan(with_years(*years)) == [("years_below_amount", *AT_AMOUNT)]


@pytest.mark.parametrize("scope", ["lower_bound", "partial"])
def test_an_amount_that_is_not_all_there_is_may_be_passed(scope):
    assert found_in_plan(with_years(100, 150, amount_scope=scope)) == []


def test_the_sentence_names_both_amounts():
    (made,) = plan_findings(with_years(150, 100))
    assert "合計（250億円）が、投資額（200億円）" in made.sentence


def test_a_project_above_its_plans_target_is_shown():
    rows = plan_with("b", "projects", amount_yen=400 * OKU)
    rows["project_years"] = []
    (made,) = plan_findings(rows)
    assert made.rule == "amount_above_plan"
    assert "投資額（400億円）が、計画「B-430005-01」の投資額の目標（300億円）" in made.sentence


@pytest.mark.parametrize(
    ("target", "factor"), [(3, "100倍"), (0.3, "1,000倍"), (30_000, "100分の1"), (300_000, "1,000分の1")]
)
def test_a_total_in_another_unit_than_the_target_is_shown(target, factor):
    made = plan_findings(plan_with("b", "plans", investment_target_yen=round(target * OKU)))
    slipped = [each for each in made if each.rule == "total_slipped_against_plan"]
    assert [(each.cell.sheet, each.cell.column) for each in slipped] == [("計画", "投資額の目標（億円）")]
    assert "合計（300億円）が、" in slipped[0].sentence
    assert f"およそ{factor}" in slipped[0].sentence


def test_withdrawn_projects_are_not_in_the_total():
    rows = plan_with("b", "plans", investment_target_yen=40_000 * OKU)
    assert "total_slipped_against_plan" in [rule for rule, *_ in found_in_plan(rows)]
    rows["projects"][0]["status_code"] = "withdrawn"
    assert found_in_plan(rows) == []


@pytest.mark.parametrize("target", [None, 300 * OKU, 500 * OKU, 3_000 * OKU])
def test_a_target_that_is_open_or_further_off_is_sound(target):
    assert found_in_plan(plan_with("b", "plans", investment_target_yen=target)) == []


LADDER = [entry.code for entry in codelist("project_status") if entry.more["step"]]


def turned(before: str, now: str) -> list[str]:
    dates = {"start_date": "", "operation_date": ""}
    rows = plan_with("b", "projects", status_code=now, **dates)
    return [rule for rule, *_ in found_in_plan(rows, plan_with("b", "projects", status_code=before, **dates))]


@pytest.mark.parametrize(("now", "before"), list(itertools.pairwise(LADDER)))
def test_a_step_down_the_ladder_is_shown(now, before):
    assert turned(before, now) == ["status_went_back"]
    assert turned(now, before) == []


@pytest.mark.parametrize("now", ["suspended", "withdrawn"])
def test_a_project_may_stop_at_any_step(now):
    assert turned("under_construction", now) == []


def test_a_suspended_project_may_go_on():
    assert turned("suspended", "announced") == []


def test_a_withdrawn_project_that_is_back_is_shown():
    assert turned("withdrawn", "announced") == ["withdrawn_project_is_back"]
    assert turned("withdrawn", "withdrawn") == []


def test_a_new_project_has_no_step_behind_it():
    rows = good_plan("b")
    assert found_in_plan(rows, {"projects": rows["projects"][1:]}) == []
