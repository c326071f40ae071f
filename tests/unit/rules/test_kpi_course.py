"""Rules on reported values beside their KPI: worse than the baseline without a word, final made preliminary."""

import pytest

from tests.builders import kpi_value
from tests.unit.rules.found import found_in_plan, plan_findings, plan_with

K1 = "B-430005-01-K1"
WORSE = ("value_worse_than_baseline", "KPI実績", 2, "実績値")


def with_kpi(value: float, note: str = "", **kpi):
    rows = plan_with("b", "kpi_values", value=value, note=note)
    rows["kpis"][0] |= kpi
    rows["kpi_targets"] = []
    return rows


@pytest.mark.parametrize(
    ("value", "kpi", "is_worse"),
    [
        (99, {}, True),
        (100, {}, False),
        (300, {}, False),
        (11, {"direction": "down", "baseline": 10, "target": 5}, True),
        (9, {"direction": "down", "baseline": 10, "target": 5}, False),
        (-3, {"baseline": -2, "target": 5}, True),
        (90, {"direction": "keep", "target": 100}, False),
        (99, {"baseline": None}, False),
    ],
)
def test_a_value_on_the_wrong_side_of_the_baseline_is_asked_about(value, kpi, is_worse):
    found = found_in_plan(with_kpi(value, **kpi))
    assert (WORSE in found) is is_worse


def test_a_word_about_it_is_enough():
    assert WORSE not in found_in_plan(with_kpi(90, "工場の休止による"))


def test_the_sentence_has_the_unit_and_the_direction():
    (made,) = [each for each in plan_findings(with_kpi(90)) if each.rule == WORSE[0]]
    assert "「増やす」指標なのに、実績値（90億円）が基準値（100億円）より悪く" in made.sentence


def report_alone(**values):
    return {"kpi_values": [kpi_value(K1, **values)]}


def test_a_report_alone_is_held_against_the_kpi_in_force():
    in_force = with_kpi(110) | {"kpi_values": []}
    assert found_in_plan(report_alone(value=90), in_force) == [WORSE]
    assert found_in_plan(report_alone(value=101), in_force) == []


@pytest.mark.parametrize(
    ("before", "after", "is_told"),
    [
        ("final", "preliminary", True),
        ("final", "missing", True),
        ("final", "final", False),
        ("preliminary", "final", False),
        ("preliminary", "preliminary", False),
    ],
)
def test_a_final_value_that_becomes_less_certain_is_told(before, after, is_told):
    in_force = plan_with("b", "kpi_values", value_status=before)
    values = {"value": None, "note": "確かめている"} if after == "missing" else {}
    found = found_in_plan(report_alone(value_status=after, **values), in_force)
    told = ("final_value_taken_back", "KPI実績", 2, "速報・確報")
    assert (told in found) is is_told


def test_another_halfs_final_value_does_not_matter():
    in_force = plan_with("b", "kpi_values", period="2025H2", value_date="2026-03")
    assert found_in_plan(report_alone(value_status="preliminary"), in_force) == []
