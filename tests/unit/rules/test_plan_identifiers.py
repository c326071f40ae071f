"""Rules on identifiers of plans: keys of every table, their form, and keys that another plan has taken."""

import pytest

from domain.finding import Actor, Severity
from domain.tables import TABLES
from tests.builders import good_plan
from tests.unit.rules.found import found_in_plan, plan_findings, plan_with


@pytest.mark.parametrize("name", TABLES)
def test_the_same_key_twice_is_found_in_every_table(name):
    rows = good_plan("b")
    rows[name] = [*rows[name], dict(rows[name][0])]
    heading = TABLES[name][TABLES[name].key[0]].heading_ja
    again = ("key_repeated", TABLES[name].label_ja, len(rows[name]) + 1, heading)
    assert again in found_in_plan(rows)


def test_a_requirement_answered_twice_is_found():
    rows = good_plan("b")
    rows["requirement_checks"].append(rows["requirement_checks"][0] | {"answer": "unchecked"})
    assert "key_repeated" in [rule for rule, *_ in found_in_plan(rows)]


@pytest.mark.parametrize(
    ("table", "column", "heading"),
    [("plans", "plan_id", "計画ID"), ("measures", "measure_id", "施策ID"), ("kpis", "kpi_id", "KPI ID")],
)
@pytest.mark.parametrize("bad", ["熊本県計画", "B 1", "B/1", "-1", "x" * 41])
def test_ids_that_cannot_stand_in_a_link_are_found(table, column, heading, bad):
    rows = plan_with("b", table, **{column: bad})
    assert ("id_malformed", TABLES[table].label_ja, 2, heading) in found_in_plan(rows)


def test_a_project_of_another_plan_is_not_overwritten():
    rows, other = good_plan("b"), good_plan("b", "B-410004-01")
    rows["projects"][0]["project_id"] = other["projects"][0]["project_id"]
    made = [each for each in plan_findings(rows, other) if each.rule == "id_of_other_plan"]
    assert [(each.cell.sheet, each.cell.column) for each in made] == [("投資案件", "案件ID")]
    assert "別の計画「B-410004-01」" in made[0].sentence


@pytest.mark.parametrize(("table", "column"), [("measures", "measure_id"), ("kpis", "kpi_id")])
def test_nor_a_measure_or_a_kpi(table, column):
    rows, other = good_plan("b"), good_plan("b", "B-410004-01")
    rows[table][0][column] = other[table][0][column]
    assert "id_of_other_plan" in [rule for rule, *_ in found_in_plan(rows, other)]


def test_a_project_may_move_between_two_plans_of_one_file():
    earlier = good_plan("b")
    rows, second = good_plan("b"), good_plan("b", "B-430005-02")
    rows["projects"][1]["plan_id"] = "B-430005-02"
    both = {name: rows[name] + second[name] for name in rows}
    assert "id_of_other_plan" not in [rule for rule, *_ in found_in_plan(both, earlier)]


def test_a_project_without_plan_that_a_plan_takes_up_is_shown_to_the_receiver():
    earlier = good_plan("b")
    earlier["projects"][0]["plan_id"] = ""
    (made,) = plan_findings(good_plan("b"), earlier)
    assert (made.rule, made.actor) == ("id_of_project_without_plan", Actor.RECEIVER)
    assert made.severity is Severity.WARNING


def test_a_project_that_leaves_all_plans_is_found_when_the_plan_is_not_in_the_file():
    earlier = good_plan("b")
    moved = {"projects": [row | {"plan_id": ""} for row in earlier["projects"]]}
    assert [rule for rule, *_ in found_in_plan(moved, earlier)] == ["id_of_other_plan"] * 2
