"""Spelling keys: what meets under one key, what must stay apart, and that keys are stable."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.spelling import company_key, label_key, name_key, plain, search_key

# What is typed in Japan: ASCII, punctuation, kana (composed), kanji, and full- and half-width forms.
typed = st.text(
    st.one_of(
        st.characters(min_codepoint=0x20, max_codepoint=0x7E),
        st.characters(min_codepoint=0x2010, max_codepoint=0x2015),
        st.characters(
            min_codepoint=0x3000, max_codepoint=0x30FE, exclude_characters="\u3099\u309a\u309b\u309c"
        ),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.characters(min_codepoint=0xFF01, max_codepoint=0xFF9D),
    )
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("鎌ヶ谷市", "鎌ケ谷市"),
        ("鎌が谷市", "鎌ケ谷市"),
        ("関ガ原町", "関ケ原町"),
        ("竜ケ崎市", "龍ケ崎市"),
        ("塩釜市", "塩竈市"),
        ("檮原町", "梼原町"),
        ("桧枝岐村", "檜枝岐村"),
        ("飯舘村", "飯館村"),
        ("葛\U000e0100城市", "葛城市"),
        ("髙﨑市", "高崎市"),
        ("菊 陽 町", "菊陽町"),
        ("菊　陽町", "菊陽町"),
        ("八ッ場", "八ツ場"),
        ("ﾆｾｺ町", "ニセコ町"),
        ("須惠町", "須恵町"),
        ("廣島縣", "広島県"),
    ],
)
def test_spellings_of_one_name_share_a_key(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("茅が﨑市", "茅ヶ崎市"), ("﨑が谷", "崎ケ谷"), ("𠮷ガ原", "𠮷ケ原"), ("佐々が谷", "佐々ケ谷")],
)
def test_ga_beside_an_old_character_form_is_folded_too(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("大津町", "大律町"), ("合志市", "合誌市"), ("つがる市", "つケる市"), ("菊陽町", "菊陽"), ("", "町")],
)
def test_different_names_keep_different_keys(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("１２３", "123"),
        ("－５", "-5"),
        ("−5", "-5"),
        ("–5", "-5"),
        ("1，040", "1,040"),
        ("　7 ", "7"),
        ("２０２７－０４", "2027-04"),
        ("ー", "ー"),
    ],
)
def test_numbers_and_dates_lose_width_and_kinds_of_hyphen_only(typed, read):
    assert plain(typed) == read


def test_a_search_ignores_width_case_and_spaces():
    assert search_key("ＴＳＭＣ ㈱") == search_key("tsmc(株)")


def test_a_search_finds_old_character_forms():
    assert search_key("髙島屋") == search_key("高島屋")


@given(typed)
def test_keys_are_stable_and_hold_no_white_space(text):
    for key in (name_key, search_key):
        once = key(text)
        assert key(once) == once
        assert not any(character.isspace() for character in once)


@given(typed)
def test_plain_text_is_stable(text):
    assert plain(plain(text)) == plain(text)


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E)))
def test_a_full_width_form_has_the_key_of_its_half_width_form(text):
    wide = "".join(chr(ord(character) + 0xFEE0) for character in text)
    assert unicodedata.normalize("NFKC", wide) == text
    assert search_key(wide) == search_key(text)
    assert name_key(wide) == name_key(text)


@pytest.mark.parametrize(
    "text", ["投資額（億円）", "投資額(億円)", "投資額 （億円）", "投資額\n(億円)", "　投資額（億円） "]
)
def test_a_label_meets_itself_in_any_width_and_spacing(text):
    assert label_key(text) == "投資額(億円)"


@pytest.mark.parametrize(("one", "other"), [("投資額", "投資額（億円）"), ("ケ", "ヶ"), ("KPI", "kpi")])
def test_labels_that_differ_in_a_character_stay_apart(one, other):
    assert label_key(one) != label_key(other)


@pytest.mark.parametrize(
    "name", ["架空精機", "株式会社 架空精機", "架空精機㈱", "（有）架空精機", "架空精機合同会社"]
)
def test_company_meets_itself_whatever_its_legal_form(name):
    assert company_key(name) == "架空精機"


def test_company_of_a_legal_form_alone_keeps_it():
    assert company_key("株式会社") == "株式会社"
