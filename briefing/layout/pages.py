"""A sheet on a paper: head, messages, body and foot become elements with places and measured text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.contents import Foot, Sheet, Stack
from briefing.layout.arranged import elements
from briefing.layout.elements import Element, LaidSheet, Rect
from briefing.layout.look import INK, QUIET, TINT, Sizes
from briefing.layout.page_breaks import split
from briefing.layout.papers import Paper
from briefing.layout.texts import Fitter, Style
from geo.palette import ACCENT

_FICTION = "#ce0000"
_ABOVE, _BELOW = 1.5, 1.5
"""Millimetres between head, body and foot."""

_FOOT_LINES = 6
_TITLE_SIZES = (19, 18, 17)


def laid_pages(sheets: Sequence[Sheet], paper: Paper) -> list[LaidSheet]:
    """All pages of these sheets, numbered through; lists that are continued take as many as they need."""
    every = [page for sheet in sheets for page in split_pages(sheet, paper)]
    return [laid_out(sheet, paper, number, len(every)) for number, sheet in enumerate(every, start=1)]


def laid_out(sheet: Sheet, paper: Paper, page: int = 1, pages: int = 1) -> LaidSheet:
    """The sheet's elements in reading order, all on one page. No text is wider or higher than its box: what
    does not fit is shortened with … and named in ``shortened``.
    """
    fitter, sizes = Fitter(paper.faces), Sizes(paper.scale)
    head, body, foot = _around(fitter, sizes, sheet, paper, page, pages)
    found = [*head, *elements(fitter, sizes, Stack(sheet.blocks), body), *foot]
    return LaidSheet(paper, sheet.title, sheet.subject, tuple(found), tuple(fitter.told))


def split_pages(sheet: Sheet, paper: Paper) -> list[Sheet]:
    """The sheet as pages: those after the first have its head and foot, without the messages."""
    found, page = [], sheet
    while True:
        fitter, sizes = Fitter(paper.faces), Sizes(paper.scale)
        _, body, _ = _around(fitter, sizes, page, paper, 1, 1)
        here, later = split(fitter, sizes, page.blocks, body.width, body.height)
        found.append(replace(page, blocks=here))
        if not later:
            return found
        page = replace(sheet, messages=(), blocks=later)


def _around(
    fitter: Fitter, sizes: Sizes, sheet: Sheet, paper: Paper, page: int, pages: int
) -> tuple[list[Element], Rect, list[Element]]:
    """Head, the room for the body, and foot."""
    inner = Rect(paper.side, paper.top, paper.width - 2 * paper.side, paper.height - paper.top - paper.bottom)
    head, top = _head(fitter, sizes, sheet, inner)
    foot, bottom = _foot(fitter, sizes, sheet, inner, page, pages)
    return head, Rect(inner.x, top + _ABOVE, inner.width, bottom - top - _ABOVE - _BELOW), foot


def _head(fitter: Fitter, sizes: Sizes, sheet: Sheet, inner: Rect) -> tuple[list[Element], float]:
    small = sizes.style(9, colour=QUIET)
    right = "　".join(filter(None, (sheet.as_of, sheet.handling)))
    right_width = fitter.width(right, small.size) * 1.06 + 2
    y, height = inner.y, small.line_mm
    found: list[Element] = []
    subject = Rect(inner.x, y, inner.width - right_width, height)
    named = sizes.style(9, bold=True)
    found.append(fitter.box(subject, "subject", [sheet.subject], named, "主題"))
    handling = Rect(inner.right - right_width, y, right_width, height)
    aligned = replace(small, align="right")
    found.append(fitter.box(handling, "handling", [right], aligned, "時点"))
    y += height
    if sheet.fiction:
        red = sizes.style(9, bold=True, colour=_FICTION)
        found.append(
            fitter.box(Rect(inner.x, y, inner.width, red.line_mm), "fiction", [sheet.fiction], red, "架空")
        )
        y += red.line_mm
    title = _title_style(fitter, sizes, sheet.title, inner.width)
    lines = len(Fitter(fitter.faces).paragraph(sheet.title, title, inner.width, 2, "題").lines)
    box = Rect(inner.x, y, inner.width, lines * title.line_mm + 0.5)
    found.append(fitter.box(box, "title", [sheet.title], title, "題"))
    y = box.bottom + 0.8
    if sheet.messages:
        style = sizes.style(11.5, line_height=1.32)
        inset = 1.6
        box = Rect(inner.x, y, inner.width, len(sheet.messages) * style.line_mm + 2 * inset)
        found.append(
            fitter.box(box, "message", sheet.messages, style, "要旨", bullet="○", ground=TINT, inset=inset)
        )
        y = box.bottom
    return found, y


def _title_style(fitter: Fitter, sizes: Sizes, text: str, width: float) -> Style:
    """A title a little too long for a line is set smaller; a longer one takes two."""
    for size in _TITLE_SIZES:
        style = sizes.style(size, bold=True, colour=ACCENT, line_height=1.25)
        if len(Fitter(fitter.faces).paragraph(text, style, width, 2, "題").lines) == 1:
            return style
    return style


def _foot(
    fitter: Fitter, sizes: Sizes, sheet: Sheet, inner: Rect, page: int, pages: int
) -> tuple[list[Element], float]:
    """Sources, notes, filters and coverage at the bottom; the code and the page number on the last line."""
    style = sizes.style(7.5, colour=INK, line_height=1.25)
    foot = sheet.foot
    texts = _foot_texts(fitter, style, foot, inner.width)
    wanted = sum(
        len(Fitter(fitter.faces).paragraph(text, style, inner.width, 3, "脚注").lines) for text in texts
    )
    height = min(wanted, _FOOT_LINES) * style.line_mm
    last = Rect(inner.x, inner.bottom - style.line_mm, inner.width, style.line_mm)
    box = Rect(inner.x, last.y - height, inner.width, height)
    found: list[Element] = [fitter.box(box, "foot", texts, style, "脚注")]
    half = Rect(last.x, last.y, last.width / 2, last.height)
    code = f"資料番号 {foot.code}{foot.code_note}" if foot.code else ""
    if code:
        found.append(fitter.box(half, "foot", [code], style, "資料番号"))
    aligned = replace(style, colour=QUIET, align="right")
    number = Rect(half.right, last.y, last.width / 2, last.height)
    found.append(fitter.box(number, "page", [f"{page}／{pages}"], aligned, "頁"))
    return found, box.y


def _foot_texts(fitter: Fitter, style: Style, foot: Foot, width: float) -> list[str]:
    """Filters, sources and notes, as many on a line as have room: the foot is to leave room for what the sheet
    says.
    """
    told = [f"（条件）{foot.filters}" + (f"　{foot.coverage}" if foot.coverage else "")]
    told += [("" if at else "（出典）") + source for at, source in enumerate(foot.sources)]
    told += [f"（注{at}）{text}" for at, text in enumerate(foot.notes, start=1)]
    lines = told[:1]
    for text in told[1:]:
        joined = f"{lines[-1]}　{text}"
        if len(Fitter(fitter.faces).paragraph(joined, style, width, 2, "脚注").lines) == 1:
            lines[-1] = joined
        else:
            lines.append(text)
    return lines
