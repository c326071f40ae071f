"""What was due by now and has not come: by periodicity, by the days of reporting periods, by announced days."""

import datetime as dt

import pytest

from domain.reporting_period import reporting_periods
from tests.builders import kpi, plan
from tests.unit.analysis.judged_plans import allocation_of, one_kpi, table

H1 = reporting_periods()["2026H1"]
DAY = dt.timedelta(days=1)


def state(values, **facts) -> str:
    return one_kpi(values, **facts).freshness


def missed(values, **facts) -> int:
    return one_kpi(values, **facts).missed


@pytest.mark.parametrize(
    ("today", "expected"),
    [(H1.end, "not_due"), (H1.due, "not_due"), (H1.due + DAY, "overdue"), (dt.date(2031, 1, 1), "overdue")],
)
def test_value_of_every_half_is_overdue_after_the_day_of_the_reports(today, expected):
    assert state({"2025H2": 105}, today=today) == expected
    assert state({"2025H2": 105, "2026H1": 106}, today=today) == "latest"


def test_half_is_judged_by_its_publication_however_late_it_is_looked_at():
    assert state({"2025H2": 105}, half="2025H2", today=dt.date(2031, 1, 1)) == "latest"


@pytest.mark.parametrize(
    ("periodicity", "last", "expected", "count"),
    [
        ("half", "2025H2", "overdue", 1),
        ("half", "2025H1", "overdue", 2),
        ("", "2025H2", "overdue", 1),
        ("year", "2025H2", "latest", 0),
        ("year", "2025H1", "overdue", 1),
        ("year", "2024H1", "overdue", 2),
        ("two_years", "2024H2", "latest", 0),
        ("two_years", "2024H1", "overdue", 1),
        ("five_years", "2021H2", "latest", 0),
        ("five_years", "2021H1", "overdue", 1),
    ],
)
def test_next_value_is_due_by_the_periodicity_after_the_last_one(periodicity, last, expected, count):
    row = one_kpi({last: 105}, periodicity=periodicity)
    assert (row.freshness, row.missed) == (expected, count)


def test_turns_from_before_the_plan_were_never_asked_for():
    """A value of 2022H1 was followed by seven halves, of which the plan was in force in three."""
    assert missed({"2022H1": 105}, half="2025H2") == 2
    assert missed({"2022H1": 105}, half="2026H1") == 3


def test_first_value_is_due_by_the_periodicity_after_the_baseline():
    yearly = {"periodicity": "year", "baseline_date": "2025-03-31"}
    assert state({}, half="2025H1", **yearly) == "not_due"
    assert state({}, half="2025H2", **yearly) == "overdue"
    assert state({}, half="2025H1", periodicity="half", baseline_date="2025-03-31") == "overdue"


def test_without_baseline_the_first_value_is_due_in_the_first_half_of_the_plan():
    assert missed({}, half="2025H1", baseline=None, baseline_date="") == 1
    assert missed({}, half="2026H1", baseline=None, baseline_date="", periodicity="year") == 2


def test_saying_that_a_value_is_missing_does_not_bring_it():
    row = {"value": None, "value_date": "", "value_status": "missing", "note": "集計中"}
    assert state({"2025H2": 105, "2026H1": row}) == "overdue"


@pytest.mark.parametrize(
    ("next_date", "expected"),
    [
        ("2026-12-25", "not_due"),
        ("2027-01", "not_due"),
        ("2026-11-30", "overdue"),
        ("2028-01", "overdue"),
        ("", "overdue"),
    ],
)
def test_announced_publication_is_waited_for_but_not_for_ever(next_date, expected):
    assert state({"2025H2": 105}, next_date=next_date) == expected


def test_figure_that_is_taken_once_is_due_in_the_half_of_the_target():
    once = {"periodicity": "once", "target_date": "2026-09-30"}
    assert state({}, half="2025H2", **once) == "not_due"
    assert state({}, half="2026H1", **once) == "overdue"
    assert state({"2025H1": 105}, half="2026H1", **once) == "latest"
    assert state({}, half="2026H1", periodicity="once", target_date="") == "not_due"


def test_nothing_is_due_after_the_value_of_the_targets_day():
    assert state({"2025H1": {"value": 201, "value_date": "2025-09-30"}}, target_date="2025-09-30") == "latest"
    assert (
        state({"2025H1": {"value": 201, "value_date": "2025-09-29"}}, target_date="2025-09-30") == "overdue"
    )


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"stage_code": "bc_draft"}, "not_asked"),
        ({"published_date": "2026-10-01"}, "not_asked"),
        ({"published_date": "2026-09-30"}, "overdue"),
        ({"published_date": ""}, "overdue"),
    ],
)
def test_kpis_of_plans_that_are_not_in_force_are_not_asked_for(facts, expected):
    rows = {"plans": [plan(**({"published_date": "2025-04-01"} | facts))], "kpis": [kpi()]}
    (found,) = table(allocation_of(rows))["freshness"]
    assert found == expected


def test_kpi_of_an_unknown_plan_is_not_asked_for():
    assert table(allocation_of({"kpis": [kpi(plan_id="B-?")]}))["freshness"].to_list() == ["not_asked"]
