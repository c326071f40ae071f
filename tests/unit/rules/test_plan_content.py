"""Rules on what a plan must hold: by its type, and as an error only once it has been formulated."""

import pytest

from domain.codelist import codelist
from domain.finding import Severity, stops
from domain.plan_stage import public_stages
from domain.record import Kind
from domain.tables import TABLES
from rules.plan_conditions import conditions
from tests.builders import company, good_plan
from tests.unit.rules.found import PlanRows, found_in_plan, plan_findings, plan_with

DRAFTS = {"a": "a_draft", "b": "bc_precheck", "c": "bc_draft"}
ITEM_RULES = {"required_item_missing", "required_item_open", "conditional_item_missing"}
MUST = [
    pytest.param(kind, entry.more["table_name"], entry.more["column_name"], id=f"{kind}-{entry.code}")
    for entry in codelist("required_item")
    for kind in "abc"
    if entry.more[f"level_{kind}"] == "must"
]
OPTIONAL = [
    pytest.param(kind, entry.more["table_name"], entry.more["column_name"], id=f"{kind}-{entry.code}")
    for entry in codelist("required_item")
    for kind in "abc"
    if entry.more[f"level_{kind}"] in ("optional", "not_applicable")
]


def without(plan_type: str, table: str, column: str) -> PlanRows:
    """A sound plan with one cell emptied, or without the rows of one table and what hangs on them."""
    rows = good_plan(plan_type)
    if not column:
        return {name: each for name, each in rows.items() if name == "plans"} | {table: []}
    rows[table][0][column] = None if TABLES[table][column].dtype != "str" else ""
    if column == "deadline":
        rows[table][0]["due_date"] = ""
    return rows


def item_findings(rows: PlanRows) -> list[tuple[str, str, str]]:
    return [
        (made.rule, made.cell.sheet, made.cell.column)
        for made in plan_findings(rows)
        if made.rule in ITEM_RULES
    ]


def place_of(table: str, column: str) -> tuple[str, str]:
    """Where a missing item is told: at its cell, or at the plan that has no rows."""
    return (TABLES[table].label_ja, TABLES[table][column].heading_ja) if column else ("計画", "計画ID")


@pytest.mark.parametrize(("plan_type", "table", "column"), MUST)
def test_what_a_formulated_plan_lacks_is_an_error(plan_type, table, column):
    rows = without(plan_type, table, column)
    assert ("required_item_missing", *place_of(table, column)) in item_findings(rows)
    assert stops(plan_findings(rows))


@pytest.mark.parametrize(("plan_type", "table", "column"), MUST)
def test_what_a_draft_lacks_is_only_asked_for(plan_type, table, column):
    rows = without(plan_type, table, column)
    rows["plans"][0]["stage_code"] = DRAFTS[plan_type]
    assert ("required_item_open", *place_of(table, column)) in item_findings(rows)
    assert not stops(plan_findings(rows))


@pytest.mark.parametrize(("plan_type", "table", "column"), OPTIONAL)
def test_what_a_type_does_not_ask_for_may_be_missing(plan_type, table, column):
    assert item_findings(without(plan_type, table, column)) == []


def test_the_sentence_says_what_is_missing_since_when_it_is_needed_and_why():
    (made,) = plan_findings(plan_with("b", "plans", path=""))
    assert "「道筋（勝ち筋の特定と投資の具体像、定量的なインパクト）」が空です" in made.sentence
    assert "段階が「首長による公表」" in made.sentence
    assert "三つの内容の2番目" in made.sentence


def test_a_due_date_says_when_as_well_as_words():
    assert found_in_plan(plan_with("b", "measures", deadline="")) == []


@pytest.mark.parametrize("plan_type", ["b", "c"])
def test_either_sales_or_value_added_will_do(plan_type):
    assert found_in_plan(plan_with(plan_type, "plans", sales_target_yen=None)) == []
    assert found_in_plan(plan_with(plan_type, "plans", value_added_target_yen=None)) == []
    neither = plan_with(plan_type, "plans", sales_target_yen=None, value_added_target_yen=None)
    assert found_in_plan(neither) == [("required_item_missing", "計画", 2, "売上の目標（億円）")]


def test_a_plan_of_type_a_needs_neither_target():
    neither = plan_with("a", "plans", sales_target_yen=None, value_added_target_yen=None)
    assert found_in_plan(neither) == []


