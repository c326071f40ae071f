"""How native charts look: the colours and sizes of the paper's charts, the slides' font everywhere."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Pt

from briefing.charts import look
from briefing.contents import Series
from briefing.slides.drawing_xml import FONT, LANGUAGE, child, remove_all

LABEL, SMALL, QUIET = look.LABEL, look.SMALL, look.QUIET
INK = RGBColor.from_string(look.INK.lstrip("#"))
GRID = RGBColor.from_string(look.GRID.lstrip("#"))
BASELINE = RGBColor.from_string(look.BASELINE.lstrip("#"))
_WHITE = RGBColor(255, 255, 255)
_LINE_POINTS, _MARKER = 1.6, 5


def set_text_size(owner: Any, size: float) -> None:
    """Size and colour of the text of a chart or a part of it."""
    owner.font.size = Pt(size)
    owner.font.bold = False
    owner.font.color.rgb = INK


def set_fonts(chart: Any) -> None:
    """The slides' font for every script wherever the chart says how its text looks."""
    space = chart._chartSpace
    for look_ in [*space.iter(qn("a:defRPr")), *space.iter(qn("a:rPr")), *space.iter(qn("a:endParaRPr"))]:
        remove_all(look_, "a:latin", "a:ea", "a:cs")
        look_.set("lang", LANGUAGE)
        for script in ("a:latin", "a:ea", "a:cs"):
            child(look_, script, typeface=FONT)


def dress_series(made: Any, series: Series, kind: str) -> None:
    """The colour of bars or of a line with its points; a series without colour is not seen."""
    if kind == "line":
        _dress_line(made, series)
        return
    made.invert_if_negative = False
    if series.colour:
        made.format.fill.solid()
        made.format.fill.fore_color.rgb = _rgb(series.colour)
    else:
        made.format.fill.background()
    made.format.line.fill.background()


def _dress_line(made: Any, series: Series) -> None:
    made.smooth = False
    if not series.colour:
        made.format.line.fill.background()
        made.marker.style = XL_MARKER_STYLE.NONE
        return
    colour = _rgb(series.colour)
    made.format.line.width = Pt(_LINE_POINTS)
    made.format.line.color.rgb = colour
    if series.is_dashed:
        made.format.line.dash_style = MSO_LINE.DASH
    made.marker.style, made.marker.size = XL_MARKER_STYLE.CIRCLE, _MARKER
    made.marker.format.fill.solid()
    made.marker.format.fill.fore_color.rgb = _WHITE if series.is_dashed else colour
    made.marker.format.line.color.rgb = colour


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#").upper())
