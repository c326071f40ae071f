"""Which value is the actual one of a half, and as of which day it is compared."""

import numpy as np
import pytest

from analysis.kpi_values import SHOWN_HALVES, value_grid
from tests.builders import kpi, kpi_value
from tests.plan_snapshots import plan_records
from tests.unit.analysis.judged_plans import one_kpi

MISSING = {"value": None, "value_date": "", "value_status": "missing", "note": "調査の集計中"}


def test_value_of_the_half_is_taken_with_its_own_day():
    row = one_kpi({"2025H2": 105, "2026H1": {"value": 112, "value_date": "2026-08"}})
    assert (row.actual, row.actual_date, row.actual_period) == (112, "2026-08-31", "2026H1")
    assert row.marks == ()


def test_earlier_value_is_compared_with_what_was_expected_on_its_own_day():
    row = one_kpi({"2025H2": {"value": 120, "value_date": "2026-03-31"}}, periodicity="year")
    assert (row.actual, row.actual_date, row.actual_period) == (120, "2026-03-31", "2025H2")
    assert row.expected == pytest.approx(100 + 100 * 365 / 2191)
    assert row.marks == ("older_value",)


def test_value_without_a_day_is_of_the_end_of_its_half():
    row = one_kpi({"2025H2": 120})
    assert row.actual_date == "2026-03-31"
    assert one_kpi({"2026H1": 120}).actual_date == "2026-09-30"


def test_value_that_is_still_missing_leaves_the_earlier_one_in_place():
    row = one_kpi({"2025H2": 120, "2026H1": MISSING})
    assert (row.actual, row.actual_period, row.marks) == (120, "2025H2", ("older_value",))


def test_old_figure_reported_for_this_half_is_marked_as_older():
    row = one_kpi({"2026H1": {"value": 120, "value_date": "2025-12-31"}})
    assert (row.actual_period, row.marks) == ("2026H1", ("older_value",))


def test_zero_is_a_value():
    row = one_kpi({"2025H2": 120, "2026H1": 0})
    assert (row.actual, row.grade) == (0, "behind")


def test_later_values_are_not_known_in_an_earlier_half():
    row = one_kpi({"2025H1": 101, "2026H1": 150}, half="2025H2")
    assert (row.actual, row.actual_period) == (101, "2025H1")


def test_value_never_reported_is_expected_at_the_end_of_the_half():
    row = one_kpi({"2026H1": MISSING})
    assert np.isnan(row.actual)
    assert (row.actual_date, row.actual_period, row.value_status, row.marks) == ("", "", "", ())
    assert row.expected == pytest.approx(100 + 100 * 548 / 2191)
    assert (row.grade, row.case) == ("not_assessable", "no_value")


def test_values_of_the_last_halves_are_shown_as_reported():
    row = one_kpi({"2020H1": 90, "2024H1": 95, "2025H1": 101, "2025H2": MISSING, "2026H1": 112})
    assert len(row.values) == len(row.expected_values) == SHOWN_HALVES
    np.testing.assert_equal(row.values, [np.nan] * 3 + [95, np.nan, 101, np.nan, 112])


def test_value_from_before_the_shown_halves_still_counts():
    row = one_kpi({"2020H1": {"value": 90, "value_date": "2020-09"}}, baseline_date="2019-03-31")
    assert (row.actual, row.actual_date, row.actual_period) == (90, "2020-09-30", "2020H1")
    assert row.grade == "behind"


def test_half_that_is_no_reporting_period_has_no_day():
    row = one_kpi({"2020H1": 90})
    assert (row.actual, row.actual_date, row.case) == (90, "", "no_dates")


def test_preliminary_value_is_graded_and_marked():
    row = one_kpi({"2026H1": {"value": 180, "value_date": "", "value_status": "preliminary"}})
    assert (row.value_status, row.grade, row.marks) == ("preliminary", "on_track", ("preliminary",))


def test_grid_keeps_the_order_of_kpis_whatever_the_order_of_values():
    rows = {
        "kpis": [kpi("K-2"), kpi("K-1"), kpi("K-3")],
        "kpi_values": [
            kpi_value("K-3", "2025H1", value=3),
            kpi_value("K-1", "2026H1", value=1),
            kpi_value("K-9"),
        ],
    }
    grid = value_grid(plan_records(rows), "2026H1")
    np.testing.assert_equal(grid.actual[-1], [1, np.nan, 3])
    np.testing.assert_equal(grid.reported[-1], [1, np.nan, np.nan])
    np.testing.assert_equal(grid.actual[-2], [np.nan, np.nan, 3])
