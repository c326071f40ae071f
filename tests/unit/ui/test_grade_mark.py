"""Badges of grades and small lines of values say in signs and words what they show in colour."""

import math
import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.grade_words import grade_words
from domain.codelist import codelist
from ui.grade_mark import grade_mark, no_grade
from ui.spark import HEIGHT, WIDTH, spark

GRADES = list(codelist("kpi_grade"))


@pytest.mark.parametrize("grade", GRADES, ids=lambda grade: grade.code)
def test_a_badge_has_letter_shape_word_and_both_colours(grade) -> None:
    for with_word in (True, False):
        badge = grade_mark(grade.code, with_word=with_word)
        for sign in (grade.more["letter"], grade.more["shape"], grade.label_ja):
            assert sign in badge
        assert f"background:{grade.more['colour']};color:{grade.more['text_colour']}" in badge
    assert 'role="img"' in grade_mark(grade.code, with_word=False)
    assert grade_words(grade.code) == f"{grade.more['letter']}{grade.more['shape']} {grade.label_ja}"


def test_words_of_a_badge_without_grade_are_escaped() -> None:
    assert "<b>" not in no_grade("<b>KPIなし")


def test_a_line_has_a_dot_a_value_and_leaves_out_what_was_not_reported() -> None:
    told = spark([1.0, math.nan, 2.0, 4.0], [1.0, 2.0, 3.0, 4.0], "推移: 1、2、4 <件>")
    drawn = unquote(told)
    assert drawn.count("<circle") == 3
    assert drawn.count("<polyline") == 2
    assert "stroke-dasharray" in drawn
    assert 'alt="推移: 1、2、4 &lt;件&gt;"' in told


def test_only_the_last_dot_of_a_preliminary_value_is_hollow() -> None:
    hollow = "fill='#ffffff'"
    assert unquote(spark([1.0, 2.0], [1.0, 2.0], "", is_preliminary=True)).count(hollow) == 1
    assert hollow not in unquote(spark([1.0, 2.0], [1.0, 2.0], ""))


def test_nothing_is_drawn_without_a_value() -> None:
    assert spark([math.nan, math.nan], [1.0, 2.0], "") == ""


VALUES = st.just(math.nan) | st.floats(min_value=-1e15, max_value=1e15)


@given(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=8))
def test_every_point_lies_inside_the_picture(pairs) -> None:
    values, expected = zip(*pairs, strict=True)
    drawn = unquote(spark(values, expected, ""))
    points = re.findall(r"cx='([^']+)' cy='([^']+)'", drawn)
    points += [
        tuple(pair.split(",")) for way in re.findall(r"points='([^']+)'", drawn) for pair in way.split()
    ]
    assert all(0 <= float(x) <= WIDTH and 0 <= float(y) <= HEIGHT for x, y in points)
