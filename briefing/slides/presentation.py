"""Laid-out sheets as one PowerPoint file: a slide a page, each element a native object in reading order."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation

from briefing.layout.elements import (
    ChartElement,
    Element,
    LaidSheet,
    MapElement,
    PictureElement,
    TableElement,
    TextElement,
)
from briefing.slides.charts import add_chart
from briefing.slides.package import packed
from briefing.slides.pictures import add_map, add_picture
from briefing.slides.tables import add_table
from briefing.slides.template import template
from briefing.slides.text import add_text
from briefing.slides.titles import distinct_titles
from geo.boundaries import BoundarySet


def presentation_bytes(pages: Sequence[LaidSheet], boundaries: BoundarySet) -> bytes:
    """A presentation of the pages, whose paper is the same; ValueError without a page, or with two papers.

    Text, tables and charts can be edited; maps are pictures. The same pages give the same bytes.
    """
    papers = {page.paper for page in pages}
    if len(papers) != 1:
        raise ValueError("a presentation has pages of one paper")
    made = Presentation(io.BytesIO(template(papers.pop())))
    for page in distinct_titles(pages):
        slide = made.slides.add_slide(made.slide_layouts[0])
        for element in page.elements:
            _add(slide, element, page, boundaries)
        if not any(_is_title(element) for element in page.elements):
            slide.shapes.title._element.getparent().remove(slide.shapes.title._element)
    return packed(made, pages)


def _add(slide: Any, element: Element, page: LaidSheet, boundaries: BoundarySet) -> None:
    match element:
        case TextElement():
            add_text(slide, element, is_title=_is_title(element))
        case TableElement():
            add_table(slide, element)
        case ChartElement():
            add_chart(slide, element, page.paper.scale)
        case MapElement():
            add_map(slide, element, boundaries, page.paper.scale)
        case PictureElement():
            add_picture(slide, element)


def _is_title(element: Element) -> bool:
    return isinstance(element, TextElement) and element.role == "title"
