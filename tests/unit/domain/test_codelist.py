"""Vocabularies: reading, order, labels both ways, validity; no near miss is ever taken."""

import pytest

from domain.codelist import Codelist, Entry, codelist


def entry(code: str, label: str, **values: str) -> Entry:
    return Entry(
        code,
        label,
        values.get("label_en", code),
        values.get("valid_from", "2020-04-01"),
        values.get("valid_to", ""),
        "試験",
        {},
    )


def test_a_list_keeps_the_order_of_its_rows():
    words = Codelist("試験", [entry("b", "乙"), entry("a", "甲")])
    assert words.codes == ("b", "a")
    assert [word.code for word in words] == ["b", "a"]
    assert words.position == {"b": 0, "a": 1}
    assert len(words) == 2


def test_a_code_named_twice_is_refused():
    with pytest.raises(ValueError, match="試験"):
        Codelist("試験", [entry("a", "甲"), entry("a", "乙")])


def test_labels_and_codes_lead_to_each_other():
    words = Codelist("試験", [entry("a", "甲")])
    assert words.label("a") == "甲"
    assert words.code_of("甲") == "a"
    assert "a" in words
    assert words["a"].label_en == "a"


@pytest.mark.parametrize("near", ["甲 ", "甲乙", "", "a", "A"])
def test_near_misses_have_no_code(near):
    assert Codelist("試験", [entry("a", "甲")]).code_of(near) is None


def test_the_empty_code_has_the_empty_label_and_an_unknown_one_is_an_error():
    words = Codelist("試験", [entry("a", "甲")])
    assert words.label("") == ""
    with pytest.raises(KeyError):
        words.label("b")


@pytest.mark.parametrize(
    ("day", "is_valid"),
    [
        ("2020-03-31", False),
        ("2020-04-01", True),
        ("2024-03-31", True),
        ("2024-04-01", False),
    ],
)
def test_a_word_is_valid_from_its_first_to_its_last_day(day, is_valid):
    assert entry("a", "甲", valid_to="2024-03-31").is_valid_on(day) is is_valid


def test_a_word_without_an_end_stays_valid():
    assert entry("a", "甲").is_valid_on("2999-12-31")


def test_columns_of_one_list_alone_are_kept_as_more():
    assert codelist("prefecture")["430005"].more["block"] == "kyushu"
    assert "label_ja" not in codelist("prefecture")["430005"].more


def test_a_list_is_read_once():
    assert codelist("block") is codelist("block")


def test_a_list_that_does_not_exist_is_an_error():
    with pytest.raises(FileNotFoundError):
        codelist("no_such_list")
