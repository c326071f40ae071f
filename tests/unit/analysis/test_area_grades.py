"""Grades by area and field: every KPI once in each, by counts and the worst, never averaged."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.area_grades import area_grades
from analysis.kpi_progress import selected_progress
from analysis.selection import Selection
from domain.area import Level, lineage
from domain.codelist import codelist
from tests.builders import IMARI, KIKUYO, KUMAMOTO, OZU, SAGA, kpi, kpi_value, plan, plan_area, plan_field
from tests.unit.analysis.judged_plans import allocation_of

GRADES = codelist("kpi_grade").codes
HALF = "2026H1"
VALUES = {"achieved": 200, "on_track": 199, "slightly_behind": 117, "behind": 101}


def plan_with(
    plan_id: str, areas: list[str], grades: list[str], fields: tuple[str, ...] = ("ocean",)
) -> dict:
    """A plan with one KPI for each of these grades."""
    ids = [f"{plan_id}-{number}" for number in range(len(grades))]
    return {
        "plans": [plan(plan_id, published_date="2025-04-01")],
        "plan_areas": [plan_area(plan_id, code) for code in areas],
        "plan_fields": [plan_field(plan_id, field) for field in fields],
        "kpis": [kpi(kpi_id, plan_id) for kpi_id in ids],
        "kpi_values": [
            kpi_value(kpi_id, value=VALUES[grade], value_date="")
            for kpi_id, grade in zip(ids, grades, strict=True)
            if grade in VALUES
        ],
    }


@pytest.fixture(scope="module")
def allocation():
    return allocation_of(
        plan_with("B-1", [KIKUYO, OZU], ["achieved", "behind"], ("ocean", "quantum")),
        plan_with("B-2", [KUMAMOTO], ["on_track"]),
        plan_with("B-3", [KIKUYO, IMARI], ["slightly_behind", "not_assessable"]),
        plan_with("B-4", [], ["on_track"]),
    )


def told(lines) -> dict[str, tuple[int, dict[str, int], str]]:
    """Lines with plans: number of plans, counts by grade, worst."""
    return {
        line.code: (
            line.plans,
            {grade: count for grade, count in zip(GRADES, line.by_grade, strict=True) if count},
            line.worst,
        )
        for line in lines
        if line.plans
    }


def test_grades_of_prefectures_count_each_plans_kpis_once(allocation):
    assert told(area_grades(allocation, Selection(), HALF, Level.PREFECTURE)) == {
        SAGA: (1, {"slightly_behind": 1, "not_assessable": 1}, "slightly_behind"),
        KUMAMOTO: (
            3,
            {"achieved": 1, "on_track": 1, "slightly_behind": 1, "behind": 1, "not_assessable": 1},
            "behind",
        ),
    }


def test_grades_of_municipalities_have_plans_of_the_whole_prefecture_too(allocation):
    found = told(area_grades(allocation, Selection(SAGA), HALF, Level.MUNICIPALITY))
    assert list(found) == [IMARI]
    of_kumamoto = told(area_grades(allocation, Selection(KUMAMOTO), HALF, Level.MUNICIPALITY))
    assert len(of_kumamoto) == 45
    assert of_kumamoto[OZU] == (2, {"achieved": 1, "on_track": 1, "behind": 1}, "behind")


def test_nation_counts_every_kpi_once_also_of_plans_without_areas(allocation):
    (line,) = area_grades(allocation, Selection(), HALF, Level.NATION)
    assert (line.plans, line.kpis, line.worst) == (4, 6, "behind")


def test_areas_without_plans_have_a_line_without_a_grade(allocation):
    lines = {line.code: line for line in area_grades(allocation, Selection(), HALF, Level.PREFECTURE)}
    assert len(lines) == 47
    assert (lines["010006"].kpis, lines["010006"].worst, lines["010006"].label) == (0, "", "北海道")


def test_only_the_selected_kpis_are_counted(allocation):
    lines = area_grades(allocation, Selection(grades=("behind",)), HALF, Level.PREFECTURE)
    assert told(lines) == {KUMAMOTO: (1, {"behind": 1}, "behind")}


PLACES = (KIKUYO, OZU, KUMAMOTO, IMARI, SAGA)


@given(
    st.lists(
        st.tuples(
            st.sets(st.sampled_from(PLACES), max_size=3),
            st.lists(st.sampled_from([*VALUES, "not_assessable"]), max_size=4),
        ),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(["japan", "kyushu", KUMAMOTO, SAGA]),
)
@settings(max_examples=25)
def test_lines_are_the_counts_of_the_list(plans, area):
    allocation = allocation_of(
        *(plan_with(f"B-{at}", sorted(places), grades) for at, (places, grades) in enumerate(plans))
    )
    listed = selected_progress(allocation, Selection(area), HALF)
    for line in area_grades(allocation, Selection(area), HALF, Level.PREFECTURE):
        touching = {
            f"B-{at}"
            for at, (places, _) in enumerate(plans)
            if any(line.code in lineage(code) for code in places)
        }
        grades = Counter(listed.loc[listed["plan_id"].isin(touching), "grade"])
        assert {grade: count for grade, count in zip(GRADES, line.by_grade, strict=True) if count} == grades
        assessed = [grade for grade in GRADES[:-1] if grades[grade]]
        assert line.worst == (assessed[-1] if assessed else "not_assessable" if grades else "")
