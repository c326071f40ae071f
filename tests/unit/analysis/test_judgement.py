"""Every case of computed progress by an example, and what holds for all values by properties."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis import judgement
from analysis.expected_value import Interim
from analysis.judgement import judge
from analysis.kpi_terms import terms
from domain.codelist import codelist
from tests.unit.analysis.judged_values import (
    CASES,
    GRADES,
    Goal,
    Verdict,
    expected_slowly,
    graded_slowly,
    judged,
    terms_of_goals,
)

FALLING = Goal("down", baseline=30, target=20)
KEEP = Goal("keep", baseline=60, target=60)
EXECUTION = Goal(baseline=None, target=4, level="execution", interim=(("2026-03-31", 2),))
EACH_TIME = replace(EXECUTION, target=None, interim=())
HALFWAY = "2026-03-31"


@pytest.mark.parametrize(
    ("actual", "grade", "progress"),
    [
        (150, "on_track", 1.0),
        (149.99, "mostly_on_track", 0.9998),
        (140, "mostly_on_track", 0.8),
        (139.99, "slightly_behind", 0.7998),
        (125, "slightly_behind", 0.5),
        (124.99, "behind", 0.4998),
        (90, "behind", -0.2),
        (199.99, "on_track", 1.9998),
        (200, "achieved", 2.0),
        (250, "achieved", 3.0),
    ],
)
def test_rising_kpi_is_graded_by_its_progress_to_the_expected_value(actual, grade, progress):
    assert judged(Goal(), actual) == Verdict(grade, "regular", pytest.approx(progress), 150)


@pytest.mark.parametrize(
    ("actual", "grade", "progress"),
    [(25, "on_track", 1.0), (26, "mostly_on_track", 0.8), (27.5, "slightly_behind", 0.5), (31, "behind", -0.2), (20, "achieved", 2.0), (19, "achieved", 2.2)],
)  # fmt: skip
def test_falling_kpi_is_graded_by_the_same_formula(actual, grade, progress):
    assert judged(FALLING, actual) == Verdict(grade, "regular", pytest.approx(progress), 25)


@pytest.mark.parametrize(
    ("actual", "grade"),
    [
        (60, "on_track"), (66, "on_track"), (54, "on_track"), (66.1, "mostly_on_track"), (51, "mostly_on_track"),
        (50.9, "slightly_behind"), (72, "slightly_behind"), (72.1, "behind"), (0, "behind"),
    ],
)  # fmt: skip
def test_level_to_keep_is_graded_by_the_distance_either_way(actual, grade):
    assert judged(KEEP, actual) == Verdict(grade, "keep", None, 60)


def test_level_that_is_kept_on_the_day_of_the_target_is_achieved():
    assert judged(KEEP, 65, "2027-03-31").grade == "achieved"
    assert judged(KEEP, 68, "2027-03-31").grade == "mostly_on_track"


def test_level_to_keep_without_a_target_is_that_of_the_baseline():
    assert judged(replace(KEEP, target=None), 60) == Verdict("on_track", "keep", None, 60)


@pytest.mark.parametrize(("actual", "grade"), [(0, "on_track"), (0.001, "behind"), (-1, "behind")])
def test_level_of_zero_is_kept_only_at_zero(actual, grade):
    assert judged(Goal("keep", baseline=0, target=0), actual).grade == grade


@pytest.mark.parametrize("direction", ["up", "down"])
@pytest.mark.parametrize(
    ("beyond", "grade"),
    [(40, "on_track"), (0, "on_track"), (-10, "on_track"), (-14, "mostly_on_track"), (-20, "slightly_behind"), (-21, "behind")],
)  # fmt: skip
def test_target_that_equals_the_baseline_is_kept_to_and_may_be_passed(direction, beyond, grade):
    sign = 1 if direction == "up" else -1
    verdict = judged(Goal(direction, baseline=100, target=100), 100 + sign * beyond)
    assert verdict == Verdict(grade, "target_is_baseline", None, 100)


@pytest.mark.parametrize(
    ("actual", "date", "grade", "case", "expected"),
    [
        (0, "2026-03-30", "not_assessable", "execution_open", 0),
        (1, "2026-03-30", "not_assessable", "execution_open", 0),
        (1, "2026-03-31", "behind", "execution", 2),
        (2, "2026-03-31", "on_track", "execution", 2),
        (3, "2027-03-30", "on_track", "execution", 2),
        (3, "2027-03-31", "behind", "execution", 4),
        (4, "2027-03-31", "achieved", "execution", 4),
        (4, "2025-09-30", "achieved", "execution", 0),
    ],
)
def test_execution_is_done_or_not_done_by_each_deadline(actual, date, grade, case, expected):
    assert judged(EXECUTION, actual, date) == Verdict(grade, case, None, expected)


@pytest.mark.parametrize(
    ("actual", "date", "grade"),
    [(1, HALFWAY, "on_track"), (3, HALFWAY, "on_track"), (0, HALFWAY, "behind"), (1, "2027-03-31", "achieved"), (0, "2027-03-31", "behind")],
)  # fmt: skip
def test_execution_without_a_number_is_asked_for_each_time(actual, date, grade):
    assert judged(EACH_TIME, actual, date) == Verdict(grade, "execution_each_time", None, 1)


def test_execution_without_a_deadline_can_only_be_achieved():
    endless = replace(EXECUTION, target_date="", interim=())
    assert judged(endless, 3) == Verdict("not_assessable", "execution_open")
    assert judged(endless, 4) == Verdict("achieved", "execution")


@pytest.mark.parametrize(
    "goal",
    [Goal(), FALLING, KEEP, EXECUTION, EACH_TIME, Goal(baseline=None), Goal(target=None), Goal(target=50)],
    ids=str,
)
def test_without_a_value_nothing_is_assessed(goal):
    verdict = judged(goal, None)
    assert (verdict.grade, verdict.case, verdict.progress) == ("not_assessable", "no_value", None)


def test_what_is_expected_is_told_without_a_value_too():
    assert judged(Goal(), None).expected == 150


@pytest.mark.parametrize("goal", [Goal(target=None), Goal("keep", baseline=None, target=None)], ids=str)
def test_without_a_target_nothing_is_assessed(goal):
    assert judged(goal, 150) == Verdict("not_assessable", "no_target")


@pytest.mark.parametrize(
    ("goal", "case"),
    [
        (Goal(baseline=None), "no_baseline"),
        (Goal(baseline_date=""), "no_dates"),
        (Goal(target_date=""), "no_dates"),
        (Goal(baseline_date="2027-03-31"), "no_dates"),
    ],
    ids=str,
)
def test_without_a_way_to_go_only_reaching_the_target_can_be_told(goal, case):
    assert judged(goal, 199) == Verdict("not_assessable", case)
    assert judged(goal, 200) == Verdict("achieved", case)


def test_value_of_an_unknown_day_can_only_be_achieved():
    assert judged(Goal(), 199, "") == Verdict("not_assessable", "no_dates")
    assert judged(Goal(), 200, "") == Verdict("achieved", "no_dates")


@pytest.mark.parametrize("goal", [Goal(target=80), Goal("down", baseline=20, target=30)], ids=str)
def test_target_against_the_direction_is_not_assessed_and_never_reached(goal):
    assert judged(goal, 25) == judged(goal, 1000) == Verdict("not_assessable", "against_direction")


@pytest.mark.parametrize("date", ["2025-03-31", "2024-01-01"])
def test_before_anything_is_expected_only_the_target_counts(date):
    assert judged(Goal(), 100, date) == Verdict("not_assessable", "nothing_due", None, 100)
    assert judged(Goal(), 120, date) == Verdict("not_assessable", "nothing_due", None, 100)
    assert judged(Goal(), 200, date) == Verdict("achieved", "nothing_due", None, 100)


def test_interim_target_that_equals_the_baseline_expects_nothing_yet():
    goal = Goal(interim=((HALFWAY, 100),))
    assert judged(goal, 90, "2026-01-31") == Verdict("not_assessable", "nothing_due", None, 100)
    assert judged(goal, 140, "2026-09-30").case == "regular"


@pytest.mark.parametrize(
    ("goal", "as_expected", "worse"),
    [(Goal(interim=((HALFWAY, 90),)), 90, 89), (replace(FALLING, interim=((HALFWAY, 33),)), 33, 34)],
    ids=["rising", "falling"],
)
def test_planned_setback_is_graded_by_the_expected_value_itself(goal, as_expected, worse):
    expected = goal.interim[0][1]
    assert judged(goal, as_expected) == Verdict("on_track", "planned_setback", None, expected)
    assert judged(goal, worse) == Verdict("behind", "planned_setback", None, expected)
    assert judged(goal, goal.target) == Verdict("achieved", "planned_setback", None, expected)
    assert judged(goal, None).case == "no_value"


@pytest.mark.parametrize("date", ["2027-03-31", "2027-09-30", "2040-01-01"])
def test_from_the_day_of_the_target_on_the_whole_way_is_expected(date):
    assert judged(Goal(), 190, date) == Verdict("mostly_on_track", "regular", pytest.approx(0.9), 200)


def test_change_of_sign_changes_nothing():
    goal = Goal(baseline=-50, target=50)
    assert judged(goal, -10) == Verdict("mostly_on_track", "regular", pytest.approx(0.8), 0)
    assert judged(goal, 0).grade == "on_track"


def test_every_rule_of_the_vocabulary_is_met_by_an_example():
    goals = [
        Goal(), KEEP, replace(EXECUTION, target=400), EACH_TIME, Goal(target=100), Goal(baseline=None), Goal(target=None),
        Goal(target=50), Goal(baseline_date=""), Goal(interim=((HALFWAY, 90),)), Goal(interim=((HALFWAY, 100),)),
    ]  # fmt: skip
    met = {
        judged(goal, value, date).case
        for goal in goals
        for value in (None, 95)
        for date in (HALFWAY, "2025-06-30")
    }
    assert met == {entry.code for entry in codelist("progress_case") if entry.more["kind"] == "rule"}


tenths = st.integers(-9_999, 9_999).map(lambda n: n / 8)  # exact in binary, so that fractions agree
dates = st.dates(dt.date(2024, 1, 1), dt.date(2031, 12, 31)).map(dt.date.isoformat)


@st.composite
def goals(draw: st.DrawFn) -> Goal:
    """Rising or falling KPIs whose interim targets lie on the way, at a pace of their own."""
    direction = draw(st.sampled_from(["up", "down"]))
    low, *between, high = sorted(draw(st.lists(tenths, min_size=2, max_size=5, unique=True)))
    start, *days, end = sorted(
        draw(st.lists(dates, min_size=len(between) + 2, max_size=len(between) + 2, unique=True))
    )
    if direction == "down":
        low, high, between = high, low, between[::-1]
    return Goal(direction, low, high, start, end, tuple(zip(days, between, strict=True)))


def away_from_limits(goal: Goal, actual: float, date: str) -> bool:
    """False within a rounding error of a limit, where decimals decide in the reader's favour."""
    gain = expected_slowly(goal, date) - Fraction(goal.baseline)
    progress = (Fraction(actual) - Fraction(goal.baseline)) / gain
    return all(abs(progress - Fraction(percent, 100)) > Fraction(1, 10**8) for percent in (50, 80, 100))


