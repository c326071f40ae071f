"""Rules on half-yearly reports: their periods, poor results with cause and action, comments of substance."""

import pytest

from domain.finding import Severity
from tests.unit.rules.found import found_in_plan, plan_findings, plan_with

REPORTS = [("progress_reports", "進捗報告"), ("measure_reviews", "施策点検"), ("kpi_values", "KPI実績")]
EXPLAINED = {
    "cause_kind": "people",
    "cause": "技術者が足りない",
    "action": "refine",
    "action_text": "講座を増やす",
}


@pytest.mark.parametrize(("table", "sheet"), REPORTS)
@pytest.mark.parametrize("period", ["2062H1", "1999H2", "2026H3"])
def test_a_period_for_which_no_report_is_asked_is_an_error(table, sheet, period):
    assert found_in_plan(plan_with("b", table, period=period)) == [("period_unknown", sheet, 2, "対象の半期")]


@pytest.mark.parametrize(("table", "sheet"), REPORTS)
def test_a_period_that_has_not_begun_is_an_error(table, sheet):
    found = found_in_plan(plan_with("b", table, period="2035H2"))
    assert found == [("period_not_begun", sheet, 2, "対象の半期")]


def test_the_sentence_says_which_periods_there_are():
    (made,) = plan_findings(plan_with("b", "kpi_values", period="2062H1"))
    assert "令和6年度上期（2024年度上期）から令和17年度下期（2035年度下期）まで" in made.sentence


@pytest.mark.parametrize(
    "values",
    [
        {"result": "partly_late"},
        {"result": "needs_work"},
        {"execution": "delayed", "result": "partly_late"},
        {"execution": "stopped", "result": "not_assessable"},
    ],
)
def test_a_poor_result_needs_cause_and_action(values):
    found = found_in_plan(plan_with("b", "measure_reviews", action="", **values))
    assert found == [
        ("poor_result_unexplained", "施策点検", 2, "原因"),
        ("poor_result_unexplained", "施策点検", 2, "原因の種類"),
        ("poor_result_unexplained", "施策点検", 2, "対応"),
        ("poor_result_without_promise", "施策点検", 2, "対応の内容"),
    ]
    assert found_in_plan(plan_with("b", "measure_reviews", **values, **EXPLAINED)) == []


@pytest.mark.parametrize("column", ["cause_kind", "cause", "action"])
def test_each_of_them_is_asked_for_by_itself(column):
    values = {"result": "needs_work"} | EXPLAINED | {column: ""}
    (made,) = plan_findings(plan_with("b", "measure_reviews", **values))
    assert (made.rule, made.value) == ("poor_result_unexplained", "要改善")
    assert made.severity is Severity.ERROR


def test_what_is_promised_is_only_asked_for():
    values = {"result": "needs_work"} | EXPLAINED | {"action_text": ""}
    (made,) = plan_findings(plan_with("b", "measure_reviews", **values))
    assert (made.rule, made.severity) == ("poor_result_without_promise", Severity.WARNING)


@pytest.mark.parametrize("result", ["as_planned", "not_assessable"])
def test_other_results_need_no_cause(result):
    assert found_in_plan(plan_with("b", "measure_reviews", result=result)) == []


@pytest.mark.parametrize("execution", ["delayed", "stopped"])
def test_as_planned_and_yet_delayed_is_shown(execution):
    values = {"execution": execution, "result": "as_planned"} | EXPLAINED
    found = found_in_plan(plan_with("b", "measure_reviews", **values))
    assert found == [("result_against_execution", "施策点検", 2, "点検の結果")]


@pytest.mark.parametrize("status", ["behind", "late"])
@pytest.mark.parametrize("comment", ["遅れている", "特になし", "　遅れ　", "あ" * 19])
def test_a_poor_status_with_a_thin_comment_is_shown(status, comment):
    found = found_in_plan(plan_with("b", "progress_reports", status=status, comment=comment))
    assert found == [("comment_without_substance", "進捗報告", 2, "状況の説明")]


@pytest.mark.parametrize(
    ("status", "comment"),
    [("late", "売上は80億円で、見込みの108億円を下回る"), ("on_track", "順調"), ("mostly", "概ね順調")],
)
def test_a_comment_of_substance_or_a_good_status_is_sound(status, comment):
    assert found_in_plan(plan_with("b", "progress_reports", status=status, comment=comment)) == []


def test_an_empty_comment_is_told_as_empty_only():
    found = found_in_plan(plan_with("b", "progress_reports", status="late", comment=""))
    assert [rule for rule, *_ in found] == ["required_value_empty"]
