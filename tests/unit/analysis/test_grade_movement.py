"""How grades moved between two halves: status by grade then and now, composition apart, targets marked."""

from __future__ import annotations

import pytest

from analysis.allocation import Allocation, allocate
from analysis.grade_movement import grade_movement, moved_kpis
from analysis.grading import GRADE
from analysis.kpi_progress import selected_progress
from analysis.selection import Selection
from domain.codelist import codelist
from tests.builders import good_plan, kpi_value
from tests.plan_snapshots import plan_records
from tests.two_halves import ADDED, NOW, THEN, A, B, C, rows_now, rows_then

ALL = Selection()


@pytest.fixture(scope="module")
def two_halves() -> tuple[Allocation, Allocation]:
    rows = ((rows_then(), THEN), (rows_now(), NOW))
    before, after = (allocate(plan_records(each, period=period)) for each, period in rows)
    return before, after


def movements(before: Allocation, after: Allocation, selection: Selection = ALL) -> dict[str, str]:
    listed = moved_kpis(before, after, selection)
    return dict(zip(listed["kpi_id"], listed["movement"], strict=True))


def test_every_kpi_is_told_by_what_became_of_it(two_halves):
    assert movements(*two_halves) == {
        f"{A}-K1": "worse",
        f"{B}-K1": "better",
        f"{A}-K2": "same",
        f"{B}-K2": "same",
        f"{C}-K1": "same",
        f"{ADDED}-K1": "new",
        f"{ADDED}-K2": "new",
        f"{C}-K3": "new",
        f"{C}-K2": "ended",
    }
    listed = moved_kpis(*two_halves, ALL).set_index("kpi_id")
    assert listed.loc[f"{A}-K1", ["before_grade", "after_grade"]].to_list() == ["mostly_on_track", "behind"]
    assert listed.loc[f"{A}-K1", ["before_actual", "after_actual"]].to_list() == [112, 101]
    assert listed.loc[f"{C}-K2", "after_grade"] == ""
    assert listed.loc[f"{C}-K2", "plan"] == "（架空）C-434043-01 の計画"


def test_a_grade_by_another_target_is_marked(two_halves):
    listed = moved_kpis(*two_halves, ALL)
    assert listed.loc[listed["has_new_target"], "kpi_id"].to_list() == [f"{B}-K1"]


def test_status_and_composition_are_counted_apart_and_add_up(two_halves):
    found = grade_movement(*two_halves, ALL)
    assert found.moved[GRADE["mostly_on_track"], GRADE["behind"]] == 1
    assert found.moved[GRADE["mostly_on_track"], GRADE["achieved"]] == 1
    assert found.moved.sum() == 5
    assert {code: found.count(code) for code in codelist("kpi_movement").codes} == {
        "worse": 1, "better": 1, "unassessed": 0, "assessed": 0, "same": 3,
        "new": 3, "ended": 1, "entered": 0, "left": 0, "unpublished": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    "selection",
    [
        ALL,
        Selection(plan_types=("b",)),
        Selection(grades=("mostly_on_track",)),
        Selection(grades=("behind", "achieved")),
        Selection("hokkaido"),
    ],
    ids=Selection.describe,
)
def test_the_ends_are_the_numbers_of_each_half(two_halves, selection):
    found = grade_movement(*two_halves, selection)
    for allocation, half, numbers in zip(two_halves, (THEN, NOW), (found.before, found.after), strict=True):
        counted = selected_progress(allocation, selection, half)["grade"].value_counts()
        assert dict(zip(GRADE, numbers.tolist(), strict=True)) == {
            code: counted.get(code, 0) for code in GRADE
        }
    listed = moved_kpis(*two_halves, selection)["movement"].value_counts()
    assert {code: found.count(code) for code in codelist("kpi_movement").codes} == {
        code: listed.get(code, 0) for code in codelist("kpi_movement").codes
    }


def test_a_filter_of_grades_changes_the_composition_and_no_status(two_halves):
    assert movements(*two_halves, Selection(grades=("behind",))) == {f"{A}-K1": "entered"}
    left = movements(*two_halves, Selection(grades=("mostly_on_track",)))
    assert (left[f"{A}-K1"], left[f"{B}-K1"], left[f"{C}-K1"]) == ("left", "left", "same")


@pytest.mark.parametrize(
    ("value", "movement"), [(None, "unassessed"), (118, "same"), (101, "worse"), (200, "better")]
)
def test_a_kpi_that_can_no_longer_be_assessed_did_not_get_worse(value, movement):
    then, now = good_plan("b"), good_plan("b")
    then["kpi_values"] = [kpi_value(f"{B}-K1", THEN, value=112, value_date="2026-03-31")]
    now["kpi_values"] = [kpi_value(f"{B}-K1", NOW, value=value)] if value else []
    sides = [allocate(plan_records(rows, period=half)) for rows, half in ((then, THEN), (now, NOW))]
    assert movements(*sides)[f"{B}-K1"] == movement
    back = {"unassessed": "assessed", "worse": "better", "better": "worse", "same": "same"}
    assert movements(*reversed(sides))[f"{B}-K1"] == back[movement]


def test_records_without_kpis_have_nothing_that_moved():
    empty = [allocate(plan_records(period=half)) for half in (THEN, NOW)]
    assert grade_movement(*empty, ALL).moved.sum() == 0
    assert moved_kpis(*empty, ALL).empty
