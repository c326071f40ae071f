"""The plan of every row: by its own plan id, or through its project, measure or KPI."""

import pytest

from domain.codelist import codelist
from domain.plan_stage import public_stages
from rules.plan_of_row import plan_ids, plan_of_row
from tests.builders import good_plan, plan, submitted_tables

TABLES_OF_A_PLAN = list(good_plan("b"))


@pytest.mark.parametrize("name", TABLES_OF_A_PLAN)
def test_every_row_of_a_whole_plan_is_told_its_plan(name):
    tables = submitted_tables(good_plan("c"))
    facts = plan_of_row(tables, name)
    assert facts.index.equals(tables[name].frame.index)
    assert set(facts["plan_id"]) == {"C-434043-01"}
    assert set(facts["plan_type"]) == {"c"}
    assert set(facts["stage_code"]) == {"bc_published"}
    assert facts["is_settled"].all()


@pytest.mark.parametrize("name", [name for name in TABLES_OF_A_PLAN if name != "plans"])
def test_without_the_plans_no_type_and_no_stage_is_guessed(name):
    tables = submitted_tables(good_plan("b"))
    facts = plan_of_row({name: tables[name]}, name)
    assert set(facts["plan_type"]) == {""}
    assert not facts["is_settled"].any()


def test_a_row_whose_kpi_is_not_in_the_file_has_no_plan():
    tables = submitted_tables(good_plan("b"))
    assert set(plan_ids({"kpi_values": tables["kpi_values"]}, "kpi_values")) == {""}


def test_a_row_without_plan_id_does_not_belong_to_a_plan_without_id():
    rows = good_plan("b")
    rows["plans"].append(plan("", plan_type="a"))
    rows["projects"][1]["plan_id"] = ""
    facts = plan_of_row(submitted_tables(rows), "projects")
    assert list(facts["plan_type"]) == ["b", ""]


def test_plans_are_settled_from_their_formulation_or_announcement_on():
    drafts = [entry.label_ja for entry in codelist("plan_stage") if entry.code not in public_stages()]
    assert drafts == ["素案作成", "プロジェクト提案", "計画案作成", "事前確認"]
