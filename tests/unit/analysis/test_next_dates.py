"""The days ahead: counted by date, the soonest first, nothing that is over or closed."""

import datetime as dt

from analysis.next_dates import KPI_DATA, MEASURE, PROMISE, next_dates, reports_due
from analysis.selection import Selection
from tests.builders import kpi, kpi_value, measure, plan, progress_report, review
from tests.unit.analysis.judged_plans import allocation_of

HALF, TODAY = "2026H1", dt.date(2026, 11, 22)
EVERYTHING = Selection()


def ahead(rows: dict, today: dt.date = TODAY, half: str = HALF):
    return next_dates(allocation_of(rows, today=today), EVERYTHING, half)


def test_dates_are_counted_by_day_and_kind_and_the_soonest_comes_first():
    rows = {
        "kpis": [
            kpi(next_date="2027-04"),
            kpi("K-2", next_date="2027-04"),
            kpi("K-3", next_date="2026-12-10"),
        ],
        "measures": [measure(due_date="2027-03-31"), measure("M-2", due_date="2027-03-31")],
        "measure_reviews": [review(action="refine", action_due="2027-01-31")],
    }
    assert ahead(rows) == (
        ("2026-12-10", KPI_DATA, 1),
        ("2027-01-31", PROMISE, 1),
        ("2027-03-31", MEASURE, 2),
        ("2027-04", KPI_DATA, 2),
    )


def test_what_is_over_is_left_out_and_a_month_ends_with_its_last_day():
    rows = {"kpis": [kpi(next_date="2026-11"), kpi("K-2", next_date="2026-11-21"), kpi("K-3")]}
    assert ahead(rows) == (("2026-11", KPI_DATA, 1),)
    assert ahead(rows, dt.date(2026, 12, 1)) == ()


def test_measures_that_are_done_or_stopped_are_not_waited_for():
    rows = {
        "measures": [measure(f"M-{at}", due_date="2027-03-31") for at in range(4)],
        "measure_reviews": [
            review("M-0", execution="done"),
            review("M-1", execution="stopped", result="needs_work"),
            review("M-2", execution="delayed", result="partly_late"),
        ],
    }
    assert ahead(rows) == (("2027-03-31", MEASURE, 2),)


def test_looking_back_the_days_ahead_are_those_of_then():
    rows = {"kpis": [kpi(next_date="2026-09")], "kpi_values": [kpi_value(period="2025H2")]}
    assert ahead(rows) == ()
    assert ahead(rows, half="2025H2") == (("2026-09", KPI_DATA, 1),)


def test_next_reports_are_of_the_half_that_has_begun_and_is_not_due():
    rows = {"plans": [plan(published_date="2025-04-01"), plan("B-2", published_date="2025-04-01")],
            "progress_reports": [progress_report(period="2026H1")]}  # fmt: skip
    before = reports_due(allocation_of(rows, today=dt.date(2026, 10, 31)), EVERYTHING, HALF)
    assert before is not None
    assert (before.period.period, before.asked, before.open) == ("2026H1", 2, 1)
    after = reports_due(allocation_of(rows, today=dt.date(2026, 11, 1)), EVERYTHING, HALF)
    assert after is not None
    assert (after.period.period, after.asked, after.open) == ("2026H2", 2, 2)


def test_beyond_all_periods_nothing_is_due():
    assert reports_due(allocation_of({}, today=dt.date(2040, 1, 1)), EVERYTHING, "") is None
