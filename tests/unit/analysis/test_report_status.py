"""Who has handed in what: last submission, report of the half, and authors without any plan."""

import datetime as dt

import pandas as pd
import pytest

from analysis.report_status import by_author, plan_reports, prefectures_within, prefectures_without
from analysis.selection import Selection
from domain.codelist import codelist
from domain.reporting_period import reporting_periods
from tests.builders import KIKUYO, KUMAMOTO, SAGA, plan, progress_report
from tests.plan_snapshots import plan_allocation, three_plans

HALF = reporting_periods()["2026H2"]
BEFORE_DUE, ON_DUE, AFTER_DUE = HALF.due - dt.timedelta(days=1), HALF.due, HALF.due + dt.timedelta(days=1)


def handed_in(*lines: tuple[str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(lines, columns=["plan_id", "received_at", "submitted_by", "period"], dtype="str")


NOTHING = handed_in()


def reports(*rows, submissions=NOTHING, today=BEFORE_DUE):
    return plan_reports(plan_allocation(*rows), Selection(), submissions, HALF, today)


def states(*rows, today=BEFORE_DUE) -> dict[str, str]:
    found = reports(*rows, today=today)
    return dict(zip(found["plan_id"], found["state"], strict=True))


@pytest.mark.parametrize(("today", "state"), [(BEFORE_DUE, "open"), (ON_DUE, "open"), (AFTER_DUE, "overdue")])
def test_missing_report_is_overdue_after_its_day(today, state):
    assert states({"plans": [plan()]}, today=today) == {"B-430005-01": state}


def test_report_of_this_half_alone_counts():
    rows = {"plans": [plan("B-1"), plan("B-2")]}
    reported = [progress_report("B-1", period="2026H2"), progress_report("B-2", period="2026H1")]
    assert states(rows | {"progress_reports": reported}, today=AFTER_DUE) == {
        "B-1": "handed_in",
        "B-2": "overdue",
    }


@pytest.mark.parametrize(
    "values",
    [
        {"stage_code": "bc_precheck"},
        {"published_date": "2027-04-01"},
        {"plan_type": "a", "author": "国", "stage_code": "a_formulated", "formulated_date": "2027-04"},
    ],
    ids=["not public", "published after the half", "formulated after the half"],
)
def test_plan_that_is_not_in_force_is_not_asked(values):
    assert set(states({"plans": [plan(**values)]}, today=AFTER_DUE).values()) == {"not_asked"}


def test_every_state_is_a_word_of_the_vocabulary():
    assert set(codelist("report_state").codes) == {
        "handed_in", "open", "overdue", "not_asked", "unpublished",
    }  # fmt: skip


def test_last_submission_of_a_plan_is_told():
    submissions = handed_in(
        ("B-430005-01", "2026-06-01T10:00:00+09:00", "熊本県", "2026H1"),
        ("B-430005-01", "2027-04-01T10:00:00+09:00", "熊本県庁", "2026H2"),
    )
    found = reports(*three_plans(), submissions=submissions).set_index("plan_id")
    assert found.loc["B-430005-01", ["submitted_by", "period", "has_submission"]].to_list() == [
        "熊本県庁",
        "2026H2",
        True,
    ]
    assert found.loc["C-434043-01", ["received_at", "period", "has_submission"]].to_list() == ["", "", False]


def test_submission_for_an_earlier_half_is_none_for_this_one():
    submissions = handed_in(("B-430005-01", "2026-06-01T10:00:00+09:00", "熊本県", "2026H1"))
    found = reports({"plans": [plan()]}, submissions=submissions)
    assert found["has_submission"].to_list() == [False]


def test_lines_are_the_state_by_block_then_prefectures_with_their_municipalities():
    rows = [
        plan("A-2", plan_type="a", author="国", stage_code="a_formulated", lead_block="kyushu"),
        plan("A-1", plan_type="a", author="国", stage_code="a_formulated", lead_block="tohoku"),
        plan("C-1", plan_type="c", author=KIKUYO),
        plan("B-1", author=KUMAMOTO),
        plan("B-2", author=KUMAMOTO, stage_code="bc_draft"),
    ]
    lines = by_author(reports({"plans": rows}))
    assert [(line.author_words, line.block) for line in lines[:2]] == [("国", "tohoku"), ("国", "kyushu")]
    of_kumamoto = [line for line in lines if line.prefecture == KUMAMOTO]
    assert [(line.author_words, line.plan_type, line.plans, line.asked) for line in of_kumamoto] == [
        ("熊本県", "b", 2, 1),
        ("熊本県 菊陽町", "c", 1, 1),
    ]
    assert of_kumamoto[0].stages == "首長による公表 1件、計画案作成 1件"
    assert of_kumamoto[1].stages == "首長による公表"
    assert len(lines) == 4


def test_prefectures_in_which_nobody_has_a_plan_are_told():
    found = reports({"plans": [plan(author=KIKUYO)]})
    assert SAGA in prefectures_without(found, Selection(area="kyushu"))
    assert KUMAMOTO not in prefectures_without(found, Selection(area="kyushu"))
    assert len(prefectures_without(found, Selection())) == 46


@pytest.mark.parametrize(("area", "found"), [("japan", 47), ("okinawa", 1), (KUMAMOTO, 1), (KIKUYO, 1)])
def test_prefectures_of_a_selected_area(area, found):
    assert len(prefectures_within(Selection(area=area))) == found


def test_author_that_is_no_place_is_kept_under_its_block():
    lines = by_author(reports({"plans": [plan(author="どこかの県")]}))
    assert (lines[0].author_words, lines[0].block, lines[0].prefecture) == ("どこかの県", "kyushu", "")
