"""The expected value: a line from baseline to target, through interim targets on their days."""

import numpy as np
import pytest

from analysis.expected_value import Interim, expected_gain, paths_between
from tests.unit.analysis.judged_values import Goal, judged

INTERIM = Goal(target_date="2029-03-31", interim=(("2026-03-31", 150), ("2027-03-31", 160)))


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2025-03-31", 100),
        ("2025-04-01", 100 + 100 / 730),
        ("2026-03-31", 150),
        ("2026-03-30", 150 - 100 / 730),
        ("2027-03-31", 200),
        ("2035-01-01", 200),
        ("2001-01-01", 100),
    ],
)
def test_line_is_divided_by_days(date, expected):
    assert judged(Goal(), None, date).expected == pytest.approx(expected)


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2026-03-31", 150), ("2027-03-31", 160), ("2028-03-31", 160 + 40 * 366 / 731), ("2029-03-31", 200)],
)
def test_line_leads_through_the_interim_targets(date, expected):
    assert judged(INTERIM, None, date).expected == pytest.approx(expected)


def test_value_expected_on_the_day_after_an_interim_target_is_no_step_away():
    on_the_day, day_after = (judged(INTERIM, None, date).expected for date in ("2026-03-31", "2026-04-01"))
    assert 0 < day_after - on_the_day < 0.1


@pytest.mark.parametrize("due", ["2025-03-31", "2020-01-01", "2027-03-31", "2030-01-01"])
def test_interim_target_outside_the_way_is_left_aside(due):
    assert judged(Goal(interim=((due, 999),)), None).expected == 150


def test_interim_target_without_a_value_is_left_aside():
    assert judged(Goal(interim=(("2026-01-31", float("nan")),)), None).expected == 150


def test_order_of_interim_targets_does_not_matter():
    turned = Goal(target_date="2029-03-31", interim=INTERIM.interim[::-1])
    assert judged(turned, None, "2026-12-31") == judged(INTERIM, None, "2026-12-31")


def test_kpis_of_different_length_stand_side_by_side():
    days = np.array([[20_000.0, 20_000.0], [20_500.0, 20_500.0], [21_000.0, 21_000.0]])
    paths = paths_between(
        np.zeros(2), np.full(2, 20_000.0), np.array([10.0, 10.0]), np.full(2, 21_000.0),
        Interim(np.array([1]), np.array([20_500.0]), np.array([8.0])), np.zeros(2, dtype=bool),
    )  # fmt: skip
    np.testing.assert_allclose(expected_gain(paths, days), [[0, 0], [5, 8], [10, 10]])
