"""A sheet on a paper: head, messages, body grid and foot become elements with places and measured text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.contents import COLUMNS, ROWS, Block, Placed, Row, Sheet, Stack, Table
from briefing.layout.blocks import ACCENT, INK, QUIET, TINT, Sizes, elements
from briefing.layout.elements import Element, LaidSheet, Rect
from briefing.layout.papers import Paper
from briefing.layout.texts import Fitter, Style

_FICTION = "#ce0000"
_GUTTER = 3.0
_FOOT_LINES = 5
_TITLE_SIZES = (19, 18, 17)


def laid_pages(sheets: Sequence[Sheet], paper: Paper) -> list[LaidSheet]:
    """All pages of these sheets, numbered through; lists that are continued take as many as they need."""
    every = [page for sheet in sheets for page in split_pages(sheet, paper)]
    return [laid_out(sheet, paper, number, len(every)) for number, sheet in enumerate(every, start=1)]


def laid_out(sheet: Sheet, paper: Paper, page: int = 1, pages: int = 1) -> LaidSheet:
    """The sheet's elements in reading order. No text is wider or higher than its box: what does not fit is
    shortened with … and named in ``shortened``.
    """
    found, fitter = _drawn(sheet, paper, page, pages)
    return LaidSheet(paper, sheet.title, sheet.subject, tuple(found), tuple(fitter.told))


def _drawn(sheet: Sheet, paper: Paper, page: int, pages: int) -> tuple[list[Element], Fitter]:
    fitter, sizes = Fitter(paper.faces), Sizes(paper.scale)
    inner = Rect(paper.side, paper.top, paper.width - 2 * paper.side, paper.height - paper.top - paper.bottom)
    head, top = _head(fitter, sizes, sheet, inner)
    foot, bottom = _foot(fitter, sizes, sheet, inner, page, pages)
    body = Rect(inner.x, top + 1.5, inner.width, bottom - top - 3.0)
    found = list(head)
    for placed in sheet.blocks:
        found += elements(fitter, sizes, placed.block, _place(body, placed))
    return [*found, *foot], fitter


def split_pages(sheet: Sheet, paper: Paper) -> list[Sheet]:
    """The sheet, and behind it sheets with the rows of its continued table that find no room on it.

    Each tells in the table's heading which of the rows are on it.
    """
    table = next(filter(None, (_continued(placed.block) for placed in sheet.blocks)), None)
    if table is None:
        return [sheet]
    found: list[Sheet] = []
    first, count = 0, len(table.rows)
    while True:
        rest = _rows_from(table, first)
        page = (
            sheet if not first else replace(sheet, messages=(), blocks=(Placed(rest, 0, 0, COLUMNS, ROWS),))
        )
        page = _with_table(page, table if not first else rest, rest)
        _, fitter = _drawn(page, paper, 1, 1)
        last = count - fitter.continued
        if last <= first and count:  # not one row: told by the table itself
            return [*found, _with_table(page, rest, replace(rest, continued=""))]
        words = f"（{first + 1:,}〜{last:,}／{count:,}{table.continued}）" if found or last < count else ""
        found.append(_with_table(page, rest, replace(rest, title=f"{table.title}{words}")))
        if last >= count:
            return found
        first = last


def _continued(block: Block) -> Table | None:
    if isinstance(block, Stack | Row):
        return next(filter(None, map(_continued, block.blocks)), None)
    return block if isinstance(block, Table) and block.continued else None


def _with_table(sheet: Sheet, old: Table, new: Table) -> Sheet:
    def changed(block: Block) -> Block:
        if isinstance(block, Stack | Row):
            return replace(block, blocks=tuple(map(changed, block.blocks)))
        return new if block is old else block

    return replace(
        sheet, blocks=tuple(replace(placed, block=changed(placed.block)) for placed in sheet.blocks)
    )


def _rows_from(table: Table, first: int) -> Table:
    """The table without its first rows."""
    if not first:
        return replace(table)
    return replace(
        table,
        rows=table.rows[first:],
        strong=frozenset(at - first for at in table.strong if at >= first),
        marks={(row - first, column): mark for (row, column), mark in table.marks.items() if row >= first},
    )


def _place(body: Rect, placed: Placed) -> Rect:
    column, row = (body.width + _GUTTER) / COLUMNS, (body.height + _GUTTER) / ROWS
    return Rect(
        body.x + placed.left * column,
        body.y + placed.top * row,
        placed.columns * column - _GUTTER,
        placed.rows * row - _GUTTER,
    )


def _head(fitter: Fitter, sizes: Sizes, sheet: Sheet, inner: Rect) -> tuple[list[Element], float]:
    small = sizes.style(9, colour=QUIET)
    right = "　".join(filter(None, (sheet.as_of, sheet.handling)))
    right_width = fitter.width(right, small.size) * 1.06 + 2
    y, height = inner.y, small.line_mm
    found: list[Element] = []
    subject = Rect(inner.x, y, inner.width - right_width, height)
    found.append(fitter.box(subject, "subject", [sheet.subject], small, "主題"))
    handling = Rect(inner.right - right_width, y, right_width, height)
    aligned = Style(small.size, False, QUIET, "right", small.line_height)
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
    texts = [f"（条件）{foot.filters}" + (f"　{foot.coverage}" if foot.coverage else "")]
    texts += ["（出典）" + "　".join(foot.sources)] if foot.sources else []
    # Notes follow one another on a line: the foot is to leave room for what the sheet says.
    texts += (
        ["　".join(f"（注{at}）{text}" for at, text in enumerate(foot.notes, start=1))] if foot.notes else []
    )
    wanted = sum(
        len(Fitter(fitter.faces).paragraph(text, style, inner.width, 3, "脚注").lines) for text in texts
    )
    height = min(wanted, _FOOT_LINES) * style.line_mm
    last = Rect(inner.x, inner.bottom - style.line_mm, inner.width, style.line_mm)
    box = Rect(inner.x, last.y - height, inner.width, height)
    found: list[Element] = [fitter.box(box, "foot", texts, style, "脚注")]
    half = Rect(last.x, last.y, last.width / 2, last.height)
    code = f"資料番号 {foot.code}" if foot.code else ""
    if code:
        found.append(fitter.box(half, "foot", [code], style, "資料番号"))
    aligned = Style(style.size, False, QUIET, "right", style.line_height)
    number = Rect(half.right, last.y, last.width / 2, last.height)
    found.append(fitter.box(number, "page", [f"{page}／{pages}"], aligned, "頁"))
    return found, box.y
