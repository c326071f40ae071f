from __future__ import annotations

import io
import math
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.oxml.ns import qn

from briefing.contents import Chart, Row, Series, Words
from briefing.layout.pages import laid_out
from briefing.layout.papers import WIDE
from briefing.slides.presentation import presentation_bytes
from geo.boundaries import shipped_boundaries
from tests.example_sheets import sheet
from tests.unit.briefing.slides.example_slides import (
    BARS,
    GROUPED,
    LINES,
    NEGATIVE,
    STACKED,
    WATERFALL,
    figure,
)


def _slide(chart: Chart) -> Any:
    page = laid_out(sheet(Row((figure(chart), Words("", ())), (1, 1))), WIDE)
    return Presentation(io.BytesIO(presentation_bytes([page], shipped_boundaries()))).slides[0]


def _chart(chart: Chart) -> Any:
    (frame,) = [shape for shape in _slide(chart).shapes if shape.has_chart]
    return frame.chart


def _label_texts(made: Any) -> list[str]:
    runs = made._chartSpace.xpath(".//c:dLbl//c:rich")
    return ["".join(text.text for text in rich.iter(qn("a:t"))) for rich in runs]


@pytest.mark.parametrize(
    ("chart", "kind"),
    [
        (BARS, XL_CHART_TYPE.BAR_CLUSTERED),
        (STACKED, XL_CHART_TYPE.BAR_STACKED),
        (GROUPED, XL_CHART_TYPE.COLUMN_CLUSTERED),
        (WATERFALL, XL_CHART_TYPE.COLUMN_STACKED),
        (LINES, XL_CHART_TYPE.LINE_MARKERS),
    ],
)
def test_charts_are_of_powerpoints_own_kinds_with_their_numbers(chart: Chart, kind: XL_CHART_TYPE) -> None:
    made = _chart(chart)
    assert made.chart_type == kind
    assert [name.removesuffix("（値なし）") for name in made.plots[0].categories] == list(chart.categories)
    for drawn, series in zip(made.plots[0].series, chart.series, strict=False):
        assert tuple(drawn.values) == series.values


def test_what_is_missing_is_a_gap_and_no_zero() -> None:
    made = _chart(LINES)
    assert made._chartSpace.find(f".//{qn('c:dispBlanksAs')}").get("val") == "gap"
    assert made.plots[0].series[0].values[2] is None


def test_a_category_without_any_bar_says_so_in_its_name() -> None:
    assert list(_chart(BARS).plots[0].categories)[-2:] == ["九州", "沖縄（値なし）"]
    withheld = replace(BARS, labels=("公表",) * 8 + ("非公表",))
    assert list(_chart(withheld).plots[0].categories)[-2:] == ["九州", "沖縄（非公表）"]


def test_series_have_their_colours_and_dashes() -> None:
    actual, expected = _chart(LINES).plots[0].series
    assert str(actual.format.line.color.rgb) == "0017C1"
    assert actual.format.line.dash_style is None
    assert expected.format.line.dash_style is not None
    assert [str(s.format.fill.fore_color.rgb) for s in _chart(GROUPED).plots[0].series] == [
        "9DB7F9",
        "0017C1",
    ]


def test_the_base_of_a_waterfall_is_not_seen_and_not_in_the_legend() -> None:
    made = _chart(WATERFALL)
    base, *_, carrier = made.plots[0].series
    for unseen in (base, carrier):
        assert unseen._element.spPr.find(qn("a:noFill")) is not None
    left_out = made.legend._element.xpath("./c:legendEntry[c:delete]/c:idx/@val")
    assert [int(at) for at in left_out] == [0, 4]


def test_words_at_the_ends_of_bars_are_those_given() -> None:
    for chart in (STACKED, WATERFALL, replace(BARS, labels=tuple(f"{at}件" for at in range(9)))):
        made = _chart(chart)
        wanted = [text for text, values in zip(chart.labels, zip(*(s.values for s in chart.series), strict=True), strict=True) if any(v is not None for v in values)]  # fmt: skip
        assert _label_texts(made) == wanted


