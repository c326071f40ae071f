"""Rules on reported values of KPIs."""

import pytest

from tests.builders import good_plan, kpi_value
from tests.unit.rules.found import found_in_plan, plan_findings, plan_with


def values(*rows: tuple[str, float | None], plan_id: str = "B-430005-01") -> list[dict]:
    kpi_id = f"{plan_id}-K1"
    # A note, so that a value below the baseline is not asked about.
    told = {"value_date": "", "note": "確かめた"}
    return [kpi_value(kpi_id, period, value=value, **told) for period, value in rows]


def test_a_value_that_has_not_come_says_why():
    awaited = {"value": None, "value_status": "missing", "value_date": ""}
    found = found_in_plan(plan_with("b", "kpi_values", **awaited))
    assert found == [("value_missing_without_note", "KPI実績", 2, "実績値")]
    assert found_in_plan(plan_with("b", "kpi_values", note="統計の公表待ち", **awaited)) == []


@pytest.mark.parametrize(
    ("value", "status"), [(None, "final"), (None, "preliminary"), (110, "missing"), (0, "missing")]
)
def test_a_value_and_its_status_agree(value, status):
    found = found_in_plan(plan_with("b", "kpi_values", value=value, value_status=status))
    assert found == [("value_against_status", "KPI実績", 2, "実績値")]


def test_zero_is_a_value():
    assert found_in_plan(plan_with("b", "kpi_values", value=0, note="休止")) == []


@pytest.mark.parametrize("day", ["2026-10-01", "2026-11", "2027"])
def test_a_value_after_the_end_of_its_period_is_shown(day):
    found = found_in_plan(plan_with("b", "kpi_values", value_date=day))
    assert found == [("value_after_period", "KPI実績", 2, "実績の時点")]


@pytest.mark.parametrize("day", ["2026-09-30", "2026", "2026-09", "2025-03-31", ""])
def test_a_value_of_the_period_or_before_is_sound(day):
    assert found_in_plan(plan_with("b", "kpi_values", value_date=day)) == []


@pytest.mark.parametrize(
    ("new", "factor"), [(11_000, "100倍"), (120_000, "1,000倍"), (1.2, "100分の1"), (0.1, "1,000分の1")]
)
def test_a_value_in_another_unit_than_the_last_one_is_shown(new, factor):
    rows = {"kpi_values": values(("2026H1", new))}
    earlier = good_plan("b") | {"kpi_values": values(("2025H1", 5), ("2025H2", 110))}
    (made,) = plan_findings(rows, earlier)
    assert (made.rule, made.cell.row) == ("kpi_value_slipped", 2)
    assert f"令和7年度下期（2025年度下期）の110のおよそ{factor}" in made.sentence


@pytest.mark.parametrize("new", [110, 30, 5_000, 0, None, -110])
def test_other_values_are_sound(new):
    rows = {"kpi_values": values(("2026H1", new))}
    earlier = good_plan("b") | {"kpi_values": values(("2025H2", 110))}
    assert "kpi_value_slipped" not in [rule for rule, *_ in found_in_plan(rows, earlier)]


def test_two_values_of_one_file_are_compared_once():
    rows = {"kpi_values": values(("2025H2", 110), ("2026H1", 11_000))}
    assert found_in_plan(rows, good_plan("b") | {"kpi_values": []}) == [
        ("kpi_value_slipped", "KPI実績", 3, "実績値")
    ]


def test_a_value_that_is_handed_in_again_is_compared_with_the_one_before_it():
    rows = {"kpi_values": values(("2025H2", 11_000))}
    earlier = good_plan("b") | {"kpi_values": values(("2025H1", 110), ("2025H2", 115))}
    (made,) = plan_findings(rows, earlier)
    assert "2025年度上期）の110" in made.sentence
