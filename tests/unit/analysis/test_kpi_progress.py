"""The table of KPIs: secondary figures, marks, the grade of the half before, selections, counts by plan."""

import numpy as np
import pytest

from analysis.kpi_progress import plan_grades, progress_table, selected_progress
from analysis.selection import Selection
from domain.codelist import codelist
from tests.builders import KUMAMOTO, SAGA, kpi, kpi_value, plan, plan_area
from tests.unit.analysis.judged_plans import PLAN, allocation_of, one_kpi, table

TWO_YEARS = {"baseline_date": "2025-03-31", "target_date": "2027-03-31"}


def marks(values, **facts) -> tuple[str, ...]:
    return one_kpi(values, half="2025H2", **TWO_YEARS, **facts).marks


@pytest.mark.parametrize(
    ("facts", "value", "rate"),
    [
        ({}, 150, 1.0),
        ({}, 120, 0.8),
        ({"direction": "down", "baseline": 200, "target": 100}, 150, np.nan),
        ({"direction": "keep", "target": 100}, 90, np.nan),
        ({"baseline": -50, "target": 150}, 60, np.nan),
        ({}, -10, np.nan),
        ({"baseline": None}, 90, np.nan),
        ({"level": "execution", "baseline": None, "target": 4}, 1, np.nan),
    ],
)
def test_attainment_is_told_only_where_it_does_not_mislead(facts, value, rate):
    row = one_kpi({"2025H2": value}, half="2025H2", **TWO_YEARS, **facts)
    np.testing.assert_equal(row.rate, rate)


def test_outlook_goes_on_at_the_pace_so_far():
    assert one_kpi({"2025H2": 130}, half="2025H2", **TWO_YEARS).outlook == pytest.approx(160)
    falling = one_kpi({"2025H2": 80}, half="2025H2", **TWO_YEARS, direction="down", target=50)
    assert falling.outlook == pytest.approx(60)


@pytest.mark.parametrize(
    ("values", "facts"),
    [
        ({}, {}),
        ({"2025H2": 130}, {"direction": "keep", "target": 100}),
        ({"2025H2": 130}, {"baseline": None}),
        ({"2026H2": 130}, {}),
        ({"2025H2": {"value": 130, "value_date": "2025-03-31"}}, {}),
    ],
    ids=["no value", "keep", "no baseline", "on the target's day", "on the baseline's day"],
)
def test_without_a_pace_there_is_no_outlook(values, facts):
    assert np.isnan(one_kpi(values, half="2026H2", **TWO_YEARS, **facts).outlook)


@pytest.mark.parametrize(
    ("values", "facts", "found"),
    [
        ({"2025H2": 150}, {}, ()),
        ({"2025H2": 201}, {}, ("overshoot",)),
        ({"2025H2": 200}, {}, ()),
        ({"2025H2": 99}, {}, ("below_baseline",)),
        ({"2025H2": -1}, {}, ("below_baseline", "sign_change")),
        ({"2025H2": 10}, {"baseline": -50, "target": 50}, ("sign_change",)),
        ({"2025H2": 99}, {"direction": "down", "target": 50}, ()),
        ({"2025H2": 49}, {"direction": "down", "target": 50}, ("overshoot",)),
        ({"2025H2": 60}, {"direction": "keep", "target": 100}, ()),
        ({"2025H1": 120}, {}, ("older_value",)),
        ({}, {}, ()),
        ({"2025H2": {"value": 150, "value_date": "", "value_status": "preliminary"}}, {}, ("preliminary",)),
    ],
)
def test_marks_tell_what_else_a_reader_should_know(values, facts, found):
    assert marks(values, **facts) == found


@pytest.mark.parametrize(("half", "is_past"), [("2026H1", False), ("2026H2", True), ("2027H1", True)])
def test_target_date_that_has_passed_is_marked(half, is_past):
    row = one_kpi({"2025H2": 150}, half=half, **TWO_YEARS)
    assert ("past_target" in row.marks) is is_past


