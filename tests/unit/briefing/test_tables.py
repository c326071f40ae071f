"""Answer tables: Japanese headings with units, and the numbers of the answers behind them."""

import pandas as pd
import pytest

from analysis.allocation import Allocation, allocate
from analysis.selection import Selection
from analysis.totals import Breakdown, total, totals
from briefing.tables import BREAKDOWN_LABEL, parts_of, projects_table, totals_table
from domain.area import Level
from domain.population import populations
from tests.builders import IMARI, KIKUYO, KUMAMOTO, OZU, SAGA, allocation, project, records, site

HIDDEN = {"amount_yen": None, "amount_scope": "not_disclosed"}
YEN, OKU = "投資額（円）", "投資額（億円）"


@pytest.fixture
def three() -> Allocation:
    """熊本: one amount; 佐賀: an undisclosed one; and one that spans both."""
    return allocation(
        [
            project(
                "P-1", amount_yen=2_560_000_000, public_support_yen=50_000_000, amount_scope="lower_bound"
            ),
            project("P-2", **HIDDEN),
            project("P-3", amount_yen=100_000_000, amount_scope="partial"),
        ],
        [site("P-1"), site("P-2", IMARI), site("P-3"), site("P-3", IMARI)],
    )


def line(answer: pd.DataFrame, code: str) -> pd.Series:
    return answer[answer["コード"] == code].iloc[0]


@pytest.mark.parametrize("by", list(Breakdown))
def test_table_has_the_lines_and_numbers_of_its_totals(three: Allocation, by: Breakdown) -> None:
    answer, lines = totals_table(three, Selection(), by).frame, totals(three, Selection(), by)
    assert answer["コード"].to_list() == lines["code"].to_list()
    assert answer[BREAKDOWN_LABEL[by]].to_list() == lines["label"].to_list()
    for heading, column in {
        "案件数（件）": "projects",
        "金額公表（件）": "projects_with_amount",
        "金額非公表（件）": "not_disclosed",
        "より広い区域に数えた案件（件）": "counted_wider",
        "下限値を含む（件）": "lower_bounds",
        "一部の額を含む（件）": "partial_scopes",
    }.items():
        assert answer[heading].to_list() == lines[column].to_list(), heading
    assert answer[YEN].fillna(0).to_list() == lines["amount_yen"].to_list()
    assert answer["国の支援の上限（円）"].fillna(0).to_list() == lines["public_support_yen"].to_list()


@pytest.mark.parametrize("by", list(Breakdown))
def test_every_heading_of_a_number_names_its_unit(three: Allocation, by: Breakdown) -> None:
    answer = totals_table(three, Selection(), by).frame
    numbers = [name for name in answer.columns if pd.api.types.is_numeric_dtype(answer[name])]
    assert len(numbers) >= 10
    assert all(name.endswith(("円）", "件）", "人）")) for name in numbers)


@pytest.mark.parametrize("by", list(Breakdown))
def test_every_table_has_a_name_of_its_own_that_a_sheet_may_bear(three: Allocation, by: Breakdown) -> None:
    names = [totals_table(three, Selection(), each).name for each in Breakdown]
    assert len(set(names)) == len(names)
    assert totals_table(three, Selection(), by).name.endswith("合計" if by is Breakdown.NATION else "別")
    assert len(totals_table(three, Selection(), by).name) <= 31


def test_amounts_are_shown_in_yen_and_in_100_million_yen(three: Allocation) -> None:
    found = line(totals_table(three, Selection(), Breakdown.PREFECTURE).frame, KUMAMOTO)
    assert (found[YEN], found[OKU]) == (2_560_000_000, 25.6)
    assert (found["国の支援の上限（円）"], found["国の支援の上限（億円）"]) == (50_000_000, 0.5)