@given(goals(), tenths, dates)
def test_every_value_has_the_grade_of_the_rules_worked_out_in_fractions(goal: Goal, actual: float, date: str):
    verdict = judged(goal, actual, date)
    expected = expected_slowly(goal, date)
    assert verdict.expected == pytest.approx(float(expected), abs=1e-9)
    if expected == Fraction(goal.baseline):
        assert verdict.case == "nothing_due"
    else:
        assume(away_from_limits(goal, actual, date))
        assert verdict.grade == graded_slowly(goal, actual, date)
        assert verdict.case == "regular"


def mirrored(goal: Goal) -> Goal:
    """The same KPI counted the other way round."""
    other = {"up": "down", "down": "up", "keep": "keep"}[goal.direction]
    interim = tuple((date, -value) for date, value in goal.interim)
    return replace(
        goal,
        direction=other,
        baseline=None if goal.baseline is None else -goal.baseline,
        target=None if goal.target is None else -goal.target,
        interim=interim,
    )


@st.composite
def any_goals(draw: st.DrawFn) -> Goal:
    """KPIs of every kind, sound or not; execution with a number to reach."""
    maybe = tenths | st.sampled_from([0.0, 100.0])
    level = draw(st.sampled_from(["outcome", "execution"]))
    number = maybe if level == "execution" else st.none() | maybe
    return Goal(
        draw(st.sampled_from(["up", "down"] if level == "execution" else ["up", "down", "keep"])),
        draw(number),
        draw(number),
        draw(dates | st.just("")),
        draw(dates | st.just("")),
        tuple(draw(st.lists(st.tuples(dates, maybe), max_size=3, unique_by=lambda point: point[0]))),
        level,
    )


