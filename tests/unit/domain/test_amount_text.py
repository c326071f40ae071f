"""Amounts in words: units count, qualifiers and marks are told, and magnitudes are never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.amount_text import AmountReading, empty_mark, read_amount
from domain.codelist import codelist
from domain.money import LARGEST_YEN, OKU


@pytest.mark.parametrize(
    ("text", "yen"),
    [
        ("1兆2,345億円", 1_234_500_000_000),
        ("500百万円", 500_000_000),
        ("3,500億", 350_000_000_000),
        ("12億3,400万円", 1_234_000_000),
        ("3億5千万円", 350_000_000),
        ("1.5兆", 1_500_000_000_000),
        ("１．５千億円", 150_000_000_000),
        ("1 兆 2,345 億円", 1_234_500_000_000),
        ("▲12億円", -1_200_000_000),
        ("100円", 100),
        ("￥1,000", 1_000),
        ("9223372036854775807円", LARGEST_YEN),
    ],
)
def test_a_unit_in_the_text_counts(text, yen):
    assert read_amount(text, OKU) == AmountReading(yen, has_unit=True)


@pytest.mark.parametrize(
    ("text", "yen"),
    [("25.6", 2_560_000_000), ("０", 0), ("△12", -12 * OKU), ("−12", -12 * OKU), ("1,040", 1040 * OKU)],
)
def test_a_bare_number_is_in_the_columns_unit(text, yen):
    assert read_amount(text, OKU) == AmountReading(yen)


def test_the_columns_unit_is_taken_however_large_the_number():
    assert read_amount("30000000", OKU) == AmountReading(30_000_000 * OKU)
    assert read_amount("30000000", 1) == AmountReading(30_000_000)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "約",
        "億円",
        "数百億円",
        "300～500億円",
        "1,04",
        "(12)",
        "100億円(税込)",
        "1e3",
        "+5",
        "2千3百万円",
        "1億2億円",
        "1兆2345",
        "100億50",
        "5千",
        "100百万ドル",
        "100億円(うち国費50億円)",
        "0.000000001",
        "9223372036854775808円",
        "以上100億円以下",
        "100億円以上200億円以下",
        "三億円",
        "1.2.3",
        "9" * 60,
        "9" * 5000,
    ],
)
def test_what_is_not_certain_is_not_read(text):
    assert read_amount(text, OKU) is None


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("約100億円", "about"),
        ("概ね100億円規模", "about"),
        ("100億円程度", "about"),
        ("100億円超", "at_least"),
        ("100億円以上", "at_least"),
        ("100億円余", "at_least"),
        ("100億超円", "at_least"),
        ("約100億円超", "at_least"),
        ("最大100億円", "at_most"),
        ("100億円以下", "at_most"),
    ],
)
def test_a_qualifier_is_told_and_the_number_kept(text, qualifier):
    assert read_amount(text, OKU) == AmountReading(100 * OKU, "", qualifier, has_unit=True)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("非公表", "undisclosed"),
        ("ｘ", "undisclosed"),
        ("調整中", "undecided"),
        ("（未定）", "undecided"),
        ("…", "unknown"),
        ("不明", "unknown"),
        ("－", "none"),
        ("―", "none"),
        ("なし", "none"),
    ],
)
def test_a_mark_for_no_amount_is_known_by_its_meaning(text, mark):
    assert read_amount(text, OKU) == AmountReading(mark=mark)


@pytest.mark.parametrize("text", ["", "0", "調整中です", "xx", "--"])
def test_other_texts_are_no_marks(text):
    assert empty_mark(text) == ""


def test_no_form_of_a_mark_or_qualifier_stands_for_two():
    marks = [form for entry in codelist("empty_mark") for form in entry.more["forms"].split()]
    words = [
        form
        for entry in codelist("amount_qualifier")
        for form in (entry.more["before"] + " " + entry.more["after"]).split()
    ]
    assert len(set(marks)) == len(marks)
    assert len(set(words)) == len(words)


@given(st.integers(0, 9_000), st.integers(1, 9_999), st.integers(0, 9_999))
def test_any_amount_in_units_is_read_to_the_yen(cho, oku, man):
    text = (f"{cho:,}兆" if cho else "") + f"{oku:,}億" + (f"{man:,}万" if man else "") + "円"
    assert read_amount(text, OKU) == AmountReading(cho * 10**12 + oku * OKU + man * 10**4, has_unit=True)


@given(st.text(alphabet="0123456789.,兆億百千万円約超以上▲-¥ x…()", max_size=16))
def test_any_text_is_nothing_or_a_reading_within_64_bits(text):
    found = read_amount(text, OKU)
    if found is not None:
        assert (found.yen is None) == bool(found.mark)
        assert found.yen is None or abs(found.yen) <= LARGEST_YEN
