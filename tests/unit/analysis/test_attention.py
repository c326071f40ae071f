"""The lists of what asks for a talk: poor, overdue, promises, targets reached."""

import datetime as dt

import pytest

from analysis.attention import attention, selected_measures
from analysis.selection import Selection
from tests.builders import kpi, kpi_value, measure, plan, progress_report, review
from tests.unit.analysis.judged_plans import PLAN, allocation_of

HALF, BEFORE = "2026H1", "2025H2"
POOR = {"execution": "delayed", "result": "needs_work", "cause_kind": "land", "cause": "用地が足りない", "action": "expand", "action_text": "候補地を加える"}  # fmt: skip


@pytest.fixture(scope="module")
def found():
    rows = {
        "plans": [PLAN, plan("C-1", plan_type="c", published_date="2025-04-01")],
        "kpis": [kpi(f"K-{number}") for number in range(1, 7)] + [kpi("K-9", "C-1")],
        "kpi_values": [
            kpi_value("K-1", value=101),
            kpi_value("K-2", value=115),
            kpi_value("K-2", BEFORE, value=130, value_date="2026-03-31"),
            kpi_value("K-3", value=90),
            kpi_value("K-3", BEFORE, value=99, value_date="2026-03-31"),
            kpi_value("K-4", value=200),
            kpi_value("K-5", value=220),
            kpi_value("K-5", BEFORE, value=205, value_date="2026-03-31"),
            kpi_value("K-9", BEFORE, value=150, value_date="2026-03-31"),
        ],
        "measures": [
            measure("M-1", kpi_id="K-1"),
            measure("M-2", kpi_id="K-1"),
            measure("M-3", kpi_id="K-2"),
            measure("M-4"),
        ],
        "measure_reviews": [
            review("M-1", HALF),
            review("M-2", HALF, **POOR),
            review("M-2", BEFORE, **POOR),
            review("M-3", HALF, **POOR),
            review("M-4", BEFORE, action="refine"),
        ],
        "progress_reports": [progress_report("C-1", HALF)],
    }
    return attention(allocation_of(rows), Selection(), HALF)


def test_poor_kpis_come_worst_first_with_cause_and_action_where_a_measure_tells_them(found):
    lines = found.poor_kpis
    assert lines["kpi_id"].to_list() == ["K-3", "K-1", "K-2"]
    assert lines["measures"].to_list() == [0, 2, 1]
    assert lines["is_explained"].to_list() == [False, True, True]
    assert lines["cause"].to_list() == ["", "用地が足りない", "用地が足りない"]
    assert lines["measure_id"].to_list() == ["", "M-2", "M-3"]
    assert lines["is_newly_poor"].to_list() == [False, True, True]


def test_poor_measures_come_escalated_first(found):
    assert found.poor_measures["measure_id"].to_list() == ["M-2", "M-3"]
    assert found.poor_measures["is_escalated"].to_list() == [True, False]


def test_overdue_values_and_reports_are_told(found):
    assert found.overdue_kpis["kpi_id"].to_list() == ["K-6", "K-9"]
    assert found.overdue_kpis["missed"].to_list() == [3, 1]
    assert found.overdue_reports["plan_id"].to_list() == [PLAN["plan_id"]]


def test_promises_not_kept_come_first(found):
    assert found.promises[["measure_id", "promise"]].to_numpy().tolist() == [
        ["M-2", "not_kept"],
        ["M-4", "not_reported"],
    ]


def test_reached_targets_tell_the_new_ones(found):
    assert found.reached[["kpi_id", "is_new"]].to_numpy().tolist() == [["K-4", True], ["K-5", False]]


def test_lists_follow_the_selection():
    rows = {
        "plans": [PLAN, plan("C-1", plan_type="c", published_date="2025-04-01")],
        "kpis": [kpi("K-1"), kpi("K-2", "C-1")],
        "kpi_values": [kpi_value("K-1", value=101), kpi_value("K-2", value=101)],
        "measures": [measure("M-1"), measure("M-2", "C-1")],
    }
    allocation, asked = allocation_of(rows), Selection(plan_types=("c",))
    assert attention(allocation, asked, HALF).poor_kpis["kpi_id"].to_list() == ["K-2"]
    assert selected_measures(allocation, asked, HALF)["measure_id"].to_list() == ["M-2"]


def test_reports_are_not_overdue_before_their_day():
    allocation = allocation_of({"kpis": [kpi()]}, today=dt.date(2026, 10, 31))
    assert attention(allocation, Selection(), HALF).overdue_reports.empty
    after = allocation_of({"kpis": [kpi()]}, today=dt.date(2026, 11, 1))
    assert len(attention(after, Selection(), HALF).overdue_reports) == 1


def test_records_without_plans_have_empty_lists(public):
    lists = attention(public, Selection(), "")
    assert all(lines.empty for lines in vars(lists).values())
