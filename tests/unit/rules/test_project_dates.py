"""Rules on dates: announced not in the future, and in operation not before announced."""

import datetime as dt

import pytest

from domain.partial_date import format_ja
from tests.unit.rules.found import with_project

TODAY = dt.date.today()
LATER = (TODAY + dt.timedelta(days=2)).isoformat()


@pytest.mark.parametrize(
    "values",
    [
        {"announced_date": "2024", "operation_date": "2027"},
        {"announced_date": "2024", "operation_date": "2024"},
        {"announced_date": "2024-06", "operation_date": "2024"},
        {"announced_date": "2024", "operation_date": "2024-01"},
        {"announced_date": "", "operation_date": "2021"},
        {"announced_date": "2024", "operation_date": ""},
        {"announced_date": "", "operation_date": ""},
        {"announced_date": TODAY.isoformat()},
        {"announced_date": str(TODAY.year)},
        {"announced_date": "2020", "operation_date": "2021", "status_code": "operating"},
        {"operation_date": str(TODAY.year), "announced_date": "", "status_code": "operating"},
    ],
)
def test_dates_that_can_follow_one_another_are_sound(values):
    assert with_project(**{"operation_date": "2199", **values}) == []


@pytest.mark.parametrize(
    ("announced", "operation"),
    [("2024", "2021"), ("2024-06", "2024-05"), ("2024-06-02", "2024-06-01"), ("2024-06", "2023")],
)
def test_operation_before_announcement_is_found(announced, operation):
    assert with_project(announced_date=announced, operation_date=operation) == [
        ("operation_before_announcement", 2, "稼働（予定を含む）", format_ja(operation))
    ]


@pytest.mark.parametrize("announced", ["2099", "2099-04", "2099-04-01", LATER])
def test_an_announcement_in_the_future_is_found(announced):
    assert with_project(announced_date=announced, operation_date="2199") == [
        ("announced_in_future", 2, "公表", format_ja(announced))
    ]


def test_a_project_in_operation_from_a_future_date_is_told():
    assert with_project(status_code="operating", operation_date="2099-04") == [
        ("operating_in_future", 2, "稼働（予定を含む）", "2099年4月")
    ]


@pytest.mark.parametrize("status", ["concept", "announced", "under_construction", "completed", "suspended"])
def test_other_statuses_may_plan_ahead(status):
    assert with_project(status_code=status, operation_date="2099-04") == []


def test_two_faults_of_one_row_are_two_findings():
    made = with_project(announced_date="2099", operation_date="2021")
    assert [(rule, column) for rule, _, column, _ in made] == [
        ("announced_in_future", "公表"),
        ("operation_before_announcement", "稼働（予定を含む）"),
    ]


@pytest.mark.parametrize(
    ("start", "operation"), [("2027-04", "2026-10"), ("2027", "2026"), ("2027-04-02", "2027-04-01")]
)
def test_operation_before_the_start_is_found(start, operation):
    assert with_project(start_date=start, operation_date=operation) == [
        ("operation_before_start", 2, "稼働（予定を含む）", format_ja(operation))
    ]


@pytest.mark.parametrize(
    ("start", "operation"), [("2027", "2027-01"), ("2027-04", "2027"), ("2027", ""), ("", "2026")]
)
def test_operation_that_may_follow_the_start_is_sound(start, operation):
    assert with_project(start_date=start, operation_date=operation) == []


@pytest.mark.parametrize("status", ["under_construction", "completed", "operating"])
def test_a_project_that_is_built_before_its_start_is_told(status):
    made = with_project(status_code=status, start_date="2099-04", operation_date="")
    assert made == [("started_in_future", 2, "着工", "2099年4月")]


@pytest.mark.parametrize("status", ["concept", "announced", "demonstration", "suspended"])
def test_a_start_may_be_planned(status):
    assert with_project(status_code=status, start_date="2099-04", operation_date="") == []
