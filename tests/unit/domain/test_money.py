"""Money: 億円 cells to whole yen, whole yen to words, with nothing lost but announced rounding."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.money import CHO, OKU, format_yen, oku_to_yen

yen_amounts = st.integers(-(2**63) + 1, 2**63 - 1)


@pytest.mark.parametrize(
    ("cell", "yen"),
    [
        ("0", 0),
        ("100", 100 * OKU),
        ("25.6", 2_560_000_000),
        ("0.00000001", 1),
        ("1,040", 1_040 * OKU),
        ("1,040.5", 104_050_000_000),
        ("１，０４０", 1_040 * OKU),
        ("２５．６", 2_560_000_000),
        ("-120", -120 * OKU),
        ("−120", -120 * OKU),
        ("007", 7 * OKU),
        (" 70000 ", 7 * CHO),
    ],
)
def test_plain_numbers_are_read(cell, yen):
    assert oku_to_yen(cell) == yen


# fmt: off
NOT_PLAIN = [
    "", "約100", "100億", "100億円", "1兆", "100超", "数百", "▲120", "△120", "(120)", "+5", "-", "…", "¥5", "未定", "x",
    "1,04", "10,40", "1,0400", "1 000", "1.2.3", ".5", "5.", "1e3", "0x10", "NaN", "inf", "0.000000001",
]
# fmt: on


@pytest.mark.parametrize("cell", NOT_PLAIN)
def test_words_units_and_odd_forms_are_never_interpreted(cell):
    assert oku_to_yen(cell) is None


@given(st.integers(-(10**10), 10**10), st.integers(0, 10**8 - 1))
def test_every_whole_yen_amount_survives_its_decimal_form(oku, rest):
    yen = abs(oku) * OKU + rest
    sign = "-" if oku < 0 else ""
    cell = f"{sign}{abs(oku):,}.{rest:08d}"
    assert oku_to_yen(cell) == (-yen if oku < 0 else yen)


@given(st.text(max_size=20))
def test_any_text_is_a_whole_number_of_yen_or_none(text):
    assert isinstance(oku_to_yen(text), int | None)


@pytest.mark.parametrize(
    "cell", ["92233720369", "92233720368.54775808", "1234567890123456789012.12345678", "9" * 30, "9" * 5000]
)
def test_amounts_beyond_64_bits_are_refused(cell):
    assert oku_to_yen(cell) is None


@pytest.mark.parametrize(
    ("cell", "yen"),
    [
        ("92233720368.54775807", 2**63 - 1),
        ("-92233720368", -92233720368 * OKU),
        ("0" * 5000 + "1.5" + "0" * 5000, 150_000_000),
    ],
)
def test_amounts_up_to_64_bits_are_read_to_the_yen(cell, yen):
    assert oku_to_yen(cell) == yen


@pytest.mark.parametrize(
    ("yen", "words"),
    [
        (0, "0円"),
        (1, "1円"),
        (10**4, "1万円"),
        (4_200_000, "420万円"),
        (9_999, "9,999円"),
        (99_994_999, "9,999万円"),
        (99_995_000, "1億円"),
        (100_000_000, "1億円"),
        (2_504_000_000, "25億円"),
        (9_994_999_999, "99.9億円"),
        (9_995_000_000, "100億円"),
        (2_560_000_000, "25.6億円"),
        (123_400_000_000, "1,234億円"),
        (123_450_000_000, "1,235億円"),
        (999_960_000_000, "1兆円"),
        (3_900_000_000_000, "3兆9,000億円"),
        (1_000_000_000_000, "1兆円"),
        (1_234 * CHO, "1,234兆円"),
        (-1_200_000_000, "▲12億円"),
        (-420_000, "▲42万円"),
    ],
)
def test_amounts_in_the_words_of_briefings(yen, words):
    assert format_yen(yen) == words


def test_four_thousand_two_hundred_man_is_written_as_its_docstring_says():
    assert format_yen(42_000_000) == "4,200万円"


def _reparsed(words: str) -> tuple[Decimal, Decimal]:
    """Yen that the words mean, and how far from the truth their last digit may leave them."""
    units = {"兆": CHO, "億": OKU, "万": 10**4, "": 1}
    parts = re.findall(r"([\d,]+(?:\.\d+)?)(兆|億|万|)", words.removeprefix("▲").removesuffix("円"))
    total = sum(Decimal(number.replace(",", "")) * units[unit] for number, unit in parts)
    number, unit = parts[-1]
    last = Decimal(units["億"] if unit == "兆" else units[unit])
    return (-total if words.startswith("▲") else total), last / (10 if "." in number else 1)


@given(yen_amounts)
@example(9_999_999)
@example(10_000_000)
@example(9_950_000_000)
@example(999_949_999_999)
def test_words_have_sign_and_unit_and_reparse_to_within_rounding(yen):
    words = format_yen(yen)
    assert re.fullmatch(r"▲?\d[\d,]*(\.\d)?(兆円|兆[\d,]+億円|億円|万円|円)", words)
    assert words.startswith("▲") == (yen < 0)
    total, step = _reparsed(words)
    assert abs(total - yen) * 2 <= step


@given(yen_amounts.filter(bool))
def test_an_amount_that_is_not_zero_never_reads_as_zero(yen):
    assert _reparsed(format_yen(yen))[0] != 0


@given(yen_amounts, yen_amounts)
def test_a_larger_amount_never_reads_as_a_smaller_one(one, other):
    low, high = sorted((one, other))
    assert _reparsed(format_yen(low))[0] <= _reparsed(format_yen(high))[0]
