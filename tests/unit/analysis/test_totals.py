"""Totals agree with plain counting for every breakdown, add up, and are exact to the yen."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.allocation import Allocation
from analysis.lines import COLUMNS, MORE_COLUMNS, UNALLOCATED
from analysis.selection import Selection
from analysis.totals import Breakdown, total, totals
from domain.area import NATION, Level, label_of, level_of, prefectures_of
from domain.codelist import codelist
from domain.municipality import municipalities
from tests.builders import CHITOSE, IMARI, KIKUYO, KUMAMOTO, OZU, SAGA, allocation, project, site
from tests.unit.analysis import brute_force
from tests.unit.analysis.brute_force import Row
from tests.unit.analysis.strategies import VILLAGE, near_selections, small_records

AREAS = (Breakdown.BLOCK, Breakdown.PREFECTURE, Breakdown.MUNICIPALITY)
SUMS = COLUMNS[2:] + MORE_COLUMNS
VILLAGES = [entry.code for entry in municipalities() if entry.more["kind"] == "北方領土"]


def with_projects(frame: pd.DataFrame) -> list[dict]:
    """The lines that are not all zero, without labels; the others are looked at here."""
    found = frame[frame["projects"] > 0]
    assert not frame.loc[frame["projects"] == 0, SUMS].to_numpy().any()
    return found.drop(columns="label").to_dict("records")


def plain_rows(frame: pd.DataFrame) -> list[Row]:
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def amounts(found: Allocation, selection: Selection, by: Breakdown) -> dict[str, int]:
    lines = totals(found, selection, by)
    return {code: yen for code, yen in zip(lines["code"], lines["amount_yen"], strict=True) if yen}


def codes(found: Allocation, selection: Selection, by: Breakdown) -> list[str]:
    return totals(found, selection, by)["code"].to_list()


@given(small_records(), near_selections())
@settings(deadline=None, max_examples=150)
def test_every_breakdown_agrees_with_plain_counting(
    rows: tuple[list[Row], list[Row]], selection: Selection
) -> None:
    found, placed = allocation(*rows), brute_force.place(*rows)
    for by in Breakdown:
        expected = [line for line in brute_force.lines(placed, selection, by) if line["projects"]]
        assert with_projects(totals(found, selection, by)) == expected, by
    (whole,) = brute_force.lines(placed, selection, Breakdown.NATION)
    assert {"code": selection.area} | vars(total(found, selection)) == whole


@given(small_records(), near_selections())
@settings(deadline=None, max_examples=50)
def test_amounts_and_support_of_the_lines_add_up_to_the_total(
    rows: tuple[list[Row], list[Row]], selection: Selection
) -> None:
    found = allocation(*rows)
    whole = total(found, selection)
    for by in Breakdown:
        lines = totals(found, selection, by)
        assert lines["amount_yen"].sum() == whole.amount_yen
        assert lines["public_support_yen"].sum() == whole.public_support_yen
        if by not in AREAS:
            assert lines["projects"].sum() == whole.projects


@pytest.mark.parametrize("by", list(Breakdown))
def test_shipped_projects_agree_with_plain_counting(public: Allocation, by: Breakdown) -> None:
    placed = brute_force.place(
        *(plain_rows(t) for t in (public.records.projects, public.records.project_sites))
    )
    for area in (NATION, "kyushu", "chubu"):
        expected = [line for line in brute_force.lines(placed, Selection(area), by) if line["projects"]]
        assert with_projects(totals(public, Selection(area), by)) == expected


@pytest.mark.parametrize("by", [Breakdown.BLOCK, Breakdown.PREFECTURE])
def test_breakdown_that_is_coarser_than_the_area_adds_up_too(by: Breakdown) -> None:
    found = allocation([project()], [site()])
    assert sum(amounts(found, Selection(KIKUYO), by).values()) == total(found, Selection(KIKUYO)).amount_yen


def test_project_counts_once_in_the_unallocated_line() -> None:
    found = allocation(
        [project(amount_scope="lower_bound")],
        [site(lg_code=KUMAMOTO, share=0.5), site(lg_code=SAGA, share=0.5)],
    )
    (line,) = with_projects(totals(found, Selection(), Breakdown.MUNICIPALITY))
    assert (line["code"], line["projects"], line["lower_bounds"]) == (UNALLOCATED, 1, 1)


@pytest.mark.parametrize("by", list(Breakdown))
def test_every_breakdown_has_the_same_columns(by: Breakdown) -> None:
    for found in (allocation([], []), allocation([project()], [site()])):
        assert list(totals(found, Selection(), by).columns) == COLUMNS + MORE_COLUMNS


@pytest.mark.parametrize("amount", [10**15 - 1, 10**15, 10**15 + 1])
def test_amounts_near_a_thousand_trillion_are_exact_to_the_yen(amount: int) -> None:
    count = 99
    projects = [project(f"P-{n}", amount_yen=amount, public_support_yen=amount) for n in range(count)]
    found = allocation(projects, [site(row["project_id"]) for row in projects])
    for by in Breakdown:
        lines = totals(found, Selection(), by)
        assert lines["amount_yen"].sum() == count * amount
        assert lines["public_support_yen"].sum() == count * amount
        assert lines["amount_yen"].dtype.kind == "i"


def test_withdrawn_projects_count_only_when_asked_for() -> None:
    found = allocation(
        [project("P-1", amount_yen=1), project("P-2", amount_yen=20, status_code="withdrawn")],
        [site("P-1"), site("P-2")],
    )
    assert total(found, Selection()).amount_yen == 1
    assert total(found, Selection(statuses=("withdrawn",))).amount_yen == 20
    assert total(found, Selection(statuses=("announced", "withdrawn"))).amount_yen == 21
    assert amounts(found, Selection(), Breakdown.STATUS) == {"announced": 1}
    assert amounts(found, Selection(statuses=("withdrawn",)), Breakdown.MUNICIPALITY) == {KIKUYO: 20}


def test_suspended_projects_count() -> None:
    found = allocation([project(status_code="suspended", amount_yen=7)], [site()])
    assert amounts(found, Selection(), Breakdown.STATUS) == {"suspended": 7}


def test_nation_lists_every_prefecture_in_the_order_of_the_codes() -> None:
    lines = totals(allocation([project()], [site()]), Selection(), Breakdown.PREFECTURE)
    assert lines["code"].to_list() == list(codelist("prefecture").codes)
    assert lines["label"].to_list() == [entry.label_ja for entry in codelist("prefecture")]


@pytest.mark.parametrize("block", codelist("block").codes)
def test_block_lists_its_own_prefectures_only(block: str) -> None:
    found = allocation([project(), project("P-2")], [site(), site("P-2", CHITOSE)])
    assert codes(found, Selection(block), Breakdown.PREFECTURE) == list(prefectures_of(block))


def test_prefecture_lists_its_own_municipalities_only() -> None:
    found = allocation([project()], [site()])
    listed = codes(found, Selection(KUMAMOTO), Breakdown.MUNICIPALITY)
    assert listed == [code for code in municipalities().codes if code.startswith("43")]
    assert codes(found, Selection(KUMAMOTO), Breakdown.PREFECTURE) == [KUMAMOTO]
    assert codes(found, Selection(KIKUYO), Breakdown.MUNICIPALITY) == [KIKUYO]


def test_municipality_is_named_with_its_prefecture() -> None:
    lines = totals(allocation([], []), Selection(KUMAMOTO), Breakdown.MUNICIPALITY)
    assert "熊本県 菊陽町" in lines["label"].to_list()


def test_northern_villages_are_not_listed() -> None:
    listed = codes(allocation([project()], [site(lg_code=CHITOSE)]), Selection(), Breakdown.MUNICIPALITY)
    assert len(listed) == 1741
    assert not set(VILLAGES) & set(listed)


def test_northern_village_is_listed_last_when_a_project_is_there() -> None:
    found = allocation([project(amount_yen=5)], [site(lg_code=VILLAGE)])
    for area in (NATION, "hokkaido", "010006", VILLAGE):
        lines = totals(found, Selection(area), Breakdown.MUNICIPALITY)
        assert lines.iloc[-1][["code", "label", "amount_yen"]].to_list() == [VILLAGE, "北海道 色丹村", 5]
        assert set(lines["code"]) & set(VILLAGES) == {VILLAGE}
    assert VILLAGE not in codes(found, Selection(KUMAMOTO), Breakdown.MUNICIPALITY)


def test_unallocated_line_comes_last_and_only_when_there_is_something() -> None:
    here, wide = allocation([project()], [site()]), allocation([project()], [site(), site(lg_code=OZU)])
    assert UNALLOCATED not in codes(here, Selection(), Breakdown.MUNICIPALITY)
    lines = totals(wide, Selection(), Breakdown.MUNICIPALITY)
    assert lines.iloc[-1][["code", "projects", "amount_yen"]].to_list() == [UNALLOCATED, 1, 10_000_000_000]
    assert "複数" in lines.iloc[-1]["label"]
    assert UNALLOCATED not in codes(wide, Selection(), Breakdown.PREFECTURE)


def test_unallocated_line_of_an_area_holds_only_what_counts_in_that_area() -> None:
    found = allocation(
        [project("P-1", amount_yen=1), project("P-2", amount_yen=20), project("P-3", amount_yen=300)],
        [site("P-1"), site("P-1", OZU), site("P-2"), site("P-2", IMARI), site("P-3"), site("P-3", CHITOSE)],
    )
    expected = {NATION: 321, "kyushu": 21, KUMAMOTO: 1}
    for area, yen in expected.items():
        assert amounts(found, Selection(area), Breakdown.MUNICIPALITY) == {UNALLOCATED: yen}
        assert total(found, Selection(area)).amount_yen == yen
    assert amounts(found, Selection(), Breakdown.BLOCK) == {"kyushu": 21, UNALLOCATED: 300}


@pytest.mark.parametrize(
    ("by", "vocabulary"),
    [
        (Breakdown.FIELD, "strategic_field"),
        (Breakdown.SIZE_BAND, "size_band"),
        (Breakdown.STATUS, "project_status"),
    ],
)
def test_every_word_of_a_vocabulary_has_a_line(by: Breakdown, vocabulary: str) -> None:
    lines = totals(allocation([], []), Selection(), by)
    assert lines["code"].to_list() == list(codelist(vocabulary).codes)
    assert lines["label"].to_list() == [entry.label_ja for entry in codelist(vocabulary)]


def test_years_are_those_that_occur_and_the_unknown_one_comes_first() -> None:
    dates = ("2024-05", "", "2019", "2024")
    projects = [project(f"P-{at}", announced_date=date, operation_date="") for at, date in enumerate(dates)]
    lines = totals(allocation(projects, []), Selection(), Breakdown.ANNOUNCED_YEAR)
    assert lines[["code", "label", "projects"]].to_numpy().tolist() == [
        ["", "不明", 1],
        ["2019", "2019年", 1],
        ["2024", "2024年", 2],
    ]
    unknown = totals(allocation(projects, []), Selection(), Breakdown.OPERATION_YEAR)
    assert unknown[["code", "projects"]].to_numpy().tolist() == [["", 4]]


def test_both_ends_of_a_span_of_years_are_in_it() -> None:
    projects = [
        project(f"P-{year}", announced_date=f"{year}-06", amount_yen=year) for year in range(2020, 2025)
    ]
    found = allocation(projects, [])
    asked = [
        Selection(announced_from=a, announced_to=b) for a, b in [(2023, None), (None, 2021), (2022, 2022)]
    ]
    assert [total(found, selection).amount_yen for selection in asked] == [2023 + 2024, 2020 + 2021, 2022]


def test_projects_of_an_unknown_year_are_in_no_span_of_years() -> None:
    found = allocation([project(announced_date="")], [site()])
    spans = [(2000, None), (None, 2100), (1900, 2199)]
    assert [total(found, Selection(announced_from=a, announced_to=b)).projects for a, b in spans] == [0, 0, 0]
    assert total(found, Selection()).projects == 1


@pytest.mark.parametrize("text", ["きくようまち", "案件P-1", "ｐ－１", "会　社", "熊本県菊陽町", "第二工場"])
def test_text_is_found_whatever_its_width_case_and_spaces(text: str) -> None:
    found = allocation([project(name="案件 P-1 きくようまち"), project("Q-2", name="別", company_name="")], [
        site(place_note="第二 工場")
    ])  # fmt: skip
    assert total(found, Selection(text=text)).projects == 1


def test_nation_breakdown_is_one_line_about_the_selected_area() -> None:
    lines = totals(allocation([project()], [site()]), Selection(KUMAMOTO), Breakdown.NATION)
    assert lines[["code", "label", "projects"]].to_numpy().tolist() == [[KUMAMOTO, label_of(KUMAMOTO), 1]]
    assert level_of(KUMAMOTO) is Level.PREFECTURE


@given(amount=st.integers(0, 10**17), millionths=st.integers(0, 10**6))
def test_a_share_of_an_amount_is_exact_to_the_yen(amount: int, millionths: int) -> None:
    found = allocation(
        [project(amount_yen=amount, amount_scope="multi_site_total")],
        [site(lg_code=KIKUYO, share=millionths / 10**6), site(lg_code=OZU, share=None)],
    )
    part = amounts(found, Selection(), Breakdown.MUNICIPALITY).get(KIKUYO, 0)
    assert part == amount * millionths // 10**6
