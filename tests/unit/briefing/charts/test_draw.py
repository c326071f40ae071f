"""Charts for paper: what is told, that words are inside and not on each other, and odd charts."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product
from random import Random
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.charts.draw import EMPTY, chart_svg
from briefing.charts.look import NO_VALUE
from briefing.charts.outlines import outlined
from briefing.contents import Chart, Series
from tests.example_sheets import BARS, BLUE, CYAN, GREY, LINES, ORANGE, STACKED
from tests.unit.briefing.charts.picture import paths, size_of, texts, words

WIDTH, HEIGHT = 120.0, 62.0


def drawn(chart: Chart, width: float = WIDTH, height: float = HEIGHT) -> str:
    return chart_svg(chart, width, height)


@pytest.mark.parametrize("chart", [BARS, STACKED, LINES], ids=lambda chart: chart.kind)
@pytest.mark.parametrize("scale", [0.93, 1.0, 1.4])
def test_picture_has_its_size_and_letters_theirs(chart: Chart, scale: float):
    svg = chart_svg(chart, WIDTH, HEIGHT, scale)
    assert size_of(svg) == pytest.approx((WIDTH / 25.4 * 72, HEIGHT / 25.4 * 72), abs=1)
    assert {round(word.size / scale, 3) for word in words(svg)} <= {8.0, 8.5}


@pytest.mark.parametrize("chart", [BARS, STACKED, LINES], ids=lambda chart: chart.kind)
def test_same_chart_gives_the_same_bytes(chart: Chart):
    assert drawn(chart) == drawn(chart)


def test_bars_bear_names_and_numbers_and_tell_what_is_missing():
    found = texts(drawn(BARS))
    assert [name for name in found if name in BARS.categories] == list(BARS.categories)
    assert {"50,000", "12,035", "8,800", "700", "0", "12", "39,000", "▲30", NO_VALUE} <= set(found)


def test_bars_are_as_long_as_their_values():
    chart = replace(BARS, categories=("A", "B"), series=(Series("投資額", (100.0, 25.0), BLUE),))
    lengths = [float(bar.attrib["d"].split("h")[1].split("v")[0]) for bar in paths(drawn(chart), "bar")]
    assert lengths[0] == pytest.approx(4 * lengths[1])


def test_base_of_a_waterfall_is_not_seen_and_lifts_what_stands_on_it():
    svg = drawn(STACKED)
    bars = paths(svg, "bar")
    assert len(bars) == 7
    assert {bar.attrib["fill"] for bar in bars} == {BLUE, CYAN, ORANGE}
    tops = {}
    for bar in bars:
        left, top = map(float, bar.attrib["d"].removeprefix("M").split("h")[0].split(","))
        tops[round(left)] = (top, float(bar.attrib["d"].split("v")[1].split("h")[0]))
    (first, height), (new, of_new), *_ = [tops[left] for left in sorted(tops)]
    assert new + of_new == pytest.approx(first, abs=0.01)
    assert of_new == pytest.approx(height * 0.3, rel=0.01)
    assert set(STACKED.labels) <= set(texts(svg))
    assert {"期末", "増", "減"} <= set(texts(svg))


def test_line_breaks_where_there_is_no_value_and_ends_with_name_and_number():
    svg = drawn(LINES)
    lines = {line.attrib["stroke"]: line for line in paths(svg, "line mark")}
    assert lines[BLUE].attrib["d"].count("M") == 2
    assert lines[ORANGE].attrib["d"].count("M") == 1
    assert lines[GREY].attrib["stroke-dasharray"] == "4,3"
    assert len([dot for dot in paths(svg, "point") if dot.attrib["stroke"] == BLUE]) == 3
    assert {"実績 1,400", "目標 1,700", "全国平均 1,410"} <= set(texts(svg))


def test_amounts_from_a_cho_on_are_told_in_cho_on_the_axis():
    years = tuple(str(year) for year in range(2000, 2030))
    series = (Series("投資額", tuple(at * 1000.0 for at in range(30)), BLUE),)
    amounts = Chart("column", "投資額", "億円", years, series)
    assert {"0", "1兆", "2兆", "3兆"} <= set(texts(drawn(amounts, 80)))
    small = replace(amounts, series=(Series("投資額", tuple(at * 10.0 for at in range(30)), BLUE),))
    assert {"0", "100億", "300億"} <= set(texts(drawn(small, 80)))
    people = replace(amounts, unit="人")
    assert {"0", "10,000", "30,000"} <= set(texts(drawn(people, 80)))


EMPTY_CHARTS = [
    Chart("bar", "空", "件", (), ()),
    Chart("column", "空", "件", ("A", "B"), ()),
    Chart("line", "空", "件", ("A", "B"), (Series("x", (None, None), BLUE),)),
    Chart("bar", "空", "件", ("A",), (Series("x", (None,), BLUE),), is_stacked=True),
    Chart("column", "空", "件", ("A",), (Series("土台", (3.0,), ""),), is_stacked=True),
    Chart("line", "空", "件", ("A",), (Series("x", (math.nan,), BLUE),)),
]


@pytest.mark.parametrize("chart", EMPTY_CHARTS, ids=range(len(EMPTY_CHARTS)))
def test_chart_without_values_says_so(chart: Chart):
    assert texts(drawn(chart)) == [EMPTY]


def test_names_are_text_whatever_they_are():
    names = (
        "</text><script>",
        '"\\n+datum.value//',
        "#eval(1) $x$",
        "が\u0000か\u3099",
        "🗾地図\u202e",
        "'];alert(1)",
    )
    chart = Chart(
        "bar", "名", "件", names, (Series("x", (1.0, 2.0, 3.0, 4.0, 5.0, 6.0), BLUE),), labels=names
    )
    found = texts(drawn(chart, 200))
    assert found.count("</text><script>") == 2
    assert found.count('"\\n+datum.value//') == 2
    assert found.count("が が") == 2
    assert found.count("〓地図") == 2
    assert found.count("'];alert(1)") == 2


def test_words_as_shapes_leave_no_text_and_keep_places():
    svg = outlined(drawn(STACKED))
    root = ElementTree.fromstring(svg)
    tags = [node.tag.rpartition("}")[2] for node in root.iter()]
    assert "text" not in tags
    assert "tspan" not in tags
    assert "font-family" not in svg
    assert tags.count("path") > 40


def test_bars_are_cut_off_where_the_axis_begins():
    base, total = Series("", (0.0, 39_000.0), ""), Series("計", (39_000.0, None), BLUE)
    change = Series("増", (None, 500.0), CYAN)
    chart = Chart(
        "column",
        "増減",
        "億円",
        ("前期", "新規"),
        (base, total, change),
        True,
        ("3.9兆", "＋500"),
        start=38_500,
    )
    whole, part = [float(bar.attrib["d"].split("v")[1].split("h")[0]) for bar in paths(drawn(chart), "bar")]
    assert whole == pytest.approx(part, rel=0.01)


NAMES = ("熊本県菊池郡菊陽町", "北海道", "令和7年度（2025年度）", "区域・分野の変更", "ABC", "2025年度")
SIZES = [(120.0, 62.0), (70.0, 45.0), (135.0, 150.0)]


def odd_chart(kind: str, categories: int, rows: int, random: Random) -> Chart:
    """Long and short names, great and small values, some below zero, some missing."""

    def value() -> float | None:
        return random.choice([None, 100.0, random.uniform(-5e4, 5e4), random.uniform(0, 300)])

    names = tuple(random.choice(NAMES) + random.choice(["", "1", "22"]) for _ in range(categories))
    series = tuple(
        Series(f"系列{at}の名前", tuple(value() for _ in names), colour)
        for at, colour in zip(range(rows), (BLUE, ORANGE, CYAN, GREY), strict=False)
    )
    return Chart(kind, "", "億円", names, series, is_stacked=kind != "line" and random.random() < 0.5)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("kind", ["bar", "column", "line"])
def test_words_are_inside_and_not_on_each_other(kind: str, size: tuple[float, float]):
    for seed, (categories, rows) in enumerate(product((1, 4, 9, 20), (1, 3))):
        chart = odd_chart(kind, categories, rows, Random(seed))
        svg = drawn(chart, *size)
        width, height = size_of(svg)
        found = words(svg)
        outside = [
            word
            for word in found
            if min(word.left, word.top) < -1 or word.right > width + 1 or word.bottom > height + 1
        ]
        assert outside == []
        assert [(a, b) for at, a in enumerate(found) for b in found[at + 1 :] if a.meets(b)] == []


VALUES = (
    st.none()
    | st.sampled_from([math.nan, math.inf, -math.inf, 0.0, -0.0, 1e-9])
    | st.integers(-(10**12), 10**12).map(lambda thousandths: thousandths / 1000)
)


@given(st.lists(VALUES, min_size=1, max_size=5))
@settings(max_examples=10)
def test_any_values_are_drawn(values: list[float | None]):
    chart = Chart("bar", "", "人", tuple(map(str, values)), (Series("x", tuple(values), BLUE),))
    for kind in ("bar", "column", "line"):
        assert size_of(drawn(replace(chart, kind=kind)))
