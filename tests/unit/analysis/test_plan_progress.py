"""Plans in the order of need, headline numbers, the record of one KPI."""

import datetime as dt
import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.kpi_progress import selected_progress
from analysis.kpi_record import kpi_record
from analysis.plan_progress import kpis_by_need, plan_progress
from analysis.progress_headline import Promises, headline
from analysis.selection import Selection
from domain.codelist import codelist
from tests.builders import KIKUYO, kpi, kpi_target, kpi_value, plan, plan_area
from tests.progress_rows import (
    BEFORE,
    BEHIND,
    EMPTY,
    HALF,
    LATE,
    ON_TRACK,
    REACHED,
    SILENT,
    SLOW,
    SMALL,
    TROUBLED,
    progress_rows,
)
from tests.unit.analysis.judged_plans import allocation_of

GRADES = codelist("kpi_grade").codes
EVERYTHING = Selection()
VALUES = {"achieved": 200, "on_track": 199, "mostly_on_track": 122, "slightly_behind": 117, "behind": 101}


@pytest.fixture(scope="module")
def checked():
    return allocation_of(progress_rows(), today=dt.date(2026, 11, 22))


def test_plans_come_in_the_order_of_need_with_their_counts(checked):
    found = plan_progress(checked, EVERYTHING, HALF).set_index("plan_id")
    assert list(found.index) == [TROUBLED, LATE, SMALL, EMPTY]
    assert found["worst"].to_list() == ["behind", "slightly_behind", "on_track", ""]
    assert found["kpis"].to_list() == [2, 1, 2, 0]
    assert found["overdue"].to_list() == [0, 0, 1, 0]
    assert found.loc[SMALL, ["on_track", "not_assessable"]].to_list() == [1, 1]


def test_judgement_and_report_stand_apart_from_the_grades(checked):
    found = plan_progress(checked, EVERYTHING, HALF).set_index("plan_id")
    assert found.loc[TROUBLED, ["judged", "comment", "report"]].to_list() == [
        "late",
        "用地の契約が延びた",
        "handed_in",
    ]
    assert found.loc[SMALL, ["judged", "report"]].to_list() == ["", "overdue"]
    assert plan_progress(checked, EVERYTHING, "")["report"].unique().tolist() == ["not_asked"]


@settings(deadline=None, max_examples=20)
@given(st.lists(st.lists(st.sampled_from(GRADES), max_size=4), min_size=1, max_size=6))
def test_every_plan_counts_its_kpis_and_a_worse_one_never_comes_later(plans):
    rows = {
        "plans": [plan(f"B-{at}", published_date="2025-04-01") for at in range(len(plans))],
        "plan_areas": [plan_area(f"B-{at}", KIKUYO) for at in range(len(plans))],
        "kpis": [kpi(f"{at}-{n}", f"B-{at}") for at, grades in enumerate(plans) for n in range(len(grades))],
        "kpi_values": [
            kpi_value(f"{at}-{n}", value=VALUES[grade], value_date="")
            for at, grades in enumerate(plans)
            for n, grade in enumerate(grades)
            if grade in VALUES
        ],
    }
    found = plan_progress(allocation_of(rows), EVERYTHING, HALF)
    told = {row["plan_id"]: [row[code] for code in GRADES] for _, row in found.iterrows()}
    assert told == {f"B-{at}": [grades.count(code) for code in GRADES] for at, grades in enumerate(plans)}
    order = [*reversed(GRADES[:-1]), GRADES[-1], ""]
    ranks = [order.index(worst) for worst in found["worst"]]
    assert ranks == sorted(ranks)


def test_kpis_come_worst_first_and_those_without_a_grade_last(checked):
    found = kpis_by_need(selected_progress(checked, EVERYTHING, HALF))
    assert found["kpi_id"].to_list() == [BEHIND, SLOW, ON_TRACK, REACHED, SILENT]


def test_headline_counts_and_compares_with_the_half_before(checked):
    found = headline(checked, EVERYTHING, HALF)
    assert (found.plans, found.kpis, found.worst, found.before) == (3, 5, "behind", BEFORE)
    assert dict(zip(GRADES, found.by_grade, strict=True)) == {
        "achieved": 1, "on_track": 1, "mostly_on_track": 0, "slightly_behind": 1, "behind": 1, "not_assessable": 1
    }  # fmt: skip
    assert (found.assessed_before, found.better, found.worse) == (1, 0, 1)
    assert (found.poor, found.newly_poor, found.unexplained, found.poor_before) == (2, 2, 1, 0)
    assert (found.overdue, found.overdue_before, found.overdue_reports) == (1, 4, 1 + 1)


def test_headline_counts_promises_that_were_due(checked):
    found = headline(checked, EVERYTHING, HALF)
    assert found.promises == Promises(due=2, kept=1, not_kept=1, not_reported=0, not_due=1)
    assert found.promises_before == Promises(0, 0, 0, 0, 0)


def test_headline_of_the_first_half_has_nothing_to_compare_with(checked):
    found = headline(checked, EVERYTHING, "2024H1")
    assert (found.before, found.assessed_before, found.overdue_before) == ("", 0, 0)


def test_headline_follows_the_selection(checked):
    found = headline(checked, replace(EVERYTHING, grades=("behind",)), HALF)
    assert (found.plans, found.kpis, found.poor, found.overdue) == (1, 1, 1, 0)
    nothing = headline(checked, replace(EVERYTHING, text="どこにもない語句"), HALF)
    assert (nothing.kpis, nothing.worst, nothing.promises.due) == (0, "", 0)


def test_record_has_every_half_from_the_first_row_on():
    rows = {
        "kpis": [kpi(direction="down", baseline=200, target=100)],
        "kpi_targets": [kpi_target(due_date="2028-03-31"), kpi_target(due_date="2026-09-30", target=180)],
        "kpi_values": [
            kpi_value(period="2025H1", value=190, value_date="2025-09"),
            kpi_value(period="2025H2", value=None, value_status="missing", value_date="", note="集計中"),
            kpi_value(period="2026H1", value=170, value_status="preliminary"),
        ],
    }
    record = kpi_record(allocation_of(rows), HALF, "K-1")
    assert [half.half for half in record.halves] == ["2025H1", "2025H2", "2026H1"]
    first, silent, last = record.halves
    assert (first.reported, first.status, first.value_date) == (190, "final", "2025-09")
    assert math.isnan(silent.reported)
    assert (silent.status, silent.note, silent.judged_date) == ("missing", "集計中", "2025-09-30")
    assert silent.grade == first.grade, "the value before is compared with what was expected on its day"
    assert (last.expected, last.grade, last.status) == (180, "on_track", "preliminary")
    assert last.progress == pytest.approx(1.5)
    assert record.interim == (("2026-09-30", 180.0), ("2028-03-31", 140.0))
    assert record.row.kpi_id == "K-1"


def test_record_of_a_kpi_that_never_reported_has_the_half_looked_at(checked):
    assert [half.half for half in kpi_record(checked, HALF, SILENT).halves] == [HALF]
    assert kpi_record(checked, HALF, "K-unknown") is None
