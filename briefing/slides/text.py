"""Text on slides: native paragraphs and runs that PowerPoint wraps itself, in boxes that hold them."""

from __future__ import annotations

from typing import Any

from pptx.oxml.xmlchemy import OxmlElement

from briefing.contents import Align
from briefing.layout.elements import Paragraph, Rect, Role, TextElement
from briefing.layout.measured_text import MM_PER_POINT
from briefing.slides.drawing_xml import FONT, add_character_look, add_fill, add_line, child, emu, remove_all

NAMES: dict[Role, str] = {
    "subject": "主題",
    "title": "題",
    "message": "要旨",
    "fiction": "架空の表示",
    "handling": "時点・取扱区分",
    "heading": "見出し",
    "unit": "単位",
    "number": "主要な数値",
    "body": "本文",
    "foot": "脚注",
    "page": "頁",
}
"""What boxes are called in PowerPoint's list of objects."""

_ALIGNMENT: dict[Align, str] = {"left": "l", "right": "r", "center": "ctr"}
_BORDER_POINTS = 0.75


def add_text(slide: Any, element: TextElement, *, is_title: bool = False) -> None:
    """The element as the slide's title or as a text box, after what is there already."""
    shape = slide.shapes.title if is_title else slide.shapes.add_textbox(0, 0, 0, 0)
    if is_title:
        # The order of shapes is the order of reading.
        slide.shapes._spTree.append(shape._element)
    shape.name = f"{NAMES[element.role]} {shape.shape_id}"
    place(shape, element.rect)
    properties = shape._element.spPr
    remove_all(properties, "a:noFill", "a:solidFill", "a:ln")
    add_fill(properties, element.ground)
    add_line(properties, "a:ln", _BORDER_POINTS, element.border)
    fill_body(shape._element.txBody, element)


def place(shape: Any, rect: Rect) -> None:
    """Position and size in whole units."""
    shape.left, shape.top = emu(rect.x), emu(rect.y)
    shape.width, shape.height = emu(rect.width), emu(rect.height)


def fill_body(body: Any, element: TextElement) -> None:
    """The paragraphs, wrapped at the box's width less its insets, never resized by PowerPoint."""
    remove_all(body)
    inset = emu(element.inset)
    frame = child(
        body, "a:bodyPr", wrap="square", lIns=inset, tIns=inset, rIns=inset, bIns=inset, rtlCol=0,
        anchor="ctr" if element.is_middle else "t",
    )  # fmt: skip
    child(frame, "a:noAutofit")
    child(body, "a:lstStyle")
    for paragraph in element.paragraphs or (Paragraph(()),):
        add_paragraph(body, paragraph, element.line_height)


def add_paragraph(body: Any, paragraph: Paragraph, line_height: float, colour: str = "") -> None:
    """The paragraph unbroken, one run a look; lines as high as they were measured, in exact points.

    ``colour`` replaces that of the runs.
    """
    runs = paragraph.runs
    size = max((run.size for run in runs), default=9.0)
    made = child(body, "a:p")
    made.append(_paragraph_look(paragraph, size, line_height))
    for run in runs:
        if text := run_text(run.text):
            text_run = child(made, "a:r")
            add_character_look(text_run, "a:rPr", run.size, run.is_bold, colour or run.colour)
            child(text_run, "a:t").text = text
    last = runs[-1] if runs else None
    add_character_look(
        made, "a:endParaRPr", size, bool(last and last.is_bold), last.colour if last else "#333333"
    )


def _paragraph_look(paragraph: Paragraph, size: float, line_height: float) -> Any:
    look = OxmlElement("a:pPr")
    look.set("algn", _ALIGNMENT[paragraph.align])
    indent = emu(len(paragraph.bullet) * size * MM_PER_POINT)
    look.set("marL", str(indent))
    look.set("indent", str(-indent))
    child(child(look, "a:lnSpc"), "a:spcPts", val=round(size * line_height * 100))
    for space in ("a:spcBef", "a:spcAft"):
        child(child(look, space), "a:spcPts", val=0)
    if paragraph.bullet:
        child(look, "a:buFont", typeface=FONT)
        child(look, "a:buChar", char=paragraph.bullet)
    else:
        child(look, "a:buNone")
    return look


def run_text(text: str) -> str:
    """A run's text as XML can hold it: spaces stay, other characters that nobody sees are left out."""
    return "".join(
        character if character.isprintable() or character == "\u3000" else " " * character.isspace()
        for character in text
    )
