"""Rules on corporate numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.jp import cn

from tests.unit.rules.found import found_in_plan, plan_with, with_project

WHERE = [("projects", "投資案件"), ("plan_companies", "主要企業")]


@pytest.mark.parametrize(("table", "sheet"), WHERE)
@pytest.mark.parametrize(
    "number", ["700001205000", "70000120500021", "7000-0120-5000", "７００００１２０５０００２", "なし"]
)
def test_what_is_not_thirteen_digits_is_found(table, sheet, number):
    found = found_in_plan(plan_with("b", table, corporate_number=number))
    assert found == [("corporate_number_malformed", sheet, 2, "法人番号")]


@pytest.mark.parametrize(("table", "sheet"), WHERE)
@pytest.mark.parametrize("number", ["7000012050003", "1000000000000", "9999999999999", "0000000000000"])
def test_a_number_whose_check_digit_disagrees_or_that_is_a_filler_is_found(table, sheet, number):
    found = found_in_plan(plan_with("b", table, corporate_number=number))
    assert found == [("corporate_number_wrong", sheet, 2, "法人番号")]


@pytest.mark.parametrize("number", ["7000012050002", "8000000000001", ""])
def test_a_right_number_and_none_are_sound(number):
    assert with_project(corporate_number=number) == []


@settings(deadline=None, max_examples=40)
@given(st.integers(10**11, 10**12 - 2), st.integers(1, 9))
def test_one_check_digit_of_nine_is_right(base, shift):
    number = cn.calc_check_digit(str(base)) + str(base)
    wrong = str((int(number[0]) - 1 + shift) % 9 + 1) + number[1:]
    assert with_project(corporate_number=number) == []
    expected = [] if wrong == number else ["corporate_number_wrong"]
    assert [rule for rule, *_ in with_project(corporate_number=wrong)] == expected
