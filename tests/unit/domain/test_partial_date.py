"""Partial dates: years, months and days in the ISO form, and the days that they can mean."""

import calendar
import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.partial_date import first_day, format_ja, is_partial_date, last_day, year_of

days = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))


@pytest.mark.parametrize("text", ["2027", "2027-04", "2027-04-01", "2028-02-29", "1900", "2199-12-31"])
def test_real_years_months_and_days_are_dates(text):
    assert is_partial_date(text)


# fmt: off
NO_DATES = [
    "", "2027-4", "2027-13", "2027-00", "2027-02-30", "2027-02-29", "2027-04-00", "2027/04", "20270401", "2027-",
    "2027--01", "2027-04-01T00:00", "-2027", "2027 ", "2027\n", "0000", "1899", "2200", "27", "令和8年", "2027年春",
    "2026H1",
]
# fmt: on


@pytest.mark.parametrize("text", NO_DATES)
def test_half_known_and_foreign_forms_are_not_dates(text):
    assert not is_partial_date(text)


@pytest.mark.parametrize("text", ["２０２７", "٢٠٢٧", "2027-０4"])
def test_only_ascii_digits_make_a_date(text):
    assert not is_partial_date(text)


@given(days)
def test_a_whole_day_means_itself_alone(day):
    text = day.isoformat()
    assert is_partial_date(text)
    assert first_day(text) == last_day(text) == day


@given(days)
def test_a_month_runs_from_its_first_to_its_last_day(day):
    text = f"{day:%Y-%m}"
    assert is_partial_date(text)
    assert first_day(text) == day.replace(day=1)
    assert last_day(text) == day.replace(day=calendar.monthrange(day.year, day.month)[1])


@given(days)
def test_a_year_runs_from_new_year_to_its_last_day(day):
    text = f"{day.year}"
    assert (first_day(text), last_day(text)) == (dt.date(day.year, 1, 1), dt.date(day.year, 12, 31))
    assert year_of(text) == year_of(day.isoformat()) == day.year


def test_february_ends_on_the_29th_in_a_leap_year():
    assert last_day("2028-02") == dt.date(2028, 2, 29)


def test_the_empty_date_has_no_year_and_no_words():
    assert year_of("") is None
    assert format_ja("") == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [("2027-04-01", "2027年4月1日"), ("2027-12", "2027年12月"), ("2027", "2027年")],
)
def test_words_go_as_far_as_the_date_is_known(text, words):
    assert format_ja(text) == words


@given(days, st.sampled_from([4, 7, 10]))
def test_words_keep_every_known_part(day, length):
    text = day.isoformat()[:length]
    numbers = [int(part) for part in re.findall(r"\d+", format_ja(text))]
    assert numbers == [day.year, day.month, day.day][: len(numbers)]
    assert len(numbers) == (length - 1) // 3


@given(st.text(max_size=12) | st.from_regex(r"[12][0-9]{3}(-[0-9]{2}){0,2}", fullmatch=True))
def test_whatever_passes_as_a_date_can_be_used_as_one(text):
    if is_partial_date(text):
        assert first_day(text) <= last_day(text)
        assert year_of(text) == first_day(text).year
        assert format_ja(text).startswith(f"{first_day(text).year}年")
