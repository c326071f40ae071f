"""Measures along time: in the order of their due dates, the promise before everything else, silence told."""

import datetime as dt
import re

import pytest

from briefing.review_words import PROMISE_SHAPES
from domain.codelist import codelist
from tests.builders import kpi, measure, review
from tests.unit.analysis.judged_plans import allocation_of
from ui import plan_measures

PLAN_ID, HALF, BEFORE = "B-430005-01", "2026H1", "2025H2"
PROMISE = {"action": "refine", "action_text": "公募の回数を増やす", "action_due": "2026-09-30"}
POOR = {"execution": "delayed", "result": "partly_late", "cause_kind": "people", "cause": "担当が足りない"}


def timeline(*reviews: dict, measures: tuple[dict, ...] = (), today: dt.date = dt.date(2026, 11, 22)) -> str:
    rows = {"measures": list(measures) or [measure()], "measure_reviews": list(reviews), "kpis": [kpi()]}
    return plan_measures.html(allocation_of(rows, today=today), PLAN_ID, HALF)


def names_of(html: str) -> list[str]:
    """The dates and marks of the timeline from top to bottom."""
    return re.findall(r"<li[^>]*><b>([^<]*)</b>(?:<span>([^<]*)</span>)?", html)


def test_measures_stand_in_the_order_of_their_days_with_the_halfs_end_and_today_between():
    measures = (
        measure("M-1", due_date=""),
        measure("M-2", due_date="2027-03-31"),
        measure("M-3", due_date="2026-09-30"),
        measure("M-4", due_date="2026-10"),
    )
    assert names_of(timeline(measures=measures)) == [
        ("2026年9月30日", ""),
        ("2026年9月30日", "令和8年度上期（2026年度上期）の末"),
        ("2026年10月", ""),
        ("2026年11月22日", "今日"),
        ("2027年3月31日", ""),
        ("期限の日付なし", ""),
    ]


def test_promise_is_the_first_line_and_told_kept_or_not():
    html = timeline(review(period=BEFORE, **PROMISE), review(period=HALF, **POOR, action="expand"))
    lines = re.findall(r"<dt>([^<]*)</dt>", html)
    assert lines[0] == "令和7年度下期の約束"
    assert lines[1:4] == ["点検の結果", "原因", "対応"]
    assert (
        '<b class="promise bad">× 未履行</b>ブラッシュアップ: 公募の回数を増やす（2026年9月30日まで）' in html
    )
    assert "人材: 担当が足りない" in html
    kept = timeline(review(period=BEFORE, **PROMISE), review(period=HALF))
    assert '<b class="promise">○ 履行</b>' in kept


def test_every_state_of_execution_and_promise_has_a_shape_of_its_own():
    executions = {
        code: timeline(review(execution=code, result="needs_work", cause="原因", cause_kind="other"))
        for code in codelist("execution_status").codes
    }
    shown = {re.search(r"<em class=\"\w+\">(\S) ", html)[1] for html in executions.values()}
    assert len(shown) == len(executions)
    assert set(PROMISE_SHAPES) == set(codelist("promise_state").codes) - {"none"}
    assert len(set(PROMISE_SHAPES.values())) == len(PROMISE_SHAPES)


def test_poor_twice_running_is_escalated():
    html = timeline(review(period=BEFORE, **POOR), review(period=HALF, **POOR))
    assert "‼ 2回続けて芳しくない" in html
    assert "‼" not in timeline(review(period=BEFORE), review(period=HALF, **POOR))


def test_poor_without_cause_or_action_says_what_is_missing():
    html = timeline(review(period=HALF, execution="delayed", result="partly_late", action=""))
    assert "原因の記載なし" in html
    assert "対応の記載なし" in html
    assert "記載なし" not in timeline(review(period=HALF, action=""))


def test_silence_is_told():
    html = timeline()
    assert "？ 点検なし" in html
    assert "令和8年度上期の点検" in html


@pytest.mark.parametrize(
    ("execution", "due", "late"),
    [("running", "2026-09-30", True), ("running", "2026-10-01", False), ("done", "2026-03-31", False),
     ("stopped", "2026-03-31", False), ("running", "", False)],
)  # fmt: skip
def test_measure_is_late_when_its_day_has_passed_and_it_is_open(execution, due, late):
    html = timeline(review(execution=execution), measures=(measure(due_date=due, deadline="いつか"),))
    assert ("期限を過ぎています" in html) == late


def test_5w1h_is_told_and_so_is_what_is_missing_of_it():
    html = timeline(measures=(measure(why="", how="公募して<b>審査</b>する", kpi_id="K-1"),))
    assert '<dt>意義</dt><dd class="missing">欠け</dd>' in html
    assert "公募して&lt;b&gt;審査&lt;/b&gt;する" in html
    assert "KPI: 指標 K-1" in html


def test_plan_without_measures_says_so():
    rows = {"kpis": [kpi()]}
    html = plan_measures.html(allocation_of(rows), PLAN_ID, HALF)
    assert "施策はありません" in html
