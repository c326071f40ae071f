"""Fiscal halves: which days fall in them, their form, and their Japanese words."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.fiscal_half import fiscal_half_of, format_ja, is_fiscal_half


@pytest.mark.parametrize(
    ("day", "half"),
    [
        ("2026-04-01", "2026H1"),
        ("2026-09-30", "2026H1"),
        ("2026-10-01", "2026H2"),
        ("2026-12-31", "2026H2"),
        ("2027-01-01", "2026H2"),
        ("2027-03-31", "2026H2"),
        ("2027-04-01", "2027H1"),
    ],
)
def test_halves_turn_on_the_first_of_april_and_october(day, half):
    assert fiscal_half_of(dt.date.fromisoformat(day)) == half


@given(st.dates(dt.date(1901, 1, 1), dt.date(2199, 12, 31)))
def test_every_day_falls_in_a_half_that_sorts_with_its_date(day):
    half = fiscal_half_of(day)
    assert is_fiscal_half(half)
    assert fiscal_half_of(day + dt.timedelta(days=1)) >= half
    assert fiscal_half_of(day + dt.timedelta(days=184)) > half


@pytest.mark.parametrize(
    "text", ["", "2026", "2026H3", "2026H0", "2026h1", "2026-H1", "26H1", "2026H1\n", "2026H12"]
)
def test_other_forms_are_not_halves(text):
    assert not is_fiscal_half(text)


def test_a_half_in_full_width_digits_is_not_a_second_spelling_of_a_period():
    assert not is_fiscal_half("２０２６H1")


@pytest.mark.parametrize(
    ("half", "words"),
    [
        ("2026H1", "令和8年度上期（2026年度上期）"),
        ("2026H2", "令和8年度下期（2026年度下期）"),
        ("2019H1", "令和元年度上期（2019年度上期）"),
        ("2028H2", "令和10年度下期（2028年度下期）"),
        ("2018H2", "平成30年度下期（2018年度下期）"),
        ("1989H1", "平成元年度上期（1989年度上期）"),
    ],
)
def test_words_give_the_era_first_and_the_year_in_brackets(half, words):
    assert format_ja(half) == words


def test_a_half_before_the_eras_of_any_record_is_given_by_its_year():
    assert format_ja("1988H2") == "1988年度下期"


def test_a_half_before_reiwa_is_not_given_a_reiwa_year():
    assert "令和0" not in format_ja("2018H2")
