"""Rules on a plan's stage, dates and period."""

import datetime as dt

import pytest

from tests.builders import good_plan
from tests.unit.rules.found import found_in_plan, plan_findings, plan_with

LATER = (dt.date.today() + dt.timedelta(days=40)).isoformat()


@pytest.mark.parametrize(
    ("plan_type", "stage"), [("a", "bc_published"), ("b", "a_formulated"), ("c", "a_draft")]
)
def test_a_stage_of_another_type_is_found(plan_type, stage):
    found = found_in_plan(plan_with(plan_type, "plans", stage_code=stage))
    assert ("stage_of_other_type", "計画", 2, "段階") in found


@pytest.mark.parametrize(
    ("plan_type", "stage"), [("a", "a_proposal"), ("b", "bc_draft"), ("c", "bc_precheck"), ("b", "bc_report")]
)
def test_a_stage_of_its_own_type_is_sound(plan_type, stage):
    assert found_in_plan(plan_with(plan_type, "plans", stage_code=stage)) == []


@pytest.mark.parametrize(
    ("dates", "heading"),
    [
        ({"formulated_date": "2026-06-01", "published_date": "2026-05-01"}, "公表日"),
        ({"published_date": "2026-06-01", "revised_date": "2026-05-01"}, "改訂日"),
    ],
)
def test_dates_that_run_backwards_are_found_at_the_later_one(dates, heading):
    assert ("plan_dates_reversed", "計画", 2, heading) in found_in_plan(plan_with("b", "plans", **dates))


def test_formulated_and_revised_are_compared_where_nothing_was_announced():
    dates = {"formulated_date": "2026-06", "published_date": "", "revised_date": "2025"}
    assert found_in_plan(plan_with("a", "plans", **dates)) == [("plan_dates_reversed", "計画", 2, "改訂日")]


@pytest.mark.parametrize("published", ["2026", "2026-04", "2026-04-01"])
def test_dates_that_may_be_the_same_are_sound(published):
    assert (
        found_in_plan(plan_with("b", "plans", formulated_date="2026-04-01", published_date=published)) == []
    )


def test_an_announcement_that_is_still_to_come_is_shown():
    found = found_in_plan(plan_with("b", "plans", published_date=LATER))
    assert found == [("plan_date_in_future", "計画", 2, "公表日")]


def test_a_draft_may_plan_its_announcement():
    assert found_in_plan(plan_with("b", "plans", stage_code="bc_draft", published_date=LATER)) == []


@pytest.mark.parametrize(
    ("column", "heading"),
    [("end_year", "計画期間の終わり（年度）"), ("horizon_year", "実現を目指す年度（年度）")],
)
def test_a_period_that_runs_backwards_is_an_error(column, heading):
    found = found_in_plan(plan_with("c", "plans", **{column: "2025"}))
    assert ("plan_period_reversed", "計画", 2, heading) in found


@pytest.mark.parametrize(("end", "years"), [("2029", "4年"), ("2031", "6年"), ("2026", "1年")])
@pytest.mark.parametrize("plan_type", ["b", "c"])
def test_a_period_of_other_than_five_years_is_shown_with_its_length(plan_type, end, years):
    made = plan_findings({"plans": plan_with(plan_type, "plans", end_year=end)["plans"]})
    assert [each.rule for each in made] == ["plan_period_not_five_years"]
    assert f"計画期間が{years}" in made[0].sentence


def test_a_plan_of_type_a_may_last_as_long_as_it_likes():
    rows = plan_with("a", "plans", end_year="2040", horizon_year="2050")
    assert found_in_plan(rows) == []


@pytest.mark.parametrize(("horizon", "rules"), [("2036", []), ("2037", ["horizon_beyond_ten_years"])])
def test_what_a_plan_aims_for_is_reached_within_ten_years(horizon, rules):
    assert [rule for rule, *_ in found_in_plan(plan_with("b", "plans", horizon_year=horizon))] == rules


def test_a_plan_that_names_no_years_is_not_held_against_them():
    rows = {"plans": good_plan("a")["plans"]}
    rows["plans"][0] |= {"start_year": "", "end_year": "", "horizon_year": ""}
    assert found_in_plan(rows) == []
