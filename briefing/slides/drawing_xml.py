"""What text, tables and charts have in common in DrawingML: lengths, colours, fonts, alternative text."""

from __future__ import annotations

from typing import Any

from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement

from briefing.layout.texts import plain

FONT = "BIZ UDPゴシック"
"""Windows 10 and later have it; texts are measured with its widths (``briefing.layout.measured_text``)."""

LANGUAGE = "ja-JP"
_EMU_PER_MM = 36000
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"


def emu(millimetres: float) -> int:
    """Millimetres in English Metric Units."""
    return round(millimetres * _EMU_PER_MM)


def child(parent: Any, tag: str, **attributes: object) -> Any:
    """A new last child (``a:solidFill``) with its attributes."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(name, str(value))
    parent.append(made)
    return made


def add_fill(parent: Any, colour: str) -> None:
    """A ground of ``#rrggbb``; "" is none."""
    if colour:
        child(child(parent, "a:solidFill"), "a:srgbClr", val=colour.lstrip("#"))
    else:
        child(parent, "a:noFill")


def add_line(parent: Any, tag: str, points: float, colour: str) -> None:
    """A line (``a:ln``, ``a:lnB``) of so many points; no colour is no line."""
    add_fill(child(parent, tag, w=round(points * 12700)), colour)


def add_character_look(parent: Any, tag: str, size: float, is_bold: bool, colour: str) -> Any:
    """Character properties (``a:rPr``, ``a:defRPr``, ``a:endParaRPr``): the font for every script."""
    look = child(parent, tag, lang=LANGUAGE, altLang="en-US", sz=round(size * 100), b=int(is_bold), dirty=0)
    add_fill(look, colour)
    for script in ("a:latin", "a:ea", "a:cs"):
        child(look, script, typeface=FONT)
    return look


def describe(shape: Any, name: str, alternative: str) -> None:
    """Name and alternative text of a shape; one without words is marked as decorative."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", plain(name))
    if alternative := plain(alternative):
        properties.set("descr", alternative)
        return
    extension = child(child(properties, "a:extLst"), "a:ext", uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
    extension.append(
        extension.makeelement(f"{{{_DECORATIVE}}}decorative", {"val": "1"}, {"adec": _DECORATIVE})
    )


def remove_all(parent: Any, *tags: str) -> None:
    """Without the children of these tags, or without any."""
    wanted = {qn(tag) for tag in tags}
    for found in list(parent):
        if not tags or found.tag in wanted:
            parent.remove(found)