@given(goals() | any_goals(), st.none() | tenths, dates)
def test_kpi_and_its_mirrored_twin_have_the_same_verdict(goal: Goal, actual: float | None, date: str):
    one = judged(goal, actual, date)
    twin = judged(mirrored(goal), None if actual is None else -actual, date)
    assert twin[:3] == one[:3]
    assert (twin.expected is None) == (one.expected is None)
    assert twin.expected is None or twin.expected == -one.expected


@given(goals() | any_goals(), tenths, tenths, dates)
def test_grade_never_gets_worse_as_the_value_gets_better(goal: Goal, one: float, other: float, date: str):
    assume(goal.direction != "keep")
    worse, better = sorted((one, other), reverse=goal.direction == "down")
    first, second = (judged(goal, value, date) for value in (worse, better))
    assert GRADES.index(second.grade) <= GRADES.index(first.grade)


@given(any_goals().filter(lambda goal: goal.direction == "keep"), tenths, tenths, dates)
def test_level_is_graded_better_the_nearer_a_value_is(goal: Goal, one: float, other: float, date: str):
    level = goal.baseline if goal.target is None else goal.target
    assume(level is not None)
    near, far = sorted((one, other), key=lambda value: abs(value - level))
    assert GRADES.index(judged(goal, near, date).grade) <= GRADES.index(judged(goal, far, date).grade)


