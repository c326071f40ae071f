"""Reports that are not public yet: a class of their own, neither missing nor unchanged, at every question."""

from __future__ import annotations

import datetime as dt

import pytest

from analysis.allocation import Allocation, allocate
from analysis.grade_movement import SAME, UNPUBLISHED, grade_movement, moved_kpis
from analysis.half import asked_half, half_before, half_of
from analysis.next_dates import reports_due, today_of
from analysis.plan_progress import plan_progress
from analysis.plan_signals import plan_signals
from analysis.progress_headline import headline
from analysis.report_status import plan_reports
from analysis.selection import Selection
from analysis.unpublished import publication_ahead, unpublished
from domain.codelist import codelist
from domain.reporting_period import reporting_periods
from tests.plan_snapshots import plan_records
from tests.progress_rows import BEFORE, EMPTY, HALF, LATE, SMALL, TROUBLED, progress_rows
from tests.unit.analysis.test_report_status import NOTHING

TODAY = dt.date(2026, 11, 22)
EVERYTHING = Selection()
HELD = {HALF: (LATE, SMALL, TROUBLED)}
_TABLES = ("progress_reports", "measure_reviews", "kpi_values")


def on_the_eve(**values) -> Allocation:
    """As the registry reads it for the public before the half's publication."""
    rows = progress_rows()
    rows |= {name: [row for row in rows[name] if row["period"] != HALF] for name in _TABLES}
    return allocate(plan_records(rows, unpublished=HELD, **values), TODAY)


def states(allocation: Allocation, half: str) -> dict[str, str]:
    found = plan_reports(allocation, EVERYTHING, NOTHING, reporting_periods()[half], TODAY)
    return dict(zip(found["plan_id"], found["state"], strict=True))


@pytest.mark.parametrize("period", ["", HALF])
def test_grades_are_those_of_the_last_half_that_is_public(period) -> None:
    eve = on_the_eve(period=period)
    assert (asked_half(eve.records), half_of(eve.records)) == (HALF, BEFORE)
    assert half_before(eve.records, (HALF, BEFORE)) == BEFORE
    rows = progress_rows()
    rows |= {name: [row for row in rows[name] if row["period"] != HALF] for name in _TABLES}
    then = allocate(plan_records(rows, period=BEFORE), TODAY)
    assert headline(eve, EVERYTHING, half_of(eve.records)) == headline(then, EVERYTHING, BEFORE)


def test_half_before_the_first_reports_is_looked_back_at_as_ever() -> None:
    assert half_of(plan_records(progress_rows(), period=BEFORE)) == BEFORE


def test_records_of_whom_all_is_public_are_judged_by_the_half_asked_for() -> None:
    records = plan_records(progress_rows())
    assert half_of(records) == asked_half(records) == HALF


def test_report_that_has_come_is_neither_handed_in_nor_missing() -> None:
    assert states(on_the_eve(), HALF) == {
        TROUBLED: "unpublished", SMALL: "unpublished", LATE: "unpublished", EMPTY: "overdue",
    }  # fmt: skip
    public = allocate(plan_records(progress_rows()), TODAY)
    assert set(states(public, HALF).values()) == {"handed_in", "overdue"}
    assert codelist("report_state").label("unpublished") == "公表前"


def test_plan_tells_how_its_report_stands() -> None:
    eve = on_the_eve()
    assert plan_signals(eve, TROUBLED, BEFORE).ahead == ((HALF, "unpublished"),)
    assert plan_signals(eve, EMPTY, BEFORE).ahead == ((HALF, "overdue"),)
    assert plan_signals(allocate(plan_records(progress_rows()), TODAY), TROUBLED, HALF).ahead == ()


def test_grades_that_are_not_public_are_not_told_as_unchanged() -> None:
    rows = progress_rows()
    rows |= {name: [row for row in rows[name] if row["period"] != HALF] for name in _TABLES}
    before = allocate(plan_records(rows, period=BEFORE), TODAY)
    found = grade_movement(before, on_the_eve(period=HALF), EVERYTHING)
    assert (found.count(SAME), found.moved.sum(), found.count(UNPUBLISHED)) == (0, 0, 5)
    assert found.before.sum() == found.after.sum() == 5
    listed = moved_kpis(before, on_the_eve(period=HALF), EVERYTHING)
    assert set(listed["movement"]) == {UNPUBLISHED}
    assert set(listed["after_grade"]) == {""}
    assert listed["after_actual"].isna().all()


def test_where_all_is_public_there_is_no_such_movement() -> None:
    before, after = (allocate(plan_records(progress_rows(), period=half), TODAY) for half in (BEFORE, HALF))
    found = grade_movement(before, after, EVERYTHING)
    assert UNPUBLISHED not in found.composition
    assert found.count(UNPUBLISHED) == 0


def test_selected_plans_are_counted_and_the_half_is_told_also_for_none() -> None:
    def told(selection: Selection):
        return [
            (each.half, each.plans, each.publish, each.judged_by)
            for each in unpublished(on_the_eve(), selection)
        ]

    publish = reporting_periods()[HALF].publish
    assert told(EVERYTHING) == [(HALF, 3, publish, BEFORE)]
    assert told(Selection("410004")) == [(HALF, 1, publish, BEFORE)]
    assert told(Selection("470007")) == [(HALF, 0, publish, BEFORE)]
    assert unpublished(allocate(plan_records(progress_rows()), TODAY), EVERYTHING) == ()


def test_days_ahead_are_counted_from_today() -> None:
    eve = on_the_eve()
    assert today_of(eve, half_of(eve.records)) == TODAY
    due = reports_due(eve, EVERYTHING, half_of(eve.records))
    assert due is not None
    assert due.period.period == "2026H2"
    assert publication_ahead(eve.records) == (reporting_periods()[HALF].publish, HALF, 3)


def test_lists_of_plans_have_no_word_of_the_report() -> None:
    plans = plan_progress(on_the_eve(), EVERYTHING, BEFORE)
    assert "用地の契約が延びた" not in plans.to_csv()
