"""Names in the register: keys that never collide, kana and suffixes that fit, official spellings."""

import re
import unicodedata
from collections import defaultdict

import pytest

from domain.codelist import codelist
from domain.municipality import municipalities
from domain.spelling import name_key

SUFFIXES = {"市": "市", "政令指定都市": "市", "特別区": "区", "町": "町", "村": "村", "北方領土": "村"}
# fmt: off
TOKYO_ISLANDS = [
    "大島町", "利島村", "新島村", "神津島村", "三宅村", "御蔵島村", "八丈町", "青ヶ島村", "小笠原村",
]
SPELT_WITH_CARE = [
    "外ヶ浜町", "鰺ヶ沢町", "六ヶ所村", "七ヶ宿町", "七ヶ浜町", "鶴ヶ島市", "青ヶ島村", "茅ヶ崎市", "駒ヶ根市", "吉野ヶ里町",
    "五ヶ瀬町", "金ケ崎町", "龍ケ崎市", "鎌ケ谷市", "袖ケ浦市", "関ケ原町", "塩竈市", "檜枝岐村", "飯舘村", "糸満市",
]
# fmt: on


def test_no_two_municipalities_of_a_prefecture_share_a_key_but_both_tomari():
    at = defaultdict(set)
    for entry in municipalities():
        for name in filter(None, (entry.label_ja, entry.more["alias"])):
            at[entry.code[:2], name_key(name)].add(entry.code)
    assert {key: codes for key, codes in at.items() if len(codes) > 1} == {
        ("01", "泊村"): {"014036", "016969"}
    }


def test_no_ward_shares_a_key_with_a_municipality_of_its_prefecture():
    bodies = {(entry.code[:2], name_key(entry.label_ja)) for entry in municipalities()}
    wards = [(ward.code[:2], name_key(ward.label_ja)) for ward in codelist("ward")]
    assert not bodies & set(wards)
    assert len(wards) == len(set(wards))


def test_no_two_prefectures_share_a_key():
    keys = [name_key(entry.label_ja) for entry in codelist("prefecture")]
    assert len(set(keys)) == 47


def test_a_name_without_its_county_is_no_other_municipality():
    # find_by_name cuts "…郡" from what it could not find: the rest must not be another place's name.
    names = {(entry.code[:2], name_key(entry.label_ja)) for entry in municipalities()}
    for entry in municipalities():
        rest = re.sub(r"^.{1,5}?郡(?=.)", "", name_key(entry.label_ja))
        assert rest == name_key(entry.label_ja) or (entry.code[:2], rest) not in names


def test_names_end_as_their_kind_says():
    for entry in municipalities():
        assert entry.label_ja.endswith(SUFFIXES[entry.more["kind"]])
    assert all(ward.label_ja.endswith("区") for ward in codelist("ward"))


def test_towns_and_villages_have_a_county_and_cities_have_none():
    island_towns = set()
    for entry in municipalities():
        if entry.more["kind"] in ("町", "村"):
            if not entry.more["county"]:
                island_towns.add((entry.code[:2], entry.label_ja))
            else:
                assert entry.more["county"].endswith("郡")
        else:
            assert entry.more["county"] == ""
    # The islands of Tokyo belong to no county.
    assert island_towns == {("13", name) for name in TOKYO_ISLANDS}


@pytest.mark.parametrize("name", ["prefecture", "municipality", "ward"])
def test_readings_are_in_hiragana(name):
    for entry in codelist(name):
        assert re.fullmatch(r"[ぁ-ゖー]+", entry.more["kana"]), entry.label_ja


def test_names_can_be_written_in_shift_jis_and_do_not_change_under_nfkc():
    for entry in (*municipalities(), *codelist("ward"), *codelist("prefecture")):
        assert entry.label_ja.encode("cp932").decode("cp932") == entry.label_ja
        assert unicodedata.normalize("NFKC", entry.label_ja) == entry.label_ja


@pytest.mark.parametrize("name", SPELT_WITH_CARE)
def test_the_register_spells_as_the_official_list(name):
    assert name in {entry.label_ja for entry in municipalities()}


def test_the_register_spells_yusuhara_as_the_official_list():
    assert municipalities().label("394050") == "梼原町"


def test_names_that_repeat_in_the_nation_are_told_apart_by_prefecture():
    at = defaultdict(list)
    for entry in municipalities():
        at[entry.label_ja].append(entry.code[:2])
    assert sorted(at["府中市"]) == ["13", "34"]
    assert sorted(at["伊達市"]) == ["01", "07"]
    assert len(at["池田町"]) == 4