def test_amount_that_does_not_count_is_told_apart_from_zero(three: Allocation) -> None:
    found = line(totals_table(three, Selection(), Breakdown.PREFECTURE).frame, SAGA)
    assert pd.isna(found[[YEN, OKU, "人口当たり投資額（円／人）"]]).all()
    assert found[
        ["案件数（件）", "金額公表（件）", "金額非公表（件）", "より広い区域に数えた案件（件）"]
    ].to_list() == [
        2,
        0,
        1,
        1,
    ]


def test_amount_per_head_stands_in_the_table_by_prefecture_alone(three: Allocation) -> None:
    heading = "人口当たり投資額（円／人）"
    found = line(totals_table(three, Selection(), Breakdown.PREFECTURE).frame, KUMAMOTO)
    assert found[heading] == round(2_560_000_000 / populations()[KUMAMOTO])
    others = [by for by in Breakdown if by is not Breakdown.PREFECTURE]
    assert all(heading not in totals_table(three, Selection(), by).frame for by in others)


def test_project_is_one_line_in_words(three: Allocation) -> None:
    answer = projects_table(three, Selection())
    assert answer.name == "案件"
    assert answer.frame["案件ID"].to_list() == ["P-1", "P-3", "P-2"]
    assert answer.frame.iloc[0].to_dict() == {
        "区分": "架空",
        "案件ID": "P-1",
        "案件名": "案件 P-1",
        "事業者": "会社",
        "分野": "AI・半導体",
        "所在地": "熊本県 菊陽町",
        "投資額（億円）": 25.6,
        "金額の範囲": "下限値",
        "この区域に数えた額（億円）": 25.6,
        "国の支援の上限（億円）": 0.5,
        "公表": "2024",
        "稼働（予定を含む）": "2027",
        "状況": "公表",
        "投資規模": "10億〜50億円",
        "出典": "https://example.jp/",
        "引用": "",
        "注意": "",
        "計画ID": "",
    }


def test_lines_of_a_real_registry_have_no_mark() -> None:
    real = allocate(records([project()], [site()], is_fictional=False))
    for answer in (projects_table(real, Selection()), totals_table(real, Selection(), Breakdown.FIELD)):
        assert "区分" not in answer.frame


def test_project_table_tells_the_whole_amount_beside_what_counts_here(three: Allocation) -> None:
    found = projects_table(three, Selection(SAGA)).frame
    assert found["案件ID"].to_list() == ["P-3", "P-2"]
    assert found["投資額（億円）"].iloc[0] == 1.0
    assert found["この区域に数えた額（億円）"].isna().all()


@pytest.mark.parametrize("area", ["japan", "kyushu", KUMAMOTO, SAGA, KIKUYO])
def test_amounts_of_the_listed_projects_add_up_to_the_total(three: Allocation, area: str) -> None:
    counted = projects_table(three, Selection(area)).frame["この区域に数えた額（億円）"]
    assert round(counted.sum() * 10**8) == total(three, Selection(area)).amount_yen


def test_tables_of_nothing_keep_their_headings(three: Allocation) -> None:
    nothing = Selection(fields=("ocean",))
    for made in (totals_table(three, nothing, Breakdown.ANNOUNCED_YEAR), projects_table(three, nothing)):
        assert made.frame.empty
    assert list(projects_table(three, nothing).frame) == list(projects_table(three, Selection()).frame)


def test_area_is_shown_by_the_areas_below_it() -> None:
    assert {level: parts_of(level) for level in Level} == {
        Level.NATION: Breakdown.PREFECTURE,
        Level.BLOCK: Breakdown.PREFECTURE,
        Level.PREFECTURE: Breakdown.MUNICIPALITY,
        Level.MUNICIPALITY: Breakdown.MUNICIPALITY,
    }


def test_shares_are_shown_where_they_count() -> None:
    found = allocation([project(amount_yen=300_000_000)], [site(share=0.6), site(lg_code=OZU, share=0.4)])
    answer = totals_table(found, Selection(KUMAMOTO), Breakdown.MUNICIPALITY).frame
    assert [line(answer, code)[OKU] for code in (KIKUYO, OZU)] == [1.8, 1.2]
