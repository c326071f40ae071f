"""Cells of a plan's workbook: numbers exact to the last digit, words for codes, nothing for nothing."""

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.codelist import codelist
from domain.money import LARGEST_YEN, oku_to_yen
from domain.record import Column, Kind
from loaders.cell_writer import LONGEST_TEXT, TextUnwritable, written


def column(kind: Kind, vocabulary: str = "") -> Column:
    return Column("x", "項目", kind, vocabulary)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("nothing", ["", None, pd.NA])
def test_nothing_is_the_empty_cell(kind: Kind, nothing: object) -> None:
    assert written(column(kind), nothing) is None


@pytest.mark.parametrize(
    ("yen", "cell"),
    [
        (0, 0.0),
        (1, 0.00000001),
        (2_560_000_000, 25.6),
        (-1_000_000_000, -10.0),
        (1_040_000_000_000, 10_400.0),
        (90_000_000_000_001, 900_000.00000001),
        (1_234_567_890_123_456_7, "123456789.01234567"),
        (LARGEST_YEN, "92233720368.54775807"),
    ],
)
def test_yen_become_oku_and_text_where_a_number_would_lose_a_digit(yen: int, cell: object) -> None:
    found = written(column(Kind.YEN), yen)
    assert (found, type(found)) == (cell, type(cell))


@given(st.integers(-LARGEST_YEN, LARGEST_YEN))
def test_no_yen_is_lost_in_the_fifteen_digits_that_a_spreadsheet_keeps(yen: int) -> None:
    found = written(column(Kind.YEN), yen)
    kept = format(Decimal(f"{found:.15g}"), "f") if isinstance(found, float) else str(found)
    assert oku_to_yen(kept) == yen


@given(st.floats(0, 1))
def test_a_share_in_percent_divides_back_to_itself(share: float) -> None:
    found = written(column(Kind.SHARE), share)
    kept = f"{found:.15g}" if isinstance(found, float) else str(found)
    assert float(Decimal(kept) / 100) == share


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_kept_to_its_last_digit(number: float) -> None:
    found = written(column(Kind.NUMBER), number)
    assert float(f"{found:.15g}" if isinstance(found, float) else str(found)) == number


def test_whole_percentages_and_years_are_numbers() -> None:
    assert written(column(Kind.SHARE), 0.07) == 7.0
    assert written(column(Kind.SHARE), 1.0) == 100.0
    assert written(column(Kind.FISCAL_YEAR), "2027") == 2027.0


def test_codes_are_their_words_and_an_unknown_code_shows_itself() -> None:
    for entry in codelist("disclosure"):
        assert written(column(Kind.CODE, "disclosure"), entry.code) == entry.label_ja
    assert written(column(Kind.CODE, "disclosure"), "gone") == "gone"


def test_flags_are_yes_and_no() -> None:
    assert [written(column(Kind.FLAG), flag) for flag in (True, False)] == ["はい", "いいえ"]


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.PLACE, Kind.DATE, Kind.HALF])
@pytest.mark.parametrize("text", ["012203", "2027-04", "=1+1", "-", " a\n\tb ", "𠮷野家", "\x01_x0041_"])
def test_text_is_left_as_it_is(kind: Kind, text: str) -> None:
    assert written(column(kind), text) == text


def test_the_longest_text_of_a_cell_counts_as_spreadsheets_count() -> None:
    assert written(column(Kind.TEXT), "あ" * LONGEST_TEXT) == "あ" * LONGEST_TEXT
    for too_long in ("あ" * (LONGEST_TEXT + 1), "𠮷" * (LONGEST_TEXT // 2 + 1)):
        with pytest.raises(TextUnwritable, match=r"「項目」に32,76[89]字の文"):
            written(column(Kind.TEXT), too_long)


@pytest.mark.parametrize("character", ["\ufffe", "\uffff", "\ud800"])
def test_what_is_no_character_is_refused_and_shown_where_it_stands(character: str) -> None:
    with pytest.raises(TextUnwritable, match=r"「項目」の「架空\?会社」に、文字でない符号"):
        written(column(Kind.TEXT), f"架空{character}会社")
