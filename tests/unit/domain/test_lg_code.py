"""lg_code: check digits, well-formed codes, and every reading of a cell that a spreadsheet damaged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.codelist import codelist
from domain.lg_code import (
    check_digit,
    is_prefecture,
    is_well_formed,
    prefecture_of,
    readings,
    with_check_digit,
)

BODIES = codelist("prefecture").codes + codelist("municipality").codes + codelist("ward").codes
five_digits = st.from_regex(r"(0[1-9]|[1-3][0-9]|4[0-7])[0-9]{3}", fullmatch=True)


@pytest.mark.parametrize(
    ("code5", "digit"),
    [
        ("13101", "6"),  # 千代田区, the example of the official 住所 model
        ("01100", "2"),
        ("13100", "8"),  # remainder 3
        ("01000", "6"),
        ("27000", "8"),
    ],
)
def test_check_digit_of_known_codes(code5, digit):
    assert check_digit(code5) == digit


@given(five_digits)
def test_a_code_with_its_check_digit_is_well_formed(code5):
    assert is_well_formed(with_check_digit(code5))


@given(five_digits, st.integers(1, 9))
def test_no_other_last_digit_is_accepted(code5, step):
    wrong = (int(check_digit(code5)) + step) % 10
    assert not is_well_formed(f"{code5}{wrong}")


@given(five_digits, st.integers(0, 3))
def test_two_neighbouring_digits_swapped_are_noticed_unless_equal(code5, at):
    code = with_check_digit(code5)
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    # The check digit folds the remainders 0 and 10 to 1 and 0, so 1 and 0 may each stand for two.
    same_prefecture = swapped[:2] == code[:2]
    if swapped != code and same_prefecture and code[-1] not in "01":
        assert not is_well_formed(swapped)


@pytest.mark.parametrize(
    "text", ["", "13101", "1310160", "13101a", "131 16", " 131016", "131016\n", "000000"]
)
def test_what_is_not_six_digits_is_not_well_formed(text):
    assert not is_well_formed(text)


@pytest.mark.parametrize("prefecture", ["00", "48", "99"])
def test_prefectures_beyond_47_are_not_well_formed(prefecture):
    assert not is_well_formed(with_check_digit(prefecture + "100"))


def test_prefecture_of_a_municipality_a_ward_and_of_itself():
    assert prefecture_of("434043") == "430005"
    assert prefecture_of("011011") == "010006"
    assert prefecture_of("430005") == "430005"


def test_only_a_code_that_ends_in_000_is_a_prefecture():
    assert is_prefecture("430005")
    assert not is_prefecture("431001")


@given(st.sampled_from(BODIES))
def test_every_code_is_recovered_from_each_form_a_spreadsheet_makes_of_it(code):
    number6, number5 = int(code), int(code[:5])
    for form in (code, code[:5], number6, number5, float(number6), float(number5), f" {code}\n"):
        assert code in readings(form), form


@pytest.mark.parametrize("cell", ["４３４０４３", "434043.0", "43404", "４３４０４", 434043])
def test_full_width_and_five_digit_cells_read_as_one_code(cell):
    assert readings(cell) == ("434043",)


def test_a_lost_zero_that_gives_another_towns_code_has_both_readings():
    assert readings("12203") == ("012203", "122033")  # 士別市, 市川市


@pytest.mark.parametrize(
    "cell", ["", "0", "434", "434044", "4340433", "43404.5", "菊陽町", "-43404", "43 404", None, "990000"]
)
def test_what_is_no_code_has_no_reading(cell):
    assert readings(cell) == ()


@given(st.text(max_size=8) | st.integers() | st.floats() | st.none())
def test_any_cell_at_all_gives_sorted_well_formed_readings_or_none(cell):
    found = readings(cell)
    assert found == tuple(sorted(set(found)))
    assert all(is_well_formed(code) for code in found)


@pytest.mark.parametrize("digits", ["٤٣٤٠٤3", "४३४०४3"])
def test_digits_of_other_scripts_are_no_code(digits):
    assert not is_well_formed(digits)
    assert readings(digits) == ()
