"""The course of a KPI: the line drawn leads where the judgement looks, and the dots are what was judged."""

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.kpi_course import Course, kpi_courses
from analysis.kpi_progress import progress_table
from tests.builders import kpi, kpi_target, kpi_value
from tests.unit.analysis.judged_plans import allocation_of

HALF, PLAN_ID = "2026H1", "B-430005-01"
NUMBERS = st.integers(-5000, 5000)


def course(*values: dict, targets: tuple[dict, ...] = (), half: str = HALF, **of_kpi) -> Course:
    rows = {"kpis": [kpi(**of_kpi)], "kpi_targets": list(targets), "kpi_values": list(values)}
    return kpi_courses(allocation_of(rows), PLAN_ID, half)["K-1"]


def ordinal(*day: int) -> float:
    return float(dt.date(*day).toordinal())


def on_line(points, day: float) -> float:
    """The value of a line through corners on a day within it."""
    for left, right in itertools.pairwise(points):
        if left.day <= day <= right.day and right.day > left.day:
            return left.value + (right.value - left.value) * (day - left.day) / (right.day - left.day)
    raise AssertionError("the day is outside of the line")


@settings(max_examples=60, deadline=None)
@given(
    baseline=NUMBERS,
    target=NUMBERS,
    interim=st.lists(st.tuples(st.integers(2026, 2030), NUMBERS), unique_by=lambda pair: pair[0], max_size=3),
    month=st.integers(1, 9),
)
def test_line_passes_through_what_is_expected_on_the_day_of_a_value(baseline, target, interim, month):
    day = f"2026-{month:02d}-15"
    rows = {
        "kpis": [kpi(baseline=baseline, target=target, direction="up" if target > baseline else "down")],
        "kpi_targets": [kpi_target(due_date=f"{year}-06-30", target=value) for year, value in interim],
        "kpi_values": [kpi_value(value_date=day)],
    }
    allocation = allocation_of(rows)
    found = kpi_courses(allocation, PLAN_ID, HALF)["K-1"]
    if target == baseline:
        assert found.tolerance == pytest.approx(abs(target) / 10)
        assert {point.value for point in found.expected} == {target}
        return
    expected = progress_table(allocation, HALF)["expected"].iloc[0]
    at = ordinal(*map(int, day.split("-")))
    assert on_line(found.expected, at) == pytest.approx(expected, abs=1e-6)
    assert found.expected[0] == (ordinal(2025, 3, 31), baseline)
    assert found.expected[-1] == (ordinal(2031, 3, 31), pytest.approx(target))


def test_interim_targets_are_corners_in_their_order():
    targets = (kpi_target(due_date="2029-03-31", target=170), kpi_target(due_date="2027-03-31", target=120))
    found = course(targets=targets)
    assert [point.value for point in found.expected] == [100, 120, 170, 200]
    assert [point.day for point in found.expected] == sorted(point.day for point in found.expected)


def test_execution_rises_on_its_days_and_not_before():
    targets = (kpi_target(due_date="2028-03-31", target=1),)
    found = course(targets=targets, level="execution", baseline=None, target=3, unit="回")
    assert [point.value for point in found.expected] == [0, 0, 1, 1, 3]
    assert on_line(found.expected, ordinal(2028, 3, 20)) == 0
    assert on_line(found.expected, ordinal(2029, 3, 31)) == 1


def test_level_to_keep_is_flat_with_its_tolerance():
    found = course(kpi_value(value=95), direction="keep", baseline=100, target=120)
    assert [point.value for point in found.expected] == [120, 120]
    assert found.tolerance == pytest.approx(12)
    assert found.outlook is None


@pytest.mark.parametrize(
    "missing", [{"target": None}, {"baseline": None}, {"target_date": ""}, {"baseline_date": ""}]
)
def test_without_terms_there_is_no_way_but_there_are_values(missing):
    found = course(kpi_value(), **missing)
    assert found.expected == ()
    assert [point.value for point in found.reported] == [110]


def test_values_are_told_once_with_their_own_day_and_kind():
    values = (
        kpi_value(period="2025H1", value=102, value_date="2025-09"),
        kpi_value(period="2025H2", value=None, value_date=""),
        kpi_value(period="2026H1", value=110, value_date="", value_status="preliminary"),
        kpi_value(period="2026H2", value=999),
    )
    found = course(*values)
    assert found.reported == (
        (ordinal(2025, 9, 30), 102, False),
        (ordinal(2026, 9, 30), 110, True),
    )
    assert course(*values, half="2025H2").reported == found.reported[:1]


def test_outlook_stands_at_the_targets_day():
    found = course(kpi_value(value=110, value_date="2026-09-30"))
    days = (
        (dt.date(2031, 3, 31) - dt.date(2025, 3, 31)).days,
        (dt.date(2026, 9, 30) - dt.date(2025, 3, 31)).days,
    )
    assert found.outlook == (ordinal(2031, 3, 31), pytest.approx(100 + 10 * days[0] / days[1]))


def test_only_the_plans_own_kpis_are_told():
    rows = {"kpis": [kpi(), kpi("K-2", plan_id="B-2")], "kpi_values": [kpi_value()]}
    assert list(kpi_courses(allocation_of(rows), PLAN_ID, HALF)) == ["K-1"]
