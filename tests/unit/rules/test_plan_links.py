"""Rules on links within a plan: what a row names by its id is there, in the file or else in the registry."""

import pytest

from domain.tables import TABLES
from tests.builders import good_plan, project
from tests.unit.rules.found import found, found_in_plan, plan_findings, plan_with

LINKS = [
    ("plan_areas", "plan_id", "計画ID"),
    ("plan_fields", "plan_id", "計画ID"),
    ("projects", "plan_id", "計画ID"),
    ("project_years", "project_id", "案件ID"),
    ("measures", "plan_id", "計画ID"),
    ("measures", "kpi_id", "関係するKPI"),
    ("measures", "project_id", "関係する案件"),
    ("kpis", "plan_id", "計画ID"),
    ("kpi_targets", "kpi_id", "KPI ID"),
    ("plan_companies", "plan_id", "計画ID"),
    ("requirement_checks", "plan_id", "計画ID"),
    ("progress_reports", "plan_id", "計画ID"),
    ("measure_reviews", "measure_id", "施策ID"),
    ("kpi_values", "kpi_id", "KPI ID"),
]


@pytest.mark.parametrize(("table", "column", "heading"), LINKS)
def test_a_link_to_nothing_is_found_at_its_cell(table, column, heading):
    found = found_in_plan(plan_with("b", table, **{column: "X-9"}))
    assert ("link_without_target", TABLES[table].label_ja, 2, heading) in found
    assert [rule for rule, *_ in found].count("link_without_target") == 1


@pytest.mark.parametrize(("table", "column", "heading"), LINKS)
def test_an_empty_link_is_not_a_broken_one(table, column, heading):
    found = found_in_plan(plan_with("b", table, **{column: ""}))
    assert "link_without_target" not in [rule for rule, *_ in found]


@pytest.mark.parametrize(("table", "column", "heading"), LINKS)
def test_a_table_alone_is_held_against_the_registry(table, column, heading):
    rows = good_plan("b")
    assert found_in_plan({table: rows[table]}, rows) == []
    rows[table][0][column] = "X-9"
    found = found_in_plan({table: rows[table]}, good_plan("b"))
    assert ("link_without_target", TABLES[table].label_ja, 2, heading) in found


def test_a_table_alone_without_a_registry_is_not_blamed():
    rows = good_plan("b")
    assert found_in_plan({"measures": rows["measures"]}) == []


def test_the_sentence_names_the_sheet_where_the_row_is_missing():
    (made,) = plan_findings(plan_with("b", "measures", kpi_id="K-9"))
    assert "「関係するKPI」の「K-9」が、「KPI」の表にありません" in made.sentence


def test_a_file_without_any_plan_is_not_told_of_each_row():
    rows = good_plan("b")
    rows["plans"] = []
    assert found_in_plan(rows) == []


def test_projects_without_plan_need_none():
    assert found([project("P-1"), project("P-2")]) == []


def test_a_measure_that_points_into_another_plan_is_shown():
    rows, other = good_plan("b"), good_plan("c")
    both = {name: rows[name] + other[name] for name in rows}
    both["measures"][0]["kpi_id"] = other["kpis"][0]["kpi_id"]
    assert found_in_plan(both) == [("link_into_other_plan", "施策", 2, "関係するKPI")]
