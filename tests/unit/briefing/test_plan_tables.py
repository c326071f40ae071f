"""Tables of plans for people: headings with units, numbers that are the totals' own, files that open."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from openpyxl import load_workbook

from analysis.allocation import Allocation
from analysis.selection import Selection
from analysis.totals import Breakdown, total
from briefing.answer_book import answer_book, plan_book
from briefing.plan_tables import plan_counts_table, plans_table
from briefing.spreadsheet import csv_bytes
from tests.builders import KUMAMOTO, SAGA, plan, project, site
from tests.plan_snapshots import plan_allocation, three_plans

HIDDEN = {"amount_yen": None, "amount_scope": "not_disclosed"}


@pytest.fixture(scope="module")
def three() -> Allocation:
    extra = {"projects": [project("X", plan_id="A-kyushu-01", **HIDDEN)], "project_sites": [site("X")]}
    return plan_allocation(*three_plans(), extra, is_fictional=False)


def test_plan_is_one_line_in_words_with_units(three: Allocation) -> None:
    answer = plans_table(three, Selection())
    assert answer.name == "計画"
    found = answer.frame.set_index("計画ID").loc["A-kyushu-01"]
    assert found[["計画の種類", "策定主体", "区域", "分野", "段階"]].to_list() == [
        "戦略産業クラスター計画", "国", "熊本県 菊陽町・大津町", "AI・半導体", "計画策定",
    ]  # fmt: skip
    assert found[["案件数（件）", "金額公表（件）", "金額非公表（件）"]].to_list() == [3, 2, 1]
    assert (found["投資額（億円）"], found["投資額（円）"]) == (300, 30_000_000_000)
    assert found[
        ["要件（件）", "要件「満たす」（件）", "要件「該当なし」（件）", "要件「記載なし」（件）"]
    ].to_list() == [7, 6, 1, 0]


@pytest.mark.parametrize("kinds", [(), ("a",), ("b", "c")])
@pytest.mark.parametrize("area", ["japan", KUMAMOTO, SAGA])
def test_amounts_add_up_to_the_total_of_these_plans(
    three: Allocation, kinds: tuple[str, ...], area: str
) -> None:
    selection = Selection(area, plan_types=kinds)
    listed = plans_table(three, selection).frame
    assert listed["投資額（円）"].fillna(0).sum() == total(three, selection).amount_yen
    assert listed["案件数（件）"].sum() == total(three, selection).projects


def test_plan_without_a_disclosed_amount_has_an_empty_one() -> None:
    rows = {
        "plans": [plan("P")],
        "projects": [project("P-1", plan_id="P", **HIDDEN)],
        "project_sites": [site("P-1")],
    }
    found = plans_table(plan_allocation(rows), Selection()).frame.iloc[0]
    assert pd.isna(found["投資額（億円）"])
    assert found["案件数（件）"] == 1


def test_numbers_of_plans_by_area_have_a_column_for_each_type(three: Allocation) -> None:
    frame = plan_counts_table(three, Selection(), Breakdown.PREFECTURE).frame.set_index("都道府県")
    assert frame.loc["熊本県"].to_list() == [KUMAMOTO, 3, 1, 1, 1]
    assert len(frame) == 47


def test_book_of_plans_explains_itself_and_has_the_projects(three: Allocation) -> None:
    book = load_workbook(
        io.BytesIO(plan_book(three, Selection(), "http://localhost/plan_list")), read_only=True
    )
    assert book.sheetnames == [
        "説明", "計画", "ブロック別の計画数", "都道府県別の計画数", "市区町村別の計画数", "案件",
    ]  # fmt: skip
    assert len(list(book["計画"].iter_rows())) == 4
    headings, *rows = book["案件"].iter_rows(values_only=True)
    assert {row[headings.index("計画ID")] for row in rows} == {"A-kyushu-01", "B-430005-01", "C-434043-01"}


def test_book_of_totals_has_the_plans_where_there_are_any(three: Allocation) -> None:
    assert load_workbook(io.BytesIO(answer_book(three, Selection())), read_only=True).sheetnames[-1] == "計画"


def test_every_line_of_a_fictional_registry_says_so() -> None:
    allocation = plan_allocation(*three_plans())
    for answer in (
        plans_table(allocation, Selection()),
        plan_counts_table(allocation, Selection(), Breakdown.BLOCK),
    ):
        lines = csv_bytes(answer).decode("utf-8-sig").splitlines()
        assert lines[0].startswith("区分,")
        assert all(line.startswith("架空,") for line in lines[1:])


def test_plan_whose_name_begins_like_a_formula_is_harmless_in_csv() -> None:
    allocation = plan_allocation({"plans": [plan("P", title="=1+1")]}, is_fictional=False)
    assert "'=1+1" in csv_bytes(plans_table(allocation, Selection())).decode("utf-8-sig")
