"""Laid-out pages as the data that the template sets: plain dicts of numbers, colours and texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from briefing.layout.elements import Element, LaidSheet, Paragraph, Rect, TableElement, TextElement
from briefing.layout.measured_text import MM_PER_POINT
from briefing.layout.printable import printable
from briefing.typeset.run_data import line_data, run_data
from briefing.typeset.table_data import table_data

Data = dict[str, Any]
Drawn = Callable[[Element], tuple[str, str]]
"""An element that is a picture → its SVG, and what it shows in words."""

_NAMELESS = "資料"


def document_data(pages: Sequence[LaidSheet], drawn: Drawn) -> Data:
    """All pages, and the document's title: that of the first page, or its subject where it has none."""
    names = (printable(name).strip() for page in pages for name in (page.title, page.subject))
    return {"title": next(filter(None, names), _NAMELESS), "pages": [_page(page, drawn) for page in pages]}


def _page(page: LaidSheet, drawn: Drawn) -> Data:
    elements = [_element(element, drawn) for element in page.elements]
    return {"width": page.paper.width, "height": page.paper.height, "elements": elements}


def _element(element: Element, drawn: Drawn) -> Data:
    place = _place(element.rect)
    if isinstance(element, TextElement):
        return {"kind": "text", **place, **_text(element)}
    if isinstance(element, TableElement):
        return {"kind": "table", **place, **table_data(element)}
    svg, alternative = drawn(element)
    return {"kind": "picture", **place, "svg": svg, "alternative": printable(alternative)}


def _place(rect: Rect) -> Data:
    return {"x": rect.x, "y": rect.y, "width": rect.width, "height": rect.height}


@dataclass(frozen=True)
class _Set:
    """A paragraph at its height on the page."""

    paragraph: Paragraph
    y: float
    size: float


def _text(element: TextElement) -> Data:
    paragraphs = _at_heights(element)
    # Neighbours with bullets are one list, others a group each.
    keyed = enumerate(paragraphs)
    groups = groupby(keyed, key=lambda it: it[1].paragraph.bullet or it[0])
    return {
        "role": element.role,
        "ground": element.ground,
        "border": element.border,
        "groups": [_group(element, [found for _, found in together]) for _, together in groups],
    }


def _at_heights(element: TextElement) -> list[_Set]:
    heights = [_height(paragraph, element.line_height) for paragraph in element.paragraphs]
    y = element.rect.y + element.inset
    if element.is_middle:
        y += max(0.0, (element.rect.height - 2 * element.inset - sum(heights)) / 2)
    found = []
    for paragraph, height in zip(element.paragraphs, heights, strict=True):
        if any(run.text.strip() for line in paragraph.lines for run in line.runs):
            found.append(_Set(paragraph, y, _size(paragraph)))
        y += height
    return found


def _group(element: TextElement, together: Sequence[_Set]) -> Data:
    first, spare = together[0], element.line_height - 1
    return {
        "x": element.rect.x + element.inset,
        # Text stands in the middle of its line's height.
        "y": first.y + first.size * MM_PER_POINT * spare / 2,
        "width": element.rect.width - 2 * element.inset,
        "size": first.size,
        "leading": first.size * spare,
        "align": first.paragraph.align,
        "bullet": run_data(replace(first.paragraph.lines[0].runs[0], text=first.paragraph.bullet)),
        "paragraphs": [[line_data(line) for line in found.paragraph.lines] for found in together],
    }


def _size(paragraph: Paragraph) -> float:
    return max(run.size for line in paragraph.lines for run in line.runs)


def _height(paragraph: Paragraph, line_height: float) -> float:
    return len(paragraph.lines) * _size(paragraph) * MM_PER_POINT * line_height
