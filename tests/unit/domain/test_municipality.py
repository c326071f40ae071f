"""The register of municipalities: found by code and by name, with every doubt said and none guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.codelist import codelist
from domain.municipality import Match, Problem, find_by_code, find_by_name, find_prefecture, municipalities
from tests.builders import KIKUYO, KUMAMOTO

HOKKAIDO, CHIBA, KANAGAWA, SHIZUOKA, KOCHI = "010006", "120006", "140007", "220001", "390003"
TOMARI = ("014036", "016969")

ENTRIES = list(municipalities())
entries = st.sampled_from(ENTRIES)


@pytest.mark.parametrize(
    "text", ["熊本県", "熊本", "43", "430005", "43000", " 熊本県 ", "４３０００５", "熊本 県", "熊本県\ufe00"]
)
def test_a_prefecture_is_found_by_any_usual_form(text):
    assert find_prefecture(text) == KUMAMOTO


@pytest.mark.parametrize(
    ("text", "code"),
    [("北海道", HOKKAIDO), ("1", HOKKAIDO), ("01", HOKKAIDO), ("東京", "130001"), ("京都", "260002")],
)
def test_prefectures_that_do_not_end_in_ken_and_lost_zeros_are_found(text, code):
    assert find_prefecture(text) == code


@pytest.mark.parametrize("text", ["", "熊元県", "0", "48", "99", "熊", "434043", "熊本市", "430006", "日本"])
def test_what_is_no_prefecture_is_not_found(text):
    assert find_prefecture(text) is None


def test_a_prefecture_is_found_by_two_full_width_digits():
    assert find_prefecture("４３") == KUMAMOTO


@given(entries)
def test_every_municipality_is_found_by_its_name_in_its_prefecture(entry):
    match = find_by_name(entry.more["prefecture"], entry.label_ja)
    expected = Match(None, Problem.AMBIGUOUS, TOMARI) if entry.label_ja == "泊村" else Match(entry.code)
    assert match == expected


@given(entries.filter(lambda entry: entry.label_ja != "泊村"))
def test_every_municipality_is_found_with_prefecture_and_county_before_its_name(entry):
    prefecture = entry.more["prefecture"]
    full = codelist("prefecture").label(prefecture) + entry.more["county"] + entry.label_ja
    assert find_by_name(prefecture, full) == Match(entry.code)


@pytest.mark.parametrize(
    ("prefecture", "written", "code"),
    [
        (CHIBA, "鎌ヶ谷市", "122246"),
        (CHIBA, "鎌ケ谷市", "122246"),
        (CHIBA, "鎌が谷市", "122246"),
        (KOCHI, "檮原町", "394050"),
        (KOCHI, "梼原町", "394050"),
        ("080004", "竜ケ崎市", "082082"),
        ("080004", "竜ヶ崎市", "082082"),
        ("040002", "塩釜市", "042030"),
        ("040002", "塩竃市", "042030"),
        ("020001", "鯵ケ沢町", "023213"),
        ("210005", "関が原町", "213624"),
        ("400009", "須惠町", "403440"),
        ("290009", "葛\U000e0100城市", "292117"),
    ],
)
def test_the_spellings_of_ministries_and_prefectures_find_one_municipality(prefecture, written, code):
    assert find_by_name(prefecture, written) == Match(code)


@pytest.mark.parametrize(
    ("prefecture", "name"),
    [("290009", "大和郡山市"), ("400009", "小郡市"), ("230006", "蒲郡市"), ("070009", "郡山市")],
)
def test_a_city_whose_name_holds_the_word_for_county_is_not_cut_short(prefecture, name):
    code = find_by_name(prefecture, name).lg_code
    assert municipalities().label(code) == name


def test_tomari_alone_stays_undecided_between_both_villages():
    assert find_by_name(HOKKAIDO, "泊村") == Match(None, Problem.AMBIGUOUS, TOMARI)


def test_a_ward_finds_its_city_and_says_so():
    assert find_by_name(KANAGAWA, "横浜市鶴見区") == Match("141003", Problem.WARD)


def test_a_ward_without_its_city_is_unknown():
    assert find_by_name(KANAGAWA, "鶴見区").problem is Problem.UNKNOWN


def test_a_near_miss_is_suggested_but_never_taken():
    match = find_by_name(KUMAMOTO, "菊用町")
    assert match.lg_code is None
    assert match.problem is Problem.UNKNOWN
    assert KIKUYO in match.candidates


def test_suggestions_stay_inside_the_prefecture():
    assert all(code[:2] == "43" for code in find_by_name(KUMAMOTO, "日田市").candidates)


@pytest.mark.parametrize("name", ["", "熊本県", "日田市", "千歳市", "菊陽"])
def test_names_from_elsewhere_and_fragments_are_unknown(name):
    assert find_by_name(KUMAMOTO, name).lg_code is None


@given(entries, st.sampled_from([str, lambda c: c[:5], int, lambda c: int(c[:5]), lambda c: float(int(c))]))
def test_code_and_name_together_always_decide(entry, form):
    name = f"{entry.more['county']}{entry.label_ja}"
    match = find_by_code(form(entry.code), name)
    assert match.lg_code == entry.code


def test_an_ambiguous_code_is_not_decided_without_a_name():
    assert find_by_code("12203") == Match(None, Problem.AMBIGUOUS, ("012203", "122033"))
    assert find_by_code("12203", "市川市") == Match("122033")
    assert find_by_code("12203", "士別市") == Match("012203")


@pytest.mark.parametrize(
    ("prefecture", "match"),
    [
        (CHIBA, Match("122033")),
        (HOKKAIDO, Match("012203")),
        (KUMAMOTO, Match(None, Problem.CODE_AND_NAME_DISAGREE, ("012203", "122033"))),
    ],
)
def test_an_ambiguous_code_is_decided_by_the_prefecture_beside_it(prefecture, match):
    assert find_by_code("12203", prefecture=prefecture) == match


@given(entries, st.sampled_from(codelist("prefecture").codes))
def test_a_code_is_found_in_its_own_prefecture_and_in_no_other(entry, prefecture):
    match = find_by_code(entry.code, prefecture=prefecture)
    if prefecture == entry.more["prefecture"]:
        assert match == Match(entry.code)
    else:
        assert match == Match(None, Problem.CODE_AND_NAME_DISAGREE, (entry.code,))


def test_a_ward_code_is_held_against_the_prefecture_too():
    assert find_by_code("141011", prefecture=KANAGAWA) == Match("141003", Problem.WARD)
    assert find_by_code("141011", prefecture=CHIBA).lg_code is None


def test_a_name_that_only_resembles_the_codes_is_not_borne_by_it():
    assert find_by_code(KIKUYO, "菊用町") == Match(None, Problem.CODE_AND_NAME_DISAGREE, (KIKUYO,))


def test_both_tomari_bear_their_name():
    assert find_by_code("014036", "泊村") == Match("014036")


def test_a_name_that_the_code_does_not_bear_is_taken_from_neither_side():
    assert find_by_code(KIKUYO, "大津町") == Match(None, Problem.CODE_AND_NAME_DISAGREE, (KIKUYO,))


def test_a_ward_code_finds_its_city_and_says_so():
    assert find_by_code("141011") == Match("141003", Problem.WARD)
    assert find_by_code("141011", "横浜市") == Match("141003", Problem.WARD)
    assert find_by_code("141011", "川崎市").problem is Problem.CODE_AND_NAME_DISAGREE


@pytest.mark.parametrize("cell", ["", "430005", "221317", "131008", "434044", "菊陽町"])
def test_prefectures_abolished_wards_and_wrong_codes_are_unknown(cell):
    assert find_by_code(cell) == Match(None, Problem.UNKNOWN)


@given(st.text(max_size=12))
def test_any_text_for_a_name_is_answered_without_a_crash(text):
    match = find_by_name(SHIZUOKA, text)
    assert match.lg_code is None or match.lg_code[:2] == "22"


@given(st.text(max_size=12), st.text(max_size=6))
def test_any_cell_for_a_code_is_answered_without_a_crash(cell, name):
    match = find_by_code(cell, name)
    assert match.lg_code is None or match.lg_code in municipalities()
