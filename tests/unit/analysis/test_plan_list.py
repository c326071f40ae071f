"""Plans as a list: who is on it, in what words, and that its numbers are the totals' own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.allocation import Allocation
from analysis.plan_list import selected_plans, without_plan
from analysis.selection import Selection
from analysis.totals import Breakdown, total, totals
from domain.codelist import codelist
from tests.builders import (
    CHITOSE,
    IMARI,
    KIKUYO,
    KUMAMOTO,
    OZU,
    SAGA,
    good_plan,
    kpi,
    measure,
    plan,
    plan_area,
    plan_field,
    project,
    site,
)
from tests.plan_snapshots import plan_allocation, three_plans
from tests.unit.analysis.strategies import near_selections, small_records

A, B, C = "A-kyushu-01", "B-430005-01", "C-434043-01"


@pytest.fixture(scope="module")
def three() -> Allocation:
    """A plan of each type, and a project outside them."""
    return plan_allocation(*three_plans(), {"projects": [project("X-1")], "project_sites": [site("X-1")]})


def ids(allocation: Allocation, selection: Selection) -> list[str]:
    return selected_plans(allocation, selection)["plan_id"].to_list()


def line(allocation: Allocation, plan_id: str, selection: Selection | None = None) -> pd.Series:
    return selected_plans(allocation, selection or Selection()).set_index("plan_id").loc[plan_id]


# --- who is on the list


def test_plans_are_listed_by_type_and_id() -> None:
    plans = [
        plan("3", plan_type="a"),
        plan("1", plan_type="c"),
        plan("2", plan_type="b"),
        plan("0", plan_type="b"),
    ]
    assert ids(plan_allocation({"plans": plans}), Selection()) == ["3", "0", "2", "1"]


@pytest.mark.parametrize(
    ("selection", "found"),
    [
        (Selection(), [A, B, C]),
        (Selection(plan_types=("b", "c")), [B, C]),
        (Selection(stages=("a_formulated",)), [A]),
        (Selection(plan_types=("b",), stages=("a_formulated",)), []),
        (Selection(KUMAMOTO), [A, B, C]),
        (Selection(OZU), [A, B]),
        (Selection(SAGA), []),
        (Selection("kyushu"), [A, B, C]),
        (Selection(fields=("ai_semiconductor",)), [A, B]),
        (Selection(fields=("ocean",)), []),
        (Selection(text="C-434043"), [C]),
        (Selection(text="食品"), [C]),
        (Selection(statuses=("under_construction",)), [A, B, C]),
        (Selection(statuses=("operating",)), []),
        (Selection(announced_from=2025), []),
    ],
)
def test_selection_leaves_the_plans_that_it_asks_for(
    three: Allocation, selection: Selection, found: list[str]
) -> None:
    assert ids(three, selection) == found


def test_plan_with_a_project_in_the_area_is_listed_there_although_it_lies_elsewhere() -> None:
    rows = {
        "plans": [plan("P")],
        "plan_areas": [plan_area("P", KIKUYO)],
        "projects": [project("P-1", plan_id="P")],
        "project_sites": [site("P-1", IMARI)],
    }
    allocation = plan_allocation(rows)
    assert ids(allocation, Selection(SAGA)) == ["P"]
    assert line(allocation, "P", Selection(KUMAMOTO))["projects"] == 0
    assert line(allocation, "P", Selection(SAGA))["projects"] == 1


# --- in what words


def test_line_says_who_where_in_which_fields_and_how_far(three: Allocation) -> None:
    found = line(three, B)
    assert (found["letter"], found["type"]) == ("B", "地域産業クラスター計画")
    assert found["author_words"] == "熊本県"
    assert found["areas"] == "熊本県 菊陽町・大津町"
    assert found["fields"] == "AI・半導体"
    assert (found["stage"], found["actor"]) == ("首長による公表", "都道府県・市町村")
    assert (found["years"], found["published"]) == ("2026〜2030年度", "2026年5月15日")
    assert line(three, A)["author_words"] == "国"
    assert line(three, C)["fields"] == "食品"


def test_what_is_not_registered_is_said_in_words() -> None:
    bare = {"start_year": "", "end_year": "", "published_date": ""}
    found = line(plan_allocation({"plans": [plan("P", **bare)]}), "P")
    assert (found["areas"], found["fields"]) == ("区域の登録なし", "分野の登録なし")
    assert (found["years"], found["published"]) == ("", "")


def test_measures_kpis_and_requirements_are_counted_by_plan() -> None:
    rows = good_plan("b")
    rows["measures"] += [measure("M-3", B, why="", how=""), measure("M-4", B, where="")]
    rows["kpis"].append(kpi("K-9", B))
    rows["requirement_checks"][0]["answer"] = "unchecked"
    rows["requirement_checks"].pop()
    found = line(plan_allocation(rows, good_plan("c")), B)
    assert (found["measures"], found["incomplete_measures"], found["missing_items"]) == (4, 2, 3)
    assert found["kpis"] == 3
    answers = {entry.code: found[entry.code] for entry in codelist("check_answer")}
    assert answers == {"met": 12, "not_met": 0, "not_applicable": 2, "unchecked": 1}
    assert (found["criteria"], found["no_answer"]) == (16, 1)


def test_undisclosed_amounts_are_not_zero_and_no_project_is_told_apart() -> None:
    hidden = {"amount_yen": None, "amount_scope": "not_disclosed"}
    rows = {
        "plans": [plan("P"), plan("Q")],
        "projects": [project("P-1", plan_id="P", **hidden)],
        "project_sites": [site("P-1")],
    }
    allocation = plan_allocation(rows)
    for plan_id, projects in (("P", 1), ("Q", 0)):
        found = line(allocation, plan_id)
        assert pd.isna(found["amount_yen"])
        assert (found["projects"], found["not_disclosed"]) == (projects, projects)


def test_no_plans_give_an_empty_list_with_all_columns() -> None:
    empty = selected_plans(plan_allocation(), Selection())
    assert empty.empty
    assert {"areas", "stage", "amount_yen", "met", "no_answer"} <= set(empty.columns)


# --- its numbers are the totals' own

PLAN_OF = ("", "A-1", "B-1", "B-2", "C-1", "unknown")
PLANS = {
    "plans": [
        plan("A-1", plan_type="a", stage_code="a_formulated"),
        plan("B-1", stage_code="bc_published"),
        plan("B-2", stage_code="bc_revised"),
        plan("C-1", plan_type="c", stage_code="bc_published"),
    ],
    "plan_areas": [plan_area("A-1", "010006"), plan_area("B-1", KUMAMOTO), plan_area("C-1", CHITOSE)],
    "plan_fields": [plan_field("A-1"), plan_field("B-1", "ocean"), plan_field("C-1", "food")],
}


@st.composite
def with_plans(draw: st.DrawFn) -> Allocation:
    """Small records whose projects are in plans or not, some of them in a local industry."""
    projects, sites = draw(small_records())
    rows: list[dict[str, Any]] = [
        row
        | {
            "plan_id": draw(st.sampled_from(PLAN_OF)),
            "field_code": draw(st.sampled_from(["ocean", "food", "materials"])),
        }
        for row in projects
    ]
    return plan_allocation(PLANS, {"projects": rows, "project_sites": sites})


def of_plans(selection: Selection, types: tuple[str, ...], stages: tuple[str, ...]) -> Selection:
    return replace(selection, plan_types=types, stages=stages)


@given(
    with_plans(),
    near_selections(),
    st.sampled_from([(), ("a",), ("b",), ("b", "c")]),
    st.sampled_from([(), ("bc_published",)]),
)
@settings(deadline=None, max_examples=30)
def test_listed_plans_and_the_rest_add_up_to_the_total(
    allocation: Allocation, selection: Selection, types: tuple[str, ...], stages: tuple[str, ...]
) -> None:
    selection = of_plans(selection, types, stages)
    listed, rest, whole = (
        selected_plans(allocation, selection),
        without_plan(allocation, selection),
        total(allocation, selection),
    )
    assert int(listed["amount_yen"].fillna(0).sum()) + rest["amount_yen"] == whole.amount_yen
    for name in ("projects", "projects_with_amount", "counted_wider", "not_disclosed"):
        assert int(listed[name].sum()) + rest[name] == getattr(whole, name), name
    if types or stages:
        assert rest["projects"] == 0


@given(with_plans(), near_selections(), st.sampled_from([("a",), ("b",), ("c", "a")]))
@settings(deadline=None, max_examples=30)
def test_total_of_types_is_that_of_records_with_no_other_projects(
    allocation: Allocation, selection: Selection, types: tuple[str, ...]
) -> None:
    records = allocation.records
    plans = records["plans"]
    inside = set(plans.loc[plans["plan_type"].isin(types), "plan_id"])
    kept = records.projects[records.projects["plan_id"].isin(inside)].to_dict("records")
    only = plan_allocation(
        PLANS, {"projects": kept, "project_sites": records.project_sites.to_dict("records")}
    )
    asked = replace(selection, plan_types=types)
    assert total(allocation, asked) == total(only, selection)
    assert totals(allocation, asked, Breakdown.PREFECTURE).equals(
        totals(only, selection, Breakdown.PREFECTURE)
    )


@given(with_plans(), near_selections())
@settings(deadline=None, max_examples=30)
def test_fields_and_the_line_beyond_them_add_up_to_the_total(
    allocation: Allocation, selection: Selection
) -> None:
    lines, whole = totals(allocation, selection, Breakdown.FIELD), total(allocation, selection)
    for name in ("projects", "amount_yen", "public_support_yen"):
        assert int(lines[name].sum()) == getattr(whole, name)
    beyond = lines[lines["code"] == "unallocated"]
    assert beyond["label"].to_list() in ([], ["17分野以外"])
    assert (beyond["projects"] > 0).all()
