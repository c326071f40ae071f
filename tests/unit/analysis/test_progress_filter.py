"""Plans asked for by their KPIs and measures: the same plans for projects, lists of plans and lists of KPIs."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.kpi_progress import selected_progress
from analysis.plan_list import chosen_plans
from analysis.progress_filter import asked_plans
from analysis.selection import Selection
from analysis.totals import total
from domain.codelist import codelist
from tests.builders import OZU, kpi, kpi_value, measure, plan, plan_area, project, review, site
from tests.unit.analysis.judged_plans import allocation_of

POOR = {"execution": "delayed", "result": "needs_work"}
PLANS = ("B-1", "B-2", "B-3", "B-4")


@pytest.fixture(scope="module")
def allocation():
    """B-1: one KPI 達成 and one overdue; B-2: 遅れ and a measure carried over; B-3: a measure without 5W1H; B-4: nothing.

    Each has a project of 1億円, and one more is in no plan.
    """
    rows = {
        "plans": [plan(plan_id, published_date="2025-04-01") for plan_id in PLANS],
        "plan_areas": [plan_area(plan_id, OZU) for plan_id in PLANS],
        "kpis": [kpi("K-1", "B-1"), kpi("K-2", "B-1"), kpi("K-3", "B-2")],
        "kpi_values": [
            kpi_value("K-1", value=200),
            kpi_value("K-2", "2025H2", value=180, value_date="2026-03-31"),
            kpi_value("K-3", value=101),
        ],
        "measures": [measure("M-2", "B-2"), measure("M-3", "B-3", why="")],
        "measure_reviews": [review("M-2", "2025H2", **POOR), review("M-2", "2026H1", **POOR)],
        "projects": [project(f"P-{plan_id}", plan_id=plan_id, amount_yen=10**8) for plan_id in (*PLANS, "")],
        "project_sites": [site(f"P-{plan_id}", OZU) for plan_id in (*PLANS, "")],
    }
    return allocation_of(rows)


def plans(allocation, **asked) -> list[str]:
    flags = chosen_plans(allocation, Selection(**asked))
    return allocation.records["plans"]["plan_id"][flags].to_list()


@pytest.mark.parametrize(
    ("asked", "found", "kpis"),
    [
        ({}, list(PLANS), ["K-1", "K-2", "K-3"]),
        ({"grades": ("achieved",)}, ["B-1"], ["K-1"]),
        ({"grades": ("on_track", "behind")}, ["B-1", "B-2"], ["K-2", "K-3"]),
        ({"grades": ("slightly_behind",)}, [], []),
        ({"freshness": ("overdue",)}, ["B-1"], ["K-2"]),
        ({"grades": ("achieved",), "freshness": ("overdue",)}, [], []),
        ({"grades": ("on_track",), "freshness": ("overdue",)}, ["B-1"], ["K-2"]),
        ({"alerts": ("carried_over_twice",)}, ["B-2"], ["K-3"]),
        ({"alerts": ("incomplete_5w1h",)}, ["B-3"], []),
        ({"alerts": ("incomplete_5w1h",), "grades": ("behind",)}, [], []),
        ({"alerts": ("carried_over_twice",), "grades": ("behind",)}, ["B-2"], ["K-3"]),
        ({"alerts": ("no_value_twice", "incomplete_5w1h")}, ["B-3"], []),
    ],
)
def test_plans_kpis_and_projects_are_asked_for_alike(allocation, asked, found, kpis):
    assert plans(allocation, **asked) == found
    assert selected_progress(allocation, Selection(**asked), "2026H1")["kpi_id"].to_list() == kpis
    headline = total(allocation, Selection(**asked))
    expected = len(found) if asked else len(PLANS) + 1
    assert (headline.projects, headline.amount_yen) == (expected, expected * 10**8)


def test_half_that_the_records_are_about_decides():
    rows = {"kpis": [kpi()], "kpi_values": [kpi_value(period="2025H2", value=101), kpi_value(value=190)]}
    asked = Selection(grades=("behind",))
    assert asked_plans(allocation_of(rows), asked).tolist() == [False]
    assert asked_plans(allocation_of(rows, period="2025H2"), asked).tolist() == [True]


def test_day_decides_what_is_overdue():
    rows = {
        "kpis": [kpi()],
        "kpi_values": [kpi_value(period="2025H2", value=101)],
        "measure_reviews": [review()],
    }
    asked = Selection(freshness=("overdue",))
    assert asked_plans(allocation_of(rows, today=dt.date(2026, 10, 31)), asked).tolist() == [False]
    assert asked_plans(allocation_of(rows, today=dt.date(2026, 11, 1)), asked).tolist() == [True]


def test_nothing_asked_of_progress_asks_nothing(public):
    assert asked_plans(public, Selection(fields=("ocean",))) is None


def test_records_without_plans_have_no_such_projects(public):
    assert total(public, Selection(grades=("on_track",))).projects == 0
    assert total(public, Selection(alerts=("far_behind", "incomplete_5w1h"))).projects == 0


some = {
    name: st.sets(st.sampled_from(codelist(vocabulary).codes), max_size=3).map(tuple)
    for name, vocabulary in (("grades", "kpi_grade"), ("freshness", "freshness"), ("alerts", "alert"))
}


@given(**some)
def test_listed_kpis_belong_to_chosen_plans_and_chosen_plans_have_what_was_asked(
    allocation, grades, freshness, alerts
):
    selection = Selection(grades=grades, freshness=freshness, alerts=alerts)
    listed = selected_progress(allocation, selection, "2026H1")
    chosen = set(plans(allocation, grades=grades, freshness=freshness, alerts=alerts))
    assert set(listed["plan_id"]) <= chosen
    if grades or freshness:
        assert set(listed["plan_id"]) == chosen
    assert not grades or set(listed["grade"]) <= set(grades)
    assert not freshness or set(listed["freshness"]) <= set(freshness)
    assert total(allocation, selection).projects == len(chosen) + (not selection.asks_of_progress)