def test_stacked_bars_without_given_words_end_in_their_sum() -> None:
    assert _label_texts(_chart(replace(STACKED, labels=()))) == ["23,500", "1,250", "1,200", "5,800"]


def test_plain_values_are_labels_that_follow_the_numbers() -> None:
    labels = _chart(NEGATIVE).plots[0].data_labels
    assert labels.show_value
    assert labels.number_format == "#,##0.0;▲#,##0.0"


def test_the_scale_leaves_room_for_the_words_beyond_the_longest_bar() -> None:
    short = _chart(BARS).value_axis
    long = _chart(replace(BARS, labels=("5兆8,400億円（全国の38.2％、136件）",) * 9)).value_axis
    assert 58_400 < short.maximum_scale < long.maximum_scale
    assert short.minimum_scale == 0
    assert _chart(NEGATIVE).value_axis.minimum_scale < -80.25


def test_an_axis_that_begins_above_zero_does_so_on_the_slide() -> None:
    assert _chart(replace(WATERFALL, start=2_000)).value_axis.minimum_scale == 2_000


def test_columns_too_narrow_for_their_numbers_have_an_axis_instead() -> None:
    years = tuple(str(year) for year in range(1990, 2030))
    crowded = Chart(
        "column", "推移", "億円", years, (Series("額", tuple(range(123_456, 123_496)), "#0017c1"),)
    )
    made = _chart(crowded)
    assert made.value_axis.visible
    assert made.value_axis.has_major_gridlines
    assert not made.plots[0].has_data_labels
    assert not _chart(GROUPED).value_axis.visible


def test_the_last_value_of_a_line_stands_where_no_other_line_is() -> None:
    lower, higher = _chart(LINES).plots[0].series
    assert lower.points[5].data_label.position == XL_LABEL_POSITION.BELOW
    assert higher.points[5].data_label.position == XL_LABEL_POSITION.ABOVE


def test_names_of_categories_are_not_turned() -> None:
    for chart in (BARS, WATERFALL, LINES):
        (body,) = _chart(chart).category_axis._element.xpath("./c:txPr/a:bodyPr")
        assert body.get("rot") == "0"


def test_a_legend_is_there_only_where_it_tells_something_apart() -> None:
    assert not _chart(BARS).has_legend
    assert _chart(GROUPED).has_legend


@pytest.mark.parametrize("nothing", [None, math.nan, math.inf])
def test_a_chart_without_any_value_is_a_sentence(nothing: float | None) -> None:
    empty = replace(BARS, series=(Series("投資額", (nothing,) * 9, "#0017c1"),))
    slide = _slide(empty)
    assert not any(shape.has_chart for shape in slide.shapes)
    assert any("値がありません" in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_text_in_the_workbook_is_text_whatever_it_begins_with() -> None:
    names = ("=1+1", "+A1", "-1", "@SUM(A1)", '=HYPERLINK("https://example.jp")', "https://example.jp", "<&>")
    chart = Chart(
        "bar", "式", "件", names, (Series("=cmd|' /C calc'!A0", tuple(map(float, range(7))), "#0017c1"),)
    )
    blob = _chart(chart).part.chart_workbook.xlsx_part.blob
    sheet_ = openpyxl.load_workbook(io.BytesIO(blob)).active
    assert [cell.value for cell in sheet_["A"][1:]] == list(names)
    assert {cell.data_type for cell in sheet_["A"][1:]} == {"s"}
    assert sheet_["B1"].data_type == "s"
    assert [cell.value for cell in sheet_["B"][1:]] == list(range(7))
    with zipfile.ZipFile(io.BytesIO(blob)) as file:
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")
        assert not any("hyperlink" in file.read(name).decode().lower() for name in file.namelist() if name.endswith(".rels"))  # fmt: skip
