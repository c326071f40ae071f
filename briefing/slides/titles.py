"""Titles of slides that can be told apart in PowerPoint's outline, wherever there is room for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefing.layout.elements import Element, LaidSheet, TextElement
from briefing.layout.texts import Fitter, Style


def distinct_titles(pages: Sequence[LaidSheet]) -> list[LaidSheet]:
    """The pages, with a number behind a title that several have: ``…（2）``. One without room stays."""
    often = Counter(_title(page) for page in pages)
    seen: Counter[str] = Counter()
    numbered = []
    for page in pages:
        title = _title(page)
        seen[title] += 1
        numbered.append(_numbered(page, seen[title]) if often[title] > 1 else page)
    return numbered


def _title(page: LaidSheet) -> str:
    texts = [element for element in page.elements if _is_title(element)]
    return "".join(run.text for text in texts for paragraph in text.paragraphs for run in paragraph.runs)  # type: ignore[union-attr]


def _numbered(page: LaidSheet, number: int) -> LaidSheet:
    elements = tuple(
        _with_number(page, element, number)
        if isinstance(element, TextElement) and _is_title(element)
        else element
        for element in page.elements
    )
    return replace(page, elements=elements)


def _with_number(page: LaidSheet, element: TextElement, number: int) -> TextElement:
    """The element with its number, if it takes no line more."""
    paragraph = element.paragraphs[0]
    (run,) = paragraph.runs
    fitter = Fitter(page.paper.faces)
    style = Style(run.size, run.is_bold, run.colour, paragraph.align, element.line_height)
    made = fitter.paragraph(
        f"{run.text}（{number}）", style, element.rect.width - 2 * element.inset, len(paragraph.lines), "題"
    )
    return element if fitter.told else replace(element, paragraphs=(made,))


def _is_title(element: Element) -> bool:
    return isinstance(element, TextElement) and element.role == "title"
