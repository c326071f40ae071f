"""An empty presentation in the house's look: paper, theme, kinsoku, and one clean layout with a title."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu

from briefing.layout.measured_text import NEVER_FIRST, NEVER_LAST
from briefing.layout.papers import Paper
from briefing.notes import PROCESSED_BY
from briefing.slides.drawing_xml import FONT, LANGUAGE, child, emu, remove_all
from geo.palette import ACCENT, INK

_EMU_PER_POINT = 12700
_A4 = (9_906_000, 6_858_000)
_LAYOUT = "Title Only"
_LAYOUT_NAME = "題と資料"
_PROMPTS = {PP_PLACEHOLDER.TITLE: "題（結論を一文で）", PP_PLACEHOLDER.BODY: "本文"}
_TITLE_POINTS, _BODY_POINTS = 19, 11.5
_COLOURS = {
    "dk1": INK, "lt1": "#ffffff", "dk2": "#000060", "lt2": "#e8f1fe",
    "accent1": ACCENT, "accent2": "#fb5b01", "accent3": "#00a3bf",
    "accent4": "#620000", "accent5": "#666666", "accent6": "#21004b",
    "hlink": "#00118f", "folHlink": "#21004b",
}  # fmt: skip
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Application>{PROCESSED_BY}</Application></Properties>"
)


@cache
def template(paper: Paper) -> bytes:
    """A presentation of the paper's size without slides; its one layout has a title and nothing else."""
    made = Presentation()
    made.slide_width, made.slide_height = Emu(_whole(paper.width)), Emu(_whole(paper.height))
    size = made.element.find(qn("p:sldSz"))
    size.attrib.pop("type", None)
    if (made.slide_width, made.slide_height) == _A4:
        size.set("type", "A4")
    _drop_leftovers(made)
    _set_theme(made)
    _set_language(made)
    _keep_one_layout(made, paper)
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def _whole(millimetres: float) -> int:
    """Millimetres as whole points in EMU, as PowerPoint's own papers are."""
    return round(millimetres / 25.4 * 72) * _EMU_PER_POINT


def _drop_leftovers(made: Any) -> None:
    """Without printer settings, picture and statistics of the library's own template."""
    for owner in (made.part, made.part.package):
        for key, relation in list(owner._rels.items()):
            if relation.reltype in (RT.PRINTER_SETTINGS, RT.THUMBNAIL):
                owner._rels.pop(key)
            elif relation.reltype == RT.EXTENDED_PROPERTIES:
                relation.target_part._blob = _APP.encode()


def _set_theme(made: Any) -> None:
    """Our colours, and one font for headings and text in every script."""
    part = made.slide_master.part.part_related_by(RT.THEME)
    theme = parse_xml(part.blob)
    theme.set("name", PROCESSED_BY)
    for name, colour in _COLOURS.items():
        slot = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        remove_all(slot)
        child(slot, "a:srgbClr", val=colour.lstrip("#"))
    for tag in ("a:majorFont", "a:minorFont"):
        fonts = theme.find(f".//{qn(tag)}")
        remove_all(fonts)
        for script in ("a:latin", "a:ea", "a:cs"):
            child(fonts, script, typeface=FONT)
        child(fonts, "a:font", script="Jpan", typeface=FONT)
    part._blob = serialize_part_xml(theme)


def _set_language(made: Any) -> None:
    """Japanese, and lines broken by the same rules as in the layout."""
    styles = made.element.find(qn("p:defaultTextStyle"))
    for look in styles.iter(qn("a:defRPr")):
        look.set("lang", LANGUAGE)
    rules = OxmlElement("p:kinsoku")
    rules.set("lang", LANGUAGE)
    rules.set("invalStChars", "".join(sorted(NEVER_FIRST)))
    rules.set("invalEndChars", "".join(sorted(NEVER_LAST)))
    styles.addprevious(rules)


def _keep_one_layout(made: Any, paper: Paper) -> None:
    """One layout, under a Japanese name; no date, foot and number on it and on the master."""
    for layout in list(made.slide_layouts):
        if layout.name != _LAYOUT:
            made.slide_layouts.remove(layout)
    (layout,) = made.slide_layouts
    layout._element.find(qn("p:cSld")).set("name", _LAYOUT_NAME)
    for owner in (made.slide_master, layout):
        for shape in list(owner.placeholders):
            kind = shape.placeholder_format.type
            if kind in _PROMPTS:
                shape.name = _PROMPTS[kind]
                _set_prompt(shape._element.txBody, _PROMPTS[kind])
            else:
                shape._element.getparent().remove(shape._element)
    _place_placeholders(made.slide_master, paper)
    _set_master_text(made.slide_master._element.find(qn("p:txStyles")), paper)


def _set_prompt(body: Any, words: str) -> None:
    remove_all(body, "a:p")
    run = child(child(body, "a:p"), "a:r")
    child(run, "a:rPr", lang=LANGUAGE)
    child(run, "a:t").text = words


def _place_placeholders(master: Any, paper: Paper) -> None:
    """Title and text where a sheet has them, for slides that users add; text is never resized."""
    width, title = paper.width - 2 * paper.side, 12.0
    tops = {PP_PLACEHOLDER.TITLE: (paper.top + 5, title), PP_PLACEHOLDER.BODY: (paper.top + 20, 0.0)}
    for shape in master.placeholders:
        top, height = tops[shape.placeholder_format.type]
        shape.left, shape.top, shape.width = emu(paper.side), emu(top), emu(width)
        shape.height = emu(height or paper.height - paper.bottom - top)
        frame = shape._element.txBody.find(qn("a:bodyPr"))
        remove_all(frame)
        for side in ("lIns", "tIns", "rIns", "bIns"):
            frame.set(side, "0")
        frame.set("anchor", "t")
        child(frame, "a:noAutofit")


def _set_master_text(styles: Any, paper: Paper) -> None:
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    look = title.find(qn("a:defRPr"))
    look.set("sz", str(round(_TITLE_POINTS * paper.scale * 100)))
    look.set("b", "1")
    look.find(f"{qn('a:solidFill')}/{qn('a:schemeClr')}").set("val", "accent1")
    for level in styles.findall(f"{qn('p:bodyStyle')}/*/{qn('a:defRPr')}"):
        level.set("sz", str(round(_BODY_POINTS * paper.scale * 100)))
