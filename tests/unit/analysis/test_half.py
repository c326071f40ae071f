"""Which half a question is about, and the day by which it is judged."""

import datetime as dt

import pytest

from analysis.half import half_before, half_of, judging_day
from domain.reporting_period import reporting_periods
from tests.builders import kpi_value, progress_report, review
from tests.plan_snapshots import plan_records

PUBLISH = reporting_periods()["2026H1"].publish


def test_half_that_records_were_read_for_is_meant():
    assert half_of(plan_records({"kpi_values": [kpi_value(period="2026H2")]}, period="2026H1")) == "2026H1"


@pytest.mark.parametrize(
    "rows",
    [
        {"kpi_values": [kpi_value(period="2025H2"), kpi_value(period="2026H2")]},
        {"measure_reviews": [review(period="2026H2")], "kpi_values": [kpi_value(period="2026H1")]},
        {"progress_reports": [progress_report(period="2026H2"), progress_report(period="2026H1")]},
    ],
    ids=["values", "reviews", "reports"],
)
def test_latest_half_that_anything_was_reported_about_is_meant(rows):
    assert half_of(plan_records(rows)) == "2026H2"


def test_records_without_reports_are_about_no_half():
    assert half_of(plan_records()) == ""


@pytest.mark.parametrize(
    ("today", "day"),
    [(dt.date(2026, 11, 22), dt.date(2026, 11, 22)), (PUBLISH, PUBLISH), (dt.date(2027, 5, 1), PUBLISH)],
    ids=["before publication", "on its day", "after it"],
)
def test_half_is_judged_by_its_publication_at_the_latest(today, day):
    assert judging_day("2026H1", today) == day


def test_half_that_has_no_reporting_period_is_judged_by_today():
    assert judging_day("", dt.date(2026, 11, 22)) == dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("period", "halves", "before"),
    [
        ("", ("2026H1", "2025H2", "2025H1"), "2025H2"),
        ("2025H2", ("2026H1", "2025H2", "2025H1"), "2025H1"),
        ("2025H1", ("2026H1", "2025H2", "2025H1"), ""),
        ("", ("2026H1",), ""),
        ("", (), ""),
        ("2027H1", ("2026H1", "2025H2"), "2025H2"),
    ],
)
def test_what_is_looked_at_is_compared_with_the_half_handed_in_before_it(period, halves, before):
    assert half_before(plan_records(period=period), halves) == before