@given(goals() | any_goals(), tenths, dates, st.sampled_from([100, 1_000, 1e8, 0.01, 1 / 3]))
def test_another_unit_changes_nothing(goal: Goal, actual: float, date: str, times: float):
    assume(goal.target is not None)  # what is carried out each time has no unit
    scaled = replace(
        goal,
        baseline=None if goal.baseline is None else goal.baseline * times,
        target=goal.target * times,
        interim=tuple((due, value * times) for due, value in goal.interim),
    )
    one, other = judged(goal, actual, date), judged(scaled, actual * times, date)
    assert other[:2] == one[:2]
    assert other.progress == (None if one.progress is None else pytest.approx(one.progress, rel=1e-6))


@given(
    st.lists(
        st.tuples(any_goals() | goals(), st.lists(st.none() | tenths, min_size=3, max_size=3)), max_size=12
    )
)
def test_many_kpis_at_once_are_judged_as_one_at_a_time(rows: list[tuple[Goal, list[float | None]]]):
    periods = ["2025-09-30", "2026-03-31", "2029-09-30"]
    actual = np.array([[np.nan if value is None else value for value in values] for _, values in rows]).T
    actual = actual.reshape(3, len(rows))
    day = np.array([[np.datetime64(date).astype(int)] * len(rows) for date in periods], dtype=float)
    found = judge(terms_of_goals(*(goal for goal, _ in rows)), actual, day.reshape(3, len(rows)))
    for at, (goal, values) in enumerate(rows):
        for period, date in enumerate(periods):
            alone = judged(goal, values[period], date)
            assert GRADES[found.grade[period, at]] == alone.grade
            assert CASES[found.case[period, at]] == alone.case
            progress = np.nan if alone.progress is None else alone.progress
            np.testing.assert_equal(found.progress[period, at], progress)


def test_blocks_make_no_difference(monkeypatch: pytest.MonkeyPatch):
    draw, kpis = np.random.default_rng(4), 500
    sign = draw.choice([1.0, -1.0, 0.0], kpis)
    baseline = draw.uniform(0, 100, kpis)
    asked = terms(
        sign, draw.random(kpis) < 0.1, baseline, np.full(kpis, 20_000.0), baseline + sign * 50, np.full(kpis, 22_000.0),
        Interim(np.arange(0, kpis, 2), np.full(kpis // 2, 21_000.0), baseline[::2] + sign[::2] * 10),
    )  # fmt: skip
    actual, day = draw.uniform(-20, 160, (4, kpis)), draw.uniform(20_100, 22_500, (4, kpis)).round()
    whole = judge(asked, actual, day)
    monkeypatch.setattr(judgement, "_BLOCK", 28)
    pieces = judge(asked, actual, day)
    for name, array in vars(whole).items():
        np.testing.assert_array_equal(array, getattr(pieces, name))


def test_no_kpi_is_judged_too():
    assert judge(terms_of_goals(), np.empty((3, 0)), np.empty((3, 0))).grade.shape == (3, 0)
