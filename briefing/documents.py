"""From requests to finished files: sheets laid out, typeset or made slides, named as downloads are."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from briefing.contents import Sheet
from briefing.layout import pages as layout
from briefing.layout.elements import LaidSheet, Shortened
from briefing.layout.papers import PRINTED, SLIDES
from briefing.notes import file_name
from briefing.sheet_book import sheet_book
from briefing.sheet_code import LONGEST, sheet_code
from briefing.sheets.kinds import sheets
from briefing.sheets.request import Origin, SheetRequest, SheetSource
from briefing.slides.presentation import presentation_bytes
from briefing.typeset.document import typeset
from domain.area import label_of
from domain.codelist import codelist
from domain.file_name import safe_name
from geo.boundaries import BoundarySet

Form = Literal["pdf", "pptx", "png", "svg", "xlsx"]
FORMS: tuple[Form, ...] = ("pdf", "pptx", "png", "svg", "xlsx")
PRINT_DPI = 200
OWN_TITLE_NOTE = "（題は作成者が付けたもので、資料番号には含まれません）"
_WIDE_SPACE = "\u3000"


@dataclass(frozen=True)
class Document:
    """A finished file: its name, its bytes, and the texts that had to be shortened in it."""

    name: str
    content: bytes
    shortened: tuple[Shortened, ...] = ()


def silent(_: str) -> None:
    """Told of progress, says nothing."""


def documents(
    source: SheetSource,
    requests: Sequence[SheetRequest],
    form: Form,
    paper: str = "a4",
    tell: Callable[[str], None] = silent,
) -> list[Document]:
    """The pages of all requests: one file as PDF, PowerPoint or Excel, one file a page as PNG or SVG.

    ``paper`` is a key of :data:`briefing.layout.papers.PRINTED`. ``tell`` hears what is being worked on.

    Raises:
        SheetNotPossible: a kind does not fit what is asked for.
    """
    stem = file_stem(source, requests)
    if form == "xlsx":
        tell("表")
        made = [sheet for request in requests for sheet in coded_sheets(source, request)]
        return [Document(f"{stem}.xlsx", sheet_book(source, requests, made))]
    pages = laid_pages(source, requests, form, paper, tell)
    shortened = tuple(found for page in pages for found in page.shortened)
    tell("書き出し")
    if form == "pptx":
        return [Document(f"{stem}.pptx", presentation_bytes(pages, source.boundaries), shortened)]
    drawn = typeset(pages, source.boundaries, form, PRINT_DPI)
    if form == "pdf":
        return [Document(f"{stem}.pdf", drawn[0], shortened)]
    return [
        Document(f"{stem}_{number:02}.{form}", content, page.shortened)
        for number, (content, page) in enumerate(zip(drawn, pages, strict=True), start=1)
    ]


def laid_pages(
    source: SheetSource,
    requests: Sequence[SheetRequest],
    form: Form,
    paper: str,
    tell: Callable[[str], None] = silent,
) -> list[LaidSheet]:
    """All pages of the requests, laid out on the paper that the form has under this name."""
    made: list[Sheet] = []
    for request in requests:
        tell(codelist("sheet_kind").label(request.kind))
        made += coded_sheets(source, request)
    on = (SLIDES if form == "pptx" else PRINTED)[paper]
    return layout.laid_pages(made, on)


def coded_sheets(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    """The pages of a request with the code by which they are made again in their foot.

    A code too long to be typed is left out: only a long search text makes one. A title of one's own is not in
    the code, which says so.
    """
    code = sheet_code(source, request)
    code = code if len(code) <= LONGEST else ""
    title = own_title(request.title)
    note = OWN_TITLE_NOTE if title else ""
    return tuple(
        replace(sheet, title=title or sheet.title, foot=replace(sheet.foot, code=code, code_note=note))
        for sheet in _proposed(source, replace(request, title=""))
    )


def own_title(text: str) -> str:
    """A title as somebody gave it, in one line and without what no document may hold."""
    kept = "".join(each if each.isprintable() or each == _WIDE_SPACE else " " for each in text)
    return re.sub(" +", " ", kept).strip()


def _proposed(source: SheetSource, request: SheetRequest) -> tuple[Sheet, ...]:
    return _kept_sheets(source.allocation, source.before, source.boundaries, source.origin, request)


@kept(64)
def _kept_sheets(
    allocation: Allocation,
    before: Allocation | None,
    boundaries: BoundarySet,
    origin: Origin,
    request: SheetRequest,
) -> tuple[Sheet, ...]:
    """Kept, so that a further form, paper or title costs no new answers."""
    return sheets(SheetSource(allocation, before, boundaries, origin), request)


def zipped(found: Sequence[Document]) -> bytes:
    """The files in one archive, as they are: pictures are packed already."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for document in found:
            entry = zipfile.ZipInfo(
                document.name
            )  # without the time of day: the same files, the same archive
            archive.writestr(entry, document.content)
    return content.getvalue()


def file_stem(source: SheetSource, requests: Sequence[SheetRequest]) -> str:
    """``都道府県_熊本県_AI・半導体``; several kinds are ``資料``; fictional ones begin with 【架空】."""
    first = requests[0]
    kinds = {request.kind for request in requests}
    kind = codelist("sheet_kind").label(first.kind) if len(kinds) == 1 else f"資料{len(kinds)}種"
    fields = [codelist("strategic_field")[code].more["short_ja"] for code in first.selection.fields]
    about = first.plan or label_of(first.selection.area)
    records = source.allocation.records
    words = [kind, about, *fields[:3], *(["ほか"] if fields[3:] else []), records.period]
    return safe_name(file_name("_".join(filter(None, words)), records))
