"""Areas: levels, nesting and names of nation, blocks, prefectures and municipalities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.area import NATION, NORTHERN, Level, block_of, label_of, level_of, lineage, prefectures_of
from domain.codelist import codelist
from tests.builders import KIKUYO, KUMAMOTO

ALL_AREAS = (
    NATION,
    *codelist("block").codes,
    *codelist("prefecture").codes,
    *codelist("municipality").codes,
)


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("japan", Level.NATION),
        ("kyushu", Level.BLOCK),
        (KUMAMOTO, Level.PREFECTURE),
        (KIKUYO, Level.MUNICIPALITY),
        ("016969", Level.MUNICIPALITY),
    ],
)
def test_each_code_has_its_level(code, level):
    assert level_of(code) is level


@pytest.mark.parametrize("code", ["", "Japan", "kyuushuu", "480000", "011011", "43404", NORTHERN, "九州"])
def test_codes_that_are_no_area_are_an_error(code):
    with pytest.raises(KeyError):
        level_of(code)


def test_levels_have_japanese_names():
    assert [level.label_ja for level in Level] == ["全国", "ブロック", "都道府県", "市区町村"]


@pytest.mark.parametrize(
    ("code", "short", "full"),
    [
        (NATION, "全国", "全国"),
        ("hokkaido", "北海道", "北海道ブロック"),
        ("010006", "北海道", "北海道"),
        (KIKUYO, "菊陽町", "熊本県 菊陽町"),
        (NORTHERN, "北方四島（対象外）", "北方四島（対象外）"),
    ],
)
def test_areas_are_named_and_told_apart_in_full(code, short, full):
    assert label_of(code) == short
    assert label_of(code, full=True) == full


def test_full_names_of_all_areas_differ_but_for_both_tomari():
    names = [label_of(code, full=True) for code in ALL_AREAS]
    assert {name for name in names if names.count(name) > 1} == {"北海道 泊村"}


def test_a_lineage_leads_from_the_nation_to_the_area():
    assert lineage(KIKUYO) == (NATION, "kyushu", KUMAMOTO, KIKUYO)
    assert lineage(KUMAMOTO) == (NATION, "kyushu", KUMAMOTO)
    assert lineage("kyushu") == (NATION, "kyushu")
    assert lineage(NATION) == (NATION,)


@given(st.sampled_from(ALL_AREAS))
def test_every_area_lies_in_one_area_of_each_level_above_it(code):
    above = lineage(code)
    assert above[-1] == code
    assert [level_of(area) for area in above] == list(Level)[: len(above)]


@given(st.sampled_from(codelist("municipality").codes))
def test_a_municipality_lies_in_the_block_that_lists_its_prefecture(code):
    assert lineage(code)[2] in prefectures_of(block_of(code))


def test_a_block_that_does_not_exist_has_no_prefectures():
    assert prefectures_of("atlantis") == ()