def test_grade_of_the_half_before_is_told_by_the_same_rules():
    row = one_kpi({"2025H1": 110, "2025H2": 150}, half="2025H2", **TWO_YEARS)
    assert (row.previous_grade, row.grade) == ("behind", "on_track")
    assert one_kpi({"2025H2": 150}, half="2025H2").previous_grade == "not_assessable"


def test_table_has_one_row_a_kpi_in_the_order_of_the_records():
    allocation = allocation_of({"kpis": [kpi("K-2"), kpi("K-1")], "kpi_values": [kpi_value("K-2")]})
    found = table(allocation)
    assert found["kpi_id"].to_list() == allocation.records["kpis"]["kpi_id"].to_list() == ["K-1", "K-2"]
    assert found["actual"].isna().to_list() == [True, False]
    for column, vocabulary in (("grade", "kpi_grade"), ("case", "progress_case"), ("freshness", "freshness")):
        assert set(found[column]) <= set(codelist(vocabulary).codes)


def test_no_kpis_and_no_reports_make_an_empty_table():
    assert progress_table(allocation_of(), "").empty
    assert plan_grades(allocation_of(), "2026H1")["worst"].to_list() == [""]


def test_kpis_without_any_report_are_not_assessable():
    assert table(allocation_of({"kpis": [kpi()]}), "")["grade"].to_list() == ["not_assessable"]


TWO_PLANS = {
    "plans": [PLAN, plan("A-1", plan_type="a", author="国", stage_code="a_formulated", formulated_date="2025-04-01")],
    "plan_areas": [plan_area(PLAN["plan_id"], KUMAMOTO), plan_area("A-1", SAGA)],
    "kpis": [kpi("K-1"), kpi("K-2"), kpi("K-3", "A-1"), kpi("K-4", "A-1", target=None)],
    "kpi_values": [
        kpi_value("K-1", value=200),
        kpi_value("K-2", value=101),
        kpi_value("K-3", "2025H1", value=150),
        kpi_value("K-4"),
    ],
}  # fmt: skip


def chosen(**asked) -> list[str]:
    return selected_progress(allocation_of(TWO_PLANS), Selection(**asked), "2026H1")["kpi_id"].to_list()


@pytest.mark.parametrize(
    ("asked", "kpis"),
    [
        ({}, ["K-3", "K-4", "K-1", "K-2"]),
        ({"area": KUMAMOTO}, ["K-1", "K-2"]),
        ({"plan_types": ("a",)}, ["K-3", "K-4"]),
        ({"grades": ("behind",)}, ["K-2"]),
        ({"grades": ("achieved", "not_assessable")}, ["K-4", "K-1"]),
        ({"freshness": ("overdue",)}, ["K-3"]),
        ({"grades": ("behind",), "freshness": ("overdue",)}, []),
        ({"area": SAGA, "grades": ("behind",)}, []),
    ],
)
def test_selected_kpis_are_those_of_the_selected_plans_by_type(asked, kpis):
    assert chosen(**asked) == kpis


def test_plans_have_their_kpis_counted_by_grade_and_the_worst_one():
    found = plan_grades(allocation_of(TWO_PLANS), "2026H1").set_index("plan_id")
    b, a = found.loc[PLAN["plan_id"]], found.loc["A-1"]
    assert (b["kpis"], b["achieved"], b["behind"], b["worst"]) == (2, 1, 1, "behind")
    assert (a["kpis"], a["on_track"], a["not_assessable"], a["worst"]) == (2, 1, 1, "on_track")
    assert found.drop(columns=["kpis", "worst"]).sum(axis=1).to_list() == found["kpis"].to_list()


def test_plan_without_an_assessable_kpi_has_no_worse_grade_than_that():
    allocation = allocation_of({"kpis": [kpi()]})
    assert plan_grades(allocation, "2026H1")["worst"].to_list() == ["not_assessable"]
