"""The three signals of a plan: each from its own rows, none touched by the others."""

import datetime as dt

from analysis.kpi_progress import plan_grades
from analysis.plan_signals import plan_signals
from domain.codelist import codelist
from tests.builders import kpi, kpi_value, progress_report
from tests.unit.analysis.judged_plans import allocation_of

PLAN_ID, HALF = "B-430005-01", "2026H1"
GRADES = codelist("kpi_grade").codes


def signals(*reports: dict, values: tuple[dict, ...] = (), half: str = HALF, **facts):
    rows = {
        "kpis": [kpi(), kpi("K-2")],
        "kpi_values": list(values) or [kpi_value(), kpi_value("K-2", value=90)],
        "progress_reports": list(reports),
    }
    return plan_signals(allocation_of(rows, **facts), PLAN_ID, half)


def test_halves_go_back_to_the_first_report_with_grades_of_their_own():
    found = signals(
        progress_report(period="2025H1", status="behind", comment="遅い"),
        progress_report(period="2026H1"),
        values=(kpi_value(period="2025H1", value=100), kpi_value(value=150), kpi_value("K-2", value=90)),
    )
    assert [each.half for each in found.halves] == ["2026H1", "2025H2", "2025H1"]
    assert [each.report.status if each.report else "" for each in found.halves] == ["on_track", "", "behind"]
    assert found.now.worst == "behind"
    assert found.halves[2].by_grade[GRADES.index("not_assessable")] == 1, "K-2 had no value yet"


def test_counts_are_those_of_the_plans_grades():
    rows = {"kpis": [kpi(), kpi("K-2")], "kpi_values": [kpi_value(), kpi_value("K-2", value=90)]}
    allocation = allocation_of(rows)
    line = plan_grades(allocation, HALF).iloc[0]
    found = plan_signals(allocation, PLAN_ID, HALF).now
    assert found.by_grade == tuple(line[list(GRADES)])
    assert found.worst == line["worst"]


def test_what_a_person_judges_changes_nothing_that_is_computed():
    good = signals(progress_report(status="on_track"))
    bad = signals(progress_report(status="late", comment="遅れている"))
    assert good.now.by_grade == bad.now.by_grade
    assert good.now.worst == bad.now.worst
    assert good.by_freshness == bad.by_freshness
    assert good.now.report != bad.now.report


def test_silence_is_told_by_freshness_alone():
    spoken = signals(progress_report(), today=dt.date(2026, 11, 22))
    silent = signals(
        progress_report(), values=(kpi_value(period="2025H1", value=101),), today=dt.date(2026, 11, 22)
    )
    assert spoken.missed == 0
    assert spoken.by_freshness == {"latest": 2}
    assert silent.missed > 0
    assert silent.by_freshness.get("overdue")
    assert silent.report_state == "handed_in"


def test_missing_report_is_overdue_once_its_day_has_passed():
    assert signals(today=dt.date(2026, 10, 31)).report_state == "open"
    late = signals(today=dt.date(2026, 11, 1))
    assert late.report_state == "overdue"
    assert late.now.report is None
    assert len(late.halves) == 1
