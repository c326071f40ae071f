"""Rules on KPIs: target against baseline and direction, dates, interim targets, levels, units."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import kpi, kpi_target
from tests.unit.rules.found import PlanRows, found_in_plan, plan_findings, plan_with

AT_TARGET = ("KPI", 2, "目標値")


def alone(*targets: tuple[str, float], **values: object) -> PlanRows:
    """One KPI with these values, and its interim targets."""
    return {
        "kpis": [kpi(**values)],
        "kpi_targets": [kpi_target("K-1", day, target=goal) for day, goal in targets],
    }


def rules_of(rows: PlanRows) -> list[str]:
    # The plan itself is not in the file, so only the KPI speaks.
    return [rule for rule, *_ in found_in_plan(rows)]


@pytest.mark.parametrize(
    ("direction", "baseline", "target"),
    [("up", 100, 80), ("up", 100, 100), ("down", 100, 120), ("down", 100, 100), ("up", -10, -20)],
)
def test_a_target_against_its_direction_is_an_error(direction, baseline, target):
    rows = alone(direction=direction, baseline=baseline, target=target)
    assert found_in_plan(rows) == [("target_against_direction", *AT_TARGET)]


@pytest.mark.parametrize(
    ("direction", "baseline", "target"),
    [
        ("up", 100, 100.5),
        ("down", 100, 20),
        ("keep", 100, 100),
        ("keep", 100, 109),
        ("keep", 0, 0),
        ("up", -20, 5),
    ],
)
def test_a_target_along_its_direction_is_sound(direction, baseline, target):
    assert rules_of(alone(direction=direction, baseline=baseline, target=target)) == []


@pytest.mark.parametrize("target", [111, 89, 1])
def test_a_target_far_from_a_baseline_that_is_to_be_kept_is_shown(target):
    assert rules_of(alone(direction="keep", target=target)) == ["target_not_kept"]


def test_the_sentence_names_both_numbers():
    (made,) = plan_findings(alone(baseline=1234.5, target=80))
    assert "目標値が80、基準値が1,234.5" in made.sentence


@pytest.mark.parametrize("missing", [{"baseline": None}, {"target": None}, {"direction": ""}])
def test_what_is_missing_is_not_compared(missing):
    found = rules_of(alone(target=80, **missing) if "target" not in missing else alone(**missing))
    assert "target_against_direction" not in found


def test_a_kpi_of_execution_is_not_compared():
    assert rules_of(alone(level="execution", baseline=1, target=1)) == []


@pytest.mark.parametrize(
    ("baseline", "target"), [("2025-03-31", "2021"), ("2025", "2024-12-31"), ("2025-04", "2025-03")]
)
def test_a_target_before_its_baseline_is_an_error(baseline, target):
    rows = alone(baseline_date=baseline, target_date=target)
    assert found_in_plan(rows) == [("target_date_before_baseline", "KPI", 2, "目標時点")]


@pytest.mark.parametrize(
    ("baseline", "target"), [("2025", "2025"), ("2025-03", "2025-04"), ("", "2021"), ("2025", "")]
)
def test_dates_that_may_follow_are_sound(baseline, target):
    assert rules_of(alone(baseline_date=baseline, target_date=target)) == []


@pytest.mark.parametrize("day", ["2024-03-31", "2025-03-31", "2031-04-01", "2035"])
def test_an_interim_target_outside_the_way_is_shown(day):
    found = found_in_plan(alone((day, 140)))
    assert found == [("interim_target_outside", "KPI中間目標", 2, "時点")]


def test_an_interim_target_may_stand_on_the_last_day():
    assert rules_of(alone(("2031-03-31", 200))) == []


@pytest.mark.parametrize(
    ("direction", "target", "way"), [("up", 200, (140, 120, 160)), ("down", 50, (80, 90, 60))]
)
def test_an_interim_target_that_turns_back_is_shown_at_its_row(direction, target, way):
    days = ("2027-03-31", "2028-03-31", "2029-03-31")
    rows = alone(*zip(days, way, strict=True), direction=direction, target=target)
    assert found_in_plan(rows) == [("interim_target_not_on_the_way", "KPI中間目標", 3, "中間目標値")]


def test_interim_targets_are_compared_by_their_dates_not_their_rows():
    assert rules_of(alone(("2029-03-31", 160), ("2027-03-31", 120), ("2028-03-31", 140))) == []


def test_the_first_interim_target_is_compared_with_the_baseline():
    assert rules_of(alone(("2027-03-31", 90))) == ["interim_target_not_on_the_way"]


@pytest.mark.parametrize(("direction", "target", "interim"), [("up", 200, 250), ("down", 50, 40)])
def test_an_interim_target_beyond_the_last_is_shown(direction, target, interim):
    rows = alone(("2028-03-31", interim), direction=direction, target=target)
    assert rules_of(rows) == ["interim_target_beyond"]


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(101, 199), min_size=1, max_size=4))
def test_as_many_interim_targets_are_shown_as_steps_go_back(way):
    rows = alone(*((f"20{27 + at}-03-31", goal) for at, goal in enumerate(way[:4])))
    back = sum(later < sooner for sooner, later in zip([100, *way], way, strict=False))
    assert rules_of(rows) == ["interim_target_not_on_the_way"] * back


@pytest.mark.parametrize(
    ("level", "rules"), [("output", ["no_outcome_kpi"]), ("impact", []), ("outcome", [])]
)
def test_a_plan_has_a_kpi_of_outcome_or_impact(level, rules):
    assert rules_of(plan_with("b", "kpis", level=level)) == rules


def test_a_changed_unit_is_shown_with_both_units():
    (made,) = plan_findings(plan_with("b", "kpis", unit="百万円"), plan_with("b", "kpis"))
    assert (made.rule, made.cell.column) == ("kpi_unit_changed", "単位")
    assert "「億円」から「百万円」" in made.sentence
