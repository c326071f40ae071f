"""Charts on slides: native ones with their numbers in an embedded workbook, as plain as those of the PDF."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement

from briefing.charts.draw import EMPTY
from briefing.contents import Chart
from briefing.layout.elements import ChartElement, Line, Paragraph, Rect, Run, TextElement
from briefing.slides.chart_contents import chart_data, has_values, named_series, number_format, shown_chart
from briefing.slides.chart_labels import add_labels
from briefing.slides.chart_look import (
    BASELINE,
    GRID,
    LABEL,
    QUIET,
    SMALL,
    dress_series,
    set_fonts,
    set_text_size,
)
from briefing.slides.chart_scale import Scale, scale_of
from briefing.slides.chart_workbook import workbook
from briefing.slides.drawing_xml import LANGUAGE, add_fill, add_line, child, describe, emu, remove_all
from briefing.slides.text import add_text

_TYPES = {
    ("bar", False): XL_CHART_TYPE.BAR_CLUSTERED,
    ("bar", True): XL_CHART_TYPE.BAR_STACKED,
    ("column", False): XL_CHART_TYPE.COLUMN_CLUSTERED,
    ("column", True): XL_CHART_TYPE.COLUMN_STACKED,
    ("line", False): XL_CHART_TYPE.LINE_MARKERS,
}
_GAP_WIDTH = 47
"""Room between bars, in hundredths of their width."""


def add_chart(slide: Any, element: ChartElement, scale: float) -> None:
    """The chart; a sentence instead where it has no value at all."""
    shown = shown_chart(element.chart)
    if not has_values(shown):
        add_text(slide, _sentence(element.rect, scale))
        return
    axis = scale_of(shown, element.rect, scale)
    drawn = replace(shown, series=named_series(shown, (*shown.series, *axis.carriers)))
    rect = element.rect
    frame = slide.shapes.add_chart(
        _TYPES[shown.kind, shown.is_stacked and shown.kind != "line"],
        emu(rect.x), emu(rect.y), emu(rect.width), emu(rect.height), chart_data(drawn),
    )  # fmt: skip
    describe(frame, f"図 {frame.shape_id}", element.alternative or shown.title or "図")
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(workbook(drawn))
    _dress(chart, drawn, axis, scale)
    add_labels(chart, shown, axis, LABEL * scale, number_format(shown))
    set_fonts(chart)


def _sentence(rect: Rect, scale: float) -> TextElement:
    line = Line((Run(EMPTY, LABEL * scale, False, QUIET),))
    return TextElement(rect, "body", (Paragraph((line,), "center"),), is_middle=True)


def _dress(chart: Any, drawn: Chart, axis: Scale, scale: float) -> None:
    chart.has_title = False
    set_text_size(chart, LABEL * scale)
    _set_ground(chart._chartSpace)
    _legend(chart, drawn, SMALL * scale)
    plot = chart.plots[0]
    if drawn.kind != "line":
        plot.gap_width = _GAP_WIDTH
        plot.overlap = 100 if drawn.is_stacked else 0
    for made, series in zip(plot.series, drawn.series, strict=True):
        dress_series(made, series, drawn.kind)
    _category_axis(chart, drawn, LABEL * scale)
    _value_axis(chart, drawn, axis, SMALL * scale)
    if axis.names_share:
        _place_plot(chart, axis.names_share)


def _set_ground(space: Any) -> None:
    """Japanese; no ground, border or round corners, which PowerPoint has where nothing is said."""
    language, corners, ground = (OxmlElement(tag) for tag in ("c:lang", "c:roundedCorners", "c:spPr"))
    language.set("val", LANGUAGE)
    corners.set("val", "0")
    space.find(qn("c:date1904")).addnext(language)
    remove_all(space, "c:roundedCorners")
    language.addnext(corners)
    add_fill(ground, "")
    add_line(ground, "a:ln", 0, "")
    space.find(qn("c:chart")).addnext(ground)


def _legend(chart: Any, drawn: Chart, size: float) -> None:
    """Above the plot, and only where it tells something apart; what is not seen is not in it."""
    named = [series for series in drawn.series if series.colour and series.name]
    chart.has_legend = len(named) > 1
    if not chart.has_legend:
        return
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    set_text_size(chart.legend, size)
    position = chart.legend._element.find(qn("c:legendPos"))
    for at, series in reversed(list(enumerate(drawn.series))):
        if not series.colour and drawn.kind != "bar":
            entry = OxmlElement("c:legendEntry")
            child(entry, "c:idx", val=at)
            child(entry, "c:delete", val=1)
            position.addnext(entry)


def _category_axis(chart: Any, drawn: Chart, size: float) -> None:
    axis = chart.category_axis
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = False
    axis.reverse_order = drawn.kind == "bar"
    set_text_size(axis.tick_labels, size)
    # Names that are long break into lines; they are not turned.
    axis._element.find(f"{qn('c:txPr')}/{qn('a:bodyPr')}").attrib.update({"rot": "0", "vert": "horz"})
    axis.format.line.width = 9525
    axis.format.line.color.rgb = BASELINE


def _value_axis(chart: Any, drawn: Chart, scale: Scale, size: float) -> None:
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = scale.low, scale.high
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = axis.visible = scale.has_axis
    if not scale.has_axis:
        return
    axis.major_unit = scale.step
    axis.tick_labels.number_format = scale.format
    axis.tick_labels.number_format_is_linked = False
    set_text_size(axis.tick_labels, size)
    axis.format.line.fill.background()
    axis.major_gridlines.format.line.width = 7620
    axis.major_gridlines.format.line.color.rgb = GRID


def _place_plot(chart: Any, left: float) -> None:
    """The plot right of the names, where bars below zero make LibreOffice put these into it."""
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    remove_all(area, "c:layout")
    layout = OxmlElement("c:layout")
    area.insert(0, layout)
    manual = child(layout, "c:manualLayout")
    child(manual, "c:layoutTarget", val="inner")
    top = 0.12 if chart.has_legend else 0.02
    for side in ("x", "y"):
        child(manual, f"c:{side}Mode", val="edge")
    for name, share in (("x", left), ("y", top), ("w", 0.99 - left), ("h", 0.98 - top)):
        child(manual, f"c:{name}", val=round(share, 4))
