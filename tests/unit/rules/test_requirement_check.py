"""Rules on requirement checks: all that must be answered, with grounds, and of the plan's own type."""

import pytest

from domain.codelist import codelist
from domain.finding import Actor
from tests.builders import good_plan
from tests.unit.rules.found import PlanRows, found_in_plan, plan_findings

SHEET = "要件確認"


def answering(plan_type: str, criterion: str, **values: object) -> tuple[PlanRows, int]:
    """A sound plan with these values at one criterion, and the row where it stands."""
    rows = good_plan(plan_type)
    at = next(at for at, row in enumerate(rows["requirement_checks"]) if row["criterion"] == criterion)
    rows["requirement_checks"][at] |= values
    return rows, at + 2


def without(plan_type: str, *criteria: str) -> PlanRows:
    rows = good_plan(plan_type)
    rows["requirement_checks"] = [
        row for row in rows["requirement_checks"] if row["criterion"] not in criteria
    ]
    return rows


@pytest.mark.parametrize(
    ("plan_type", "criterion"),
    [
        (entry.more["plan_types"], entry.code)
        for entry in codelist("requirement")
        if entry.more["level"] == "must"
    ],
)
def test_a_criterion_that_must_be_answered_is_missed(plan_type, criterion):
    (made,) = plan_findings(without(plan_type, criterion))
    assert (made.rule, made.cell.sheet) == ("criteria_unanswered", "計画")
    assert made.value == codelist("requirement").label(criterion)


def test_several_are_told_in_one_sentence():
    (made,) = plan_findings(without("b", "b_kpi", "b_market"))
    assert "（B1 製品と市場、B12 具体的なKPI）" in made.sentence


def test_a_draft_may_leave_them_open():
    rows = without("b", "b_kpi")
    rows["plans"][0]["stage_code"] = "bc_precheck"
    assert [rule for rule, *_ in found_in_plan(rows)] == ["criteria_still_open"]


@pytest.mark.parametrize(
    ("plan_type", "criterion"),
    [("a", "a_5"), ("b", "b_localisation"), ("c", "c_company_list"), ("c", "c_localisation")],
)
def test_conditional_and_optional_criteria_may_be_left_out(plan_type, criterion):
    assert found_in_plan(without(plan_type, criterion)) == []


def test_a_plan_without_any_answer_is_told_once():
    rows = good_plan("b")
    rows["requirement_checks"] = []
    assert [rule for rule, *_ in found_in_plan(rows)] == ["required_item_missing"]


@pytest.mark.parametrize("answer", ["met", "not_met", "not_applicable"])
def test_an_answer_without_grounds_is_an_error(answer):
    rows, at = answering("b", "b_localisation", answer=answer, grounds="")
    assert found_in_plan(rows) == [("answer_without_grounds", SHEET, at, "根拠")]


def test_what_is_unchecked_needs_no_grounds_but_is_shown_once_announced():
    rows, at = answering("b", "b_kpi", answer="unchecked", grounds="")
    assert found_in_plan(rows) == [("criterion_unchecked", SHEET, at, "確認の結果")]
    rows["plans"][0]["stage_code"] = "bc_precheck"
    assert found_in_plan(rows) == []


def test_what_is_required_always_applies():
    rows, at = answering("b", "b_kpi", answer="not_applicable", grounds="まだない")
    assert found_in_plan(rows) == [("must_not_applicable", SHEET, at, "確認の結果")]


@pytest.mark.parametrize(
    ("plan_type", "criterion"), [("b", "b_localisation"), ("c", "c_investment_plan"), ("a", "a_5")]
)
def test_what_is_conditional_or_optional_need_not_apply(plan_type, criterion):
    rows, _ = answering(plan_type, criterion, answer="not_applicable", grounds="誘致する企業がない")
    assert found_in_plan(rows) == []


def test_an_announced_plan_that_does_not_meet_a_criterion_is_the_receivers_to_judge():
    rows, at = answering("c", "c_kpi", answer="not_met", grounds="検討中")
    (made,) = plan_findings(rows)
    assert (made.rule, made.actor, made.cell.row) == ("criterion_not_met", Actor.RECEIVER, at)
    rows["plans"][0]["stage_code"] = "bc_draft"
    assert found_in_plan(rows) == []


@pytest.mark.parametrize(("plan_type", "criterion"), [("b", "c_market"), ("c", "b_position"), ("a", "b_kpi")])
def test_a_criterion_of_another_type_is_an_error(plan_type, criterion):
    rows = good_plan(plan_type)
    rows["requirement_checks"].append(rows["requirement_checks"][0] | {"criterion": criterion})
    last = len(rows["requirement_checks"]) + 1
    assert found_in_plan(rows) == [("criterion_of_other_type", SHEET, last, "要件")]
