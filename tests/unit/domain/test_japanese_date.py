"""Dates in 和暦 and 西暦 to partial ISO dates, fiscal years and halves."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.japanese_date import DateReading, read_date, serial_day
from domain.partial_date import is_partial_date

ERAS = [("令和", "R", 2018), ("平成", "H", 1988), ("昭和", "S", 1925)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("令和元年", "2019"),
        ("令和1年", "2019"),
        ("令和８年", "2026"),
        ("㋿6年", "2024"),
        ("R8", "2026"),
        ("R8.4.1", "2026-04-01"),
        ("r8/4/1", "2026-04-01"),
        ("R元.10.1", "2019-10-01"),
        ("H31.4.30", "2019-04-30"),
        ("S64.1.7", "1989-01-07"),
        ("平成三十一年四月三十日", "2019-04-30"),
        ("令和十年十月二十日", "2028-10-20"),
        ("二〇二七年四月", "2027-04"),
        ("令和 8 年 4 月 1 日", "2026-04-01"),
        ("令和7年3月31日現在", "2025-03-31"),
        ("令和8年4月1日付け", "2026-04-01"),
        ("2027年4月", "2027-04"),
        ("２０２７年４月１日（木）", "2027-04-01"),
        ("2027/4/1", "2027-04-01"),
        ("2027/4/10 0:00", "2027-04-10"),
        ("2027/4/1 0:00:00", "2027-04-01"),
        ("2027.4", "2027-04"),
        ("2027−04−01", "2027-04-01"),
        ("20270401", "2027-04-01"),
        ("西暦2027年", "2027"),
        ("2027", "2027"),
        ("2027年4月末", "2027-04"),
        ("2027年末", "2027-12"),
        ("令和8年度末", "2027-03"),
        ("令和8年度上期末", "2026-09"),
        ("2027年4月予定", "2027-04"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(text, iso):
    assert read_date(text) == DateReading(iso=iso)


@pytest.mark.parametrize(
    ("text", "year", "half"),
    [
        ("令和８年度", "2026", 0),
        ("令和元年度", "2019", 0),
        ("平成31年度", "2019", 0),
        ("2027年度", "2027", 0),
        ("FY2027", "2027", 0),
        ("令和8年度上期", "2026", 1),
        ("令和8年度の下半期", "2026", 2),
        ("R8上期", "2026", 1),
        ("2026年度下期", "2026", 2),
        ("2026H1", "2026", 1),
    ],
)
def test_a_fiscal_year_is_told_apart_from_a_calendar_year(text, year, half):
    assert read_date(text) == DateReading(fiscal_year=year, half=half)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "未定",
        "2027年春",
        "4月1日",
        "27/4/1",
        "8.4.1",
        "2027/13",
        "2027-02-29",
        "令和0年",
        "令和百年",
        "令和十十年",
        "2027.",
        "2026年度前期",
        "令和8年上期",
        "2026H3",
        "令和8年4月1日～9年3月31日",
        "2027/4-1",
        "20271301",
        "1899",
        "2200",
        "R8年4",
        "令和8年度第1四半期",
        "46478",
        "おおむね",
        "平成年",
    ],
)
def test_what_is_not_certain_is_not_read(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    "text", ["平成32年", "平成31年5月1日", "令和元年4月1日", "昭和65年度", "平成元年1月7日"]
)
def test_a_year_after_its_era_is_read_and_marked(text):
    found = read_date(text)
    assert found is not None
    assert found.is_outside_era


@pytest.mark.parametrize("text", ["令和元年度", "平成31年", "平成31年4月30日", "昭和64年1月7日", "平成元年"])
def test_a_year_in_which_an_era_changed_belongs_to_both(text):
    found = read_date(text)
    assert found is not None
    assert not found.is_outside_era


@pytest.mark.parametrize(
    ("text", "iso", "year"),
    [
        ("2027年4月頃", "2027-04", ""),
        ("2027年4月上旬", "2027-04", ""),
        ("令和9年中", "2027", ""),
        ("遅くとも令和9年度上期", "", "2027"),
        ("令和9年度末を目途に", "2028-03", ""),
    ],
)
def test_words_that_blur_a_date_are_remembered(text, iso, year):
    found = read_date(text)
    assert found is not None
    assert (found.iso, found.fiscal_year, found.is_vague) == (iso, year, True)


@given(st.dates(dt.date(1926, 12, 25), dt.date(2099, 12, 31)), st.sampled_from(["年", ".", "/", "-"]))
def test_any_day_of_any_era_is_read_again(day, mark):
    name, letter, before = next(
        era
        for era in ERAS
        if day >= {"令和": dt.date(2019, 5, 1), "平成": dt.date(1989, 1, 8)}.get(era[0], day)
    )
    year = day.year - before
    text = (
        f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"
        if mark == "年"
        else f"{letter}{year}{mark}{day.month}{mark}{day.day}"
    )
    assert read_date(text) == DateReading(iso=day.isoformat())


@given(st.text(alphabet="令和平成RH元0123456789〇一二十年月日度上下期末./- FYH頃現在", max_size=14))
def test_any_text_is_nothing_or_one_sound_reading(text):
    found = read_date(text)
    if found is not None:
        assert bool(found.iso) != bool(found.fiscal_year)
        assert is_partial_date(found.iso or found.fiscal_year)
        assert found.half in ((0, 1, 2) if found.fiscal_year else (0,))


@pytest.mark.parametrize(
    ("number", "day"),
    [
        (46478, dt.date(2027, 4, 1)),
        (46478.0, dt.date(2027, 4, 1)),
        (2027, None),
        (20270401, None),
        (46478.5, None),
    ],
)
def test_a_bare_day_number_is_known_for_what_it_may_be(number, day):
    assert serial_day(number) == day
