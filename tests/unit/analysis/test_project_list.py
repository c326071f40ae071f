"""The list of selected projects: its order, its words, and which of them a map shows or leaves out."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.allocation import Allocation
from analysis.project_list import (
    REASON_NO_PLACE,
    REASON_NOT_DISCLOSED,
    largest_projects,
    not_shown_on_map,
    selected_projects,
    shown_on_map,
)
from analysis.selection import Selection
from analysis.totals import total
from domain.area import Level
from domain.project_tables import PROJECTS
from tests.builders import CHITOSE, IMARI, KIKUYO, KUMAMOTO, OZU, allocation, project, site
from tests.unit.analysis.brute_force import Row
from tests.unit.analysis.strategies import near_selections, small_records

UNDISCLOSED = {"amount_yen": None, "amount_scope": "not_disclosed"}


def ids(frame: pd.DataFrame) -> list[str]:
    return frame["project_id"].to_list()


def only(*sites: Row, **values: object) -> pd.Series:
    """The line of a single project in the list of the whole country."""
    return selected_projects(allocation([project(**values)], sites), Selection()).iloc[0]


@pytest.fixture
def five() -> Allocation:
    amounts = {"P-1": 5, "P-2": None, "P-3": 70, "P-4": 0, "P-5": 5}
    return allocation(
        [project(key, amount_yen=yen) for key, yen in amounts.items()], [site(key) for key in amounts]
    )


def test_largest_amount_comes_first_then_the_id_and_the_undisclosed_last(five: Allocation) -> None:
    assert ids(selected_projects(five, Selection())) == ["P-3", "P-1", "P-5", "P-4", "P-2"]


@pytest.mark.parametrize("most", [0, 1, 3, 5, 99])
def test_the_largest_are_the_first_of_the_list_in_the_same_words(five: Allocation, most: int) -> None:
    short, whole = largest_projects(five, Selection(), most), selected_projects(five, Selection())[:most]
    assert [project.project_id for project in short] == ids(whole)
    for brief, wanted in zip(short, whole.itertuples(), strict=True):
        assert (brief.name, brief.status, brief.scope_mark) == (wanted.name, wanted.status, wanted.scope_mark)
        assert brief.amount_yen == (None if pd.isna(wanted.amount_yen) else wanted.amount_yen)


def test_row_labels_are_positions_in_the_records(five: Allocation) -> None:
    listed = selected_projects(five, Selection())
    assert five.records.projects["project_id"].loc[listed.index].to_list() == ids(listed)


def test_list_has_the_columns_of_the_record_and_their_words() -> None:
    line = only(
        site(),
        site(lg_code=IMARI),
        field_code="ocean",
        status_code="operating",
        amount_scope="lower_bound",
        announced_date="2024-05",
        operation_date="",
    )
    assert set(PROJECTS.column_names) <= set(line.index)
    words = ["field", "status", "scope", "scope_mark", "size_band", "announced", "operation"]
    assert line[words].to_list() == ["海洋", "稼働", "下限値", "以上", "100億〜500億円", "2024年5月", ""]


@pytest.mark.parametrize(
    ("sites", "places"),
    [
        ([site()], "熊本県 菊陽町"),
        ([site(lg_code=KUMAMOTO)], "熊本県"),
        ([site(lg_code=IMARI), site()], "佐賀県 伊万里市、熊本県 菊陽町"),
        ([site(lg_code="", place_note="台湾")], "台湾"),
        ([site(lg_code="")], "所在地不明"),
        ([], "所在地不明"),
    ],
)
def test_places_are_named_with_their_prefecture(sites: list[Row], places: str) -> None:
    assert only(*sites)["places"] == places


def test_counted_yen_is_what_counts_in_the_selected_area() -> None:
    found = allocation([project(amount_yen=1000)], [site(share=0.6), site(lg_code=IMARI, share=0.4)])
    counted = {
        area: selected_projects(found, Selection(area))["counted_yen"].to_list()
        for area in ("japan", "kyushu", KUMAMOTO, KIKUYO, IMARI, OZU)
    }
    assert counted == {
        "japan": [1000],
        "kyushu": [1000],
        KUMAMOTO: [600],
        KIKUYO: [600],
        IMARI: [400],
        OZU: [],
    }


def test_counted_yen_is_missing_and_not_zero_where_none_counts() -> None:
    wide = allocation([project()], [site(), site(lg_code=IMARI)])
    hidden = allocation([project(**UNDISCLOSED)], [site()])
    nothing = allocation([project(amount_yen=0)], [site()])
    assert selected_projects(wide, Selection(KIKUYO))["counted_yen"].isna().to_list() == [True]
    assert selected_projects(hidden, Selection(KIKUYO))["counted_yen"].isna().to_list() == [True]
    assert selected_projects(nothing, Selection(KIKUYO))["counted_yen"].to_list() == [0]


def test_list_of_nothing_has_all_columns(five: Allocation) -> None:
    empty, full = (selected_projects(five, Selection(area)) for area in (IMARI, KIKUYO))
    assert empty.empty
    assert list(empty.columns) == list(full.columns)


@given(small_records(), near_selections())
@settings(deadline=None, max_examples=50)
def test_list_and_total_tell_the_same(rows: tuple[list[Row], list[Row]], selection: Selection) -> None:
    found = allocation(*rows)
    listed, whole = selected_projects(found, selection), total(found, selection)
    assert len(listed) == len(set(ids(listed))) == whole.projects
    assert int(listed["counted_yen"].sum()) == whole.amount_yen
    assert listed["counted_yen"].notna().sum() == whole.projects_with_amount
    assert listed["amount_yen"].isna().sum() == whole.not_disclosed


@given(small_records(), near_selections(), st.booleans(), st.sampled_from(list(Level)))
@settings(deadline=None, max_examples=80)
def test_map_and_what_it_leaves_out_are_together_the_selection(
    rows: tuple[list[Row], list[Row]], selection: Selection, by_amount: bool, level: Level
) -> None:
    if list(Level).index(level) < list(Level).index(selection.level):
        level = selection.level
    found = allocation(*rows)
    shown = shown_on_map(found, selection, level, by_amount=by_amount)
    on_map = set(found.records.projects["project_id"][shown])
    left_out = ids(not_shown_on_map(found, selection, level, by_amount=by_amount))
    assert on_map.isdisjoint(left_out)
    assert on_map | set(left_out) == set(ids(selected_projects(found, selection)))


@pytest.mark.parametrize(
    ("level", "by_amount", "is_shown"),
    [
        (Level.MUNICIPALITY, True, False),
        (Level.MUNICIPALITY, False, True),
        (Level.PREFECTURE, True, True),
        (Level.PREFECTURE, False, True),
        (Level.NATION, True, True),
    ],
)
def test_map_by_amount_shows_a_project_where_its_amount_counts(
    level: Level, by_amount: bool, is_shown: bool
) -> None:
    found = allocation([project()], [site(), site(lg_code=OZU)])
    assert shown_on_map(found, Selection(), level, by_amount=by_amount).tolist() == [is_shown]


def test_map_shows_the_parts_of_the_selected_area_only() -> None:
    found = allocation([project(), project("P-2")], [site(), site("P-2", CHITOSE)])
    shown = shown_on_map(found, Selection("kyushu"), Level.MUNICIPALITY, by_amount=True)
    assert shown.tolist() == [True, False]


def test_map_shows_a_project_whose_shares_count_in_part_elsewhere() -> None:
    found = allocation([project()], [site(share=0.5), site(lg_code="")])
    assert shown_on_map(found, Selection(), Level.MUNICIPALITY, by_amount=True).tolist() == [True]


@pytest.mark.parametrize(
    ("values", "sites", "level", "by_amount", "reason"),
    [
        (UNDISCLOSED, [site()], Level.PREFECTURE, True, REASON_NOT_DISCLOSED),
        (UNDISCLOSED, [site(lg_code="")], Level.PREFECTURE, True, REASON_NOT_DISCLOSED),
        (UNDISCLOSED, [site(lg_code="")], Level.PREFECTURE, False, REASON_NO_PLACE),
        ({}, [site(lg_code="")], Level.PREFECTURE, True, REASON_NO_PLACE),
        ({}, [], Level.BLOCK, False, REASON_NO_PLACE),
        ({}, [site(), site(lg_code=OZU)], Level.MUNICIPALITY, True, "複数の市区町村にまたがる合計額"),
        ({}, [site(), site(lg_code=IMARI)], Level.PREFECTURE, True, "複数の都道府県にまたがる合計額"),
        ({}, [site(), site(lg_code=CHITOSE)], Level.BLOCK, True, "複数のブロックにまたがる合計額"),
    ],
)
def test_every_project_that_is_left_out_has_its_reason(
    values: dict, sites: list[Row], level: Level, by_amount: bool, reason: str
) -> None:
    found = allocation([project(**values)], sites)
    left_out = not_shown_on_map(found, Selection(), level, by_amount=by_amount)
    assert ids(left_out) == ["P-1"]
    assert left_out["reason"].iloc[0].startswith(reason)


def test_place_known_to_the_prefecture_is_not_called_undisclosed_or_abroad() -> None:
    found = allocation([project()], [site(lg_code=KUMAMOTO)])
    left_out = not_shown_on_map(found, Selection(), Level.MUNICIPALITY, by_amount=False)
    assert ids(left_out) == ["P-1"]
    assert left_out["reason"].iloc[0] != REASON_NO_PLACE


def test_nothing_is_left_out_where_everything_is_shown(five: Allocation) -> None:
    assert not_shown_on_map(five, Selection(), Level.PREFECTURE, by_amount=False).empty
    assert ids(not_shown_on_map(five, Selection(), Level.PREFECTURE, by_amount=True)) == ["P-2"]
