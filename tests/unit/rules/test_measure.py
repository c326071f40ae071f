"""Rules on measures: category, 5W1H, due date against plan and words."""

import pytest

from tests.builders import good_plan
from tests.unit.rules.found import found_in_plan, plan_findings, plan_with


@pytest.mark.parametrize(("plan_type", "category"), [("a", "b1"), ("b", "a5"), ("c", "b3"), ("b", "c1")])
def test_a_category_of_another_type_is_found(plan_type, category):
    found = found_in_plan(plan_with(plan_type, "measures", category=category))
    assert found == [("measure_of_other_type", "施策", 2, "施策の区分")]


@pytest.mark.parametrize(
    ("plan_type", "category"), [("a", "a5"), ("b", "b4"), ("c", "c2"), ("c", "x1"), ("a", "x2")]
)
def test_its_own_categories_and_the_cross_cutting_ones_are_sound(plan_type, category):
    assert found_in_plan(plan_with(plan_type, "measures", category=category)) == []


@pytest.mark.parametrize("item", ["why", "what", "who", "where", "how"])
def test_an_incomplete_5w1h_is_an_error_of_an_announced_plan_and_open_in_a_draft(item):
    rows = plan_with("b", "measures", **{item: ""})
    (made,) = plan_findings(rows)
    assert (made.rule, made.cell.sheet) == ("required_item_missing", "施策")
    assert "5W1H" in made.sentence
    rows["plans"][0]["stage_code"] = "bc_draft"
    assert [rule for rule, *_ in found_in_plan(rows)] == ["required_item_open"]


@pytest.mark.parametrize("due_date", ["2026-03-31", "2025", "2031-04-01", "2032"])
def test_a_due_date_outside_the_plans_period_is_shown(due_date):
    rows = plan_with("b", "measures", due_date=due_date, deadline="")
    assert found_in_plan(rows) == [("due_date_outside_period", "施策", 2, "期限の日付")]


@pytest.mark.parametrize("due_date", ["2026-04-01", "2026", "2031", "2031-03-31", "2028-10"])
def test_a_due_date_that_may_lie_in_the_period_is_sound(due_date):
    assert found_in_plan(plan_with("b", "measures", due_date=due_date, deadline="")) == []


def test_without_a_period_no_due_date_is_outside():
    rows = plan_with("a", "measures", due_date="2045", deadline="")
    rows["plans"][0] |= {"start_year": "", "end_year": ""}
    assert found_in_plan(rows) == []


@pytest.mark.parametrize(
    ("deadline", "due_date"),
    [
        ("令和9年度上期", "2027-10-01"),
        ("令和9年度上期", "2027-03-31"),
        ("遅くとも令和9年度上期", "2028-03-31"),
        ("令和8年度末まで", "2028-03"),
        ("2027年度", "2026-12"),
        ("R9.4.1", "2027-04-02"),
        ("令和9年6月", "2027-07"),
    ],
)
def test_words_and_date_that_mean_another_time_are_shown(deadline, due_date):
    rows = plan_with("b", "measures", deadline=deadline, due_date=due_date)
    assert found_in_plan(rows) == [("deadline_and_date_disagree", "施策", 2, "期限")]


@pytest.mark.parametrize(
    ("deadline", "due_date"),
    [
        ("令和9年度上期", "2027-04-01"),
        ("令和9年度上期", "2027-09-30"),
        ("令和9年度下期", "2028-03-31"),
        ("遅くとも令和9年度上期", "2026-05-01"),
        ("令和9年度上期まで", "2026-12"),
        ("令和9年度以降", "2030-03"),
        ("2027年度", "2028"),
        ("随時", "2027-04-01"),
        ("計画期間を通じて", "2031-03-31"),
        ("令和9年度上期（予算が成立したとき）", "2030-03"),
    ],
)
def test_words_that_may_mean_the_date_are_sound(deadline, due_date):
    assert found_in_plan(plan_with("b", "measures", deadline=deadline, due_date=due_date)) == []


def test_measures_without_their_plans_are_not_held_against_any():
    rows = {"measures": good_plan("b")["measures"]}
    rows["measures"][0] |= {"category": "a1", "due_date": "1999", "deadline": "", "why": ""}
    assert found_in_plan(rows) == []
