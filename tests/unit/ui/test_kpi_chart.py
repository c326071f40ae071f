"""The chart of a KPI: everything on the sheet, preliminary values hollow, an outlook that is told as such."""

import datetime as dt
import re
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.kpi_course import Course, Point, ReportedPoint
from ui.kpi_chart import HEIGHT, WIDTH, chart

END = dt.date(2026, 9, 30)
DAY = float(END.toordinal())
WAY = (Point(DAY - 500, 100), Point(DAY + 200, 150), Point(DAY + 1600, 200))
VALUES = st.floats(-1e12, 1e12, allow_nan=False)


def course(reported=(), expected=WAY, outlook=None, tolerance=None) -> Course:
    return Course(tuple(expected), tuple(reported), outlook, tolerance)


def drawn(found: Course) -> ElementTree.Element:
    return ElementTree.fromstring(chart(found, END))


def texts(found: Course) -> list[str]:
    return [element.text or "" for element in drawn(found).iter() if element.tag.endswith("text")]


def test_nothing_to_show_is_no_chart():
    assert chart(course(expected=()), END) == ""


def test_ends_and_last_value_are_written_out():
    found = course([ReportedPoint(DAY - 300, 104.5, False), ReportedPoint(DAY, 110, False)])
    assert {"基準 100", "目標 200", "110", "2026年9月末", "2026年度"} <= set(texts(found))
    assert "104.5" not in texts(found)


def test_preliminary_value_is_hollow_and_a_final_one_full():
    found = course([ReportedPoint(DAY - 300, 104, False), ReportedPoint(DAY, 110, True)])
    dots = [each for each in drawn(found).iter() if each.tag.endswith("circle") and each.get("r") == "4"]
    assert [dot.get("fill") for dot in dots] == ["#0017c1", "#ffffff"]


def test_interim_targets_have_a_square_each():
    squares = [each for each in drawn(course()).iter() if each.tag.endswith("rect")]
    assert len(squares) == 1


def test_outlook_is_dotted_and_left_to_the_words_where_it_would_flatten_the_rest():
    near = course([ReportedPoint(DAY, 110, False)], outlook=Point(DAY + 1600, 180))
    far = course([ReportedPoint(DAY, 110, False)], outlook=Point(DAY + 1600, 5000))
    assert 'stroke-dasharray="1 4"' in chart(near, END)
    assert 'stroke-dasharray="1 4"' not in chart(far, END)


def test_level_to_keep_has_its_band_and_no_target():
    level = (Point(DAY - 500, 67.3), Point(DAY + 1000, 67.3))
    found = course([ReportedPoint(DAY, 66, False)], level, tolerance=6.73)
    assert "保つ水準 67.3" in texts(found)
    assert not [words for words in texts(found) if words.startswith(("基準", "目標"))]
    (band,) = [each for each in drawn(found).iter() if each.tag.endswith("rect")]
    assert float(band.get("height") or 0) > 50


@settings(max_examples=80, deadline=None)
@given(
    expected=st.lists(
        st.tuples(st.integers(-4000, 4000), VALUES), max_size=4, unique_by=lambda point: point[0]
    ),
    reported=st.lists(
        st.tuples(st.integers(-4000, 100), VALUES), max_size=5, unique_by=lambda point: point[0]
    ),
    outlook=st.none() | VALUES,
)
def test_everything_stays_on_the_sheet_whatever_the_numbers(expected, reported, outlook):
    found = course(
        [ReportedPoint(DAY + day, value, False) for day, value in sorted(reported)],
        [Point(DAY + day, value) for day, value in sorted(expected)],
        None if outlook is None or not expected else Point(DAY + max(expected)[0], outlook),
    )
    svg = chart(found, END)
    if not expected and not reported:
        assert svg == ""
        return
    ElementTree.fromstring(svg)
    assert "nan" not in svg
    assert "inf" not in svg
    for x, y in re.findall(r'(?:cx|x|x1)="(-?[\d.]+)" (?:cy|y|y1)="(-?[\d.]+)"', svg):
        assert -4 <= float(x) <= WIDTH + 4
        assert -4 <= float(y) <= HEIGHT + 4
    for points in re.findall(r'points="([^"]*)"', svg):
        for pair in points.split():
            x, y = map(float, pair.split(","))
            assert 0 <= x <= WIDTH
            assert 0 <= y <= HEIGHT