@pytest.mark.parametrize(
    ("plan_type", "stage", "column", "heading"),
    [
        ("a", "a_formulated", "formulated_date", "策定日"),
        ("a", "a_report", "formulated_date", "策定日"),
        ("a", "a_revised", "revised_date", "改訂日"),
        ("b", "bc_published", "published_date", "公表日"),
        ("c", "bc_report", "published_date", "公表日"),
        ("b", "bc_revised", "published_date", "公表日"),
        ("c", "bc_revised", "revised_date", "改訂日"),
    ],
)
def test_a_stage_that_has_been_reached_has_its_date(plan_type, stage, column, heading):
    dates = {"revised_date": "2026-08-01", "stage_code": stage, column: ""}
    found = found_in_plan(plan_with(plan_type, "plans", **dates))
    assert found == [("required_item_missing", "計画", 2, heading)]


def test_a_draft_has_not_been_announced():
    assert found_in_plan(plan_with("b", "plans", stage_code="bc_precheck", published_date="")) == []


def test_a_plan_that_invites_companies_is_asked_how_they_take_root():
    found = found_in_plan(plan_with("b", "plan_companies", 1, origin="invited"))
    assert found == [("conditional_item_missing", "計画", 2, "現地化のロードマップと再投資方針")]
    rows = plan_with("b", "plan_companies", 1, origin="invited")
    rows["plans"][0]["localisation"] = "地元から雇い、収益の一部を再投資する"
    assert found_in_plan(rows) == []


def test_a_plan_of_type_a_has_a_core_project():
    rows = plan_with("a", "projects", is_core=False)
    (made,) = plan_findings(rows)
    assert (made.rule, made.cell.column) == ("required_item_missing", "計画ID")
    assert "「核となる案件」とした行がありません" in made.sentence


@pytest.mark.parametrize("plan_type", ["b", "c"])
def test_other_plans_have_a_core_project_or_a_core_company(plan_type):
    rows = plan_with(plan_type, "projects", is_core=None)
    assert found_in_plan(rows) == []
    rows["plan_companies"] = [company(rows["plans"][0]["plan_id"], role="major")]
    assert found_in_plan(rows) == [("conditional_item_missing", "計画", 2, "計画ID")]


@pytest.mark.parametrize(("column", "heading"), [("target", "目標値"), ("target_date", "目標時点")])
def test_a_kpi_that_is_measured_has_a_target(column, heading):
    found = found_in_plan(plan_with("b", "kpis", **{column: None if column == "target" else ""}))
    assert ("required_item_missing", "KPI", 2, heading) in found


@pytest.mark.parametrize(("column", "heading"), [("baseline", "基準値"), ("baseline_date", "基準時点")])
def test_a_baseline_that_is_still_awaited_is_asked_for(column, heading):
    found = found_in_plan(plan_with("b", "kpis", **{column: None if column == "baseline" else ""}))
    assert found == [("conditional_item_missing", "KPI", 2, heading)]


def test_a_kpi_of_execution_needs_no_numbers():
    row = good_plan("b")["kpis"][1]
    assert (row["level"], row["baseline"], row["target"]) == ("execution", None, None)


def test_of_a_plan_of_unknown_type_nothing_is_asked_but_its_type():
    rows = {"plans": good_plan("b")["plans"]}
    rows["plans"][0] |= {"plan_type": "", "goal": ""}
    assert [rule for rule, *_ in found_in_plan(rows)] == ["required_value_empty"]


def test_a_sheet_that_is_not_in_the_file_is_not_missed():
    assert found_in_plan({"plans": good_plan("b")["plans"]}) == []


def test_every_conditional_item_has_a_condition_and_every_condition_an_item():
    conditional = {
        entry.code
        for entry in codelist("required_item")
        if "conditional" in (entry.more[f"level_{kind}"] for kind in "abc")
    }
    assert set(conditions()) == conditional


def test_items_are_asked_for_as_must_only_of_columns_that_can_be_empty():
    for entry in codelist("required_item"):
        column = entry.more["column_name"]
        if column and TABLES[entry.more["table_name"]][column].kind is Kind.FLAG:
            assert "must" not in [entry.more[f"level_{kind}"] for kind in "abc"]


def test_severities_follow_the_stage():
    assert public_stages().isdisjoint(DRAFTS.values())
    (made,) = plan_findings(plan_with("b", "plans", goal="", stage_code="bc_draft"))
    assert made.severity is Severity.WARNING
