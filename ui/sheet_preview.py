"""Previews of sheets: every page as it is printed, made once for a request and shown with progress."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from html import escape

import streamlit as st

from briefing.documents import laid_pages
from briefing.layout.elements import LaidSheet
from briefing.sheet_code import sheet_code
from briefing.sheets.request import SheetNotPossible, SheetRequest, SheetSource
from briefing.typeset.document import typeset
from domain.codelist import codelist
from ui import markup
from ui.sheet_choice import Choice

DPI = 120
"""An A4 page is 1,400 pixels wide: as wide as the window, and sharp enough to read the foot."""

_MOST_KEPT = 24
_MOST_PAGES = 30
"""Pages that are shown; a document may have more."""

_Key = tuple[SheetSource, tuple[SheetRequest, ...], str]
_LOCK = threading.Lock()
_kept: OrderedDict[_Key, tuple[bytes, ...]] = OrderedDict()


def show(source: SheetSource, choice: Choice) -> None:
    """The pages one below the other, what had to be shortened on them, and the codes of the sheets."""
    try:
        pages = laid_pages(source, choice.requests, "pdf", choice.paper)
        slides = laid_pages(source, choice.requests, "pptx", choice.paper)
        pictures = _pictures(source, choice, pages)
    except SheetNotPossible as error:
        markup.sentences("notice", [str(error)])
        return
    _tell_shortened(pages, slides)
    for number, (picture, page) in enumerate(zip(pictures, pages, strict=False), start=1):
        st.image(picture, width="stretch", caption=f"{number}／{len(pages)}　{page.subject}")
    if len(pages) > len(pictures):
        st.caption(f"ほか{len(pages) - len(pictures):,}頁は、ダウンロードしたファイルにあります。")
    _tell_codes(source, choice)


def _pictures(source: SheetSource, choice: Choice, pages: Sequence[LaidSheet]) -> tuple[bytes, ...]:
    key = (source, choice.requests, choice.paper)
    with _LOCK:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    drawn: list[bytes] = []
    shown = pages[:_MOST_PAGES]
    place = st.empty()
    for number, page in enumerate(shown):
        place.progress(number / len(shown), f"見本を作っています… {number + 1}／{len(shown)}頁")
        drawn += typeset([page], source.boundaries, "png", DPI)
    place.empty()
    with _LOCK:
        _kept[key] = tuple(drawn)
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return tuple(drawn)


def _tell_shortened(pages: Sequence[LaidSheet], slides: Sequence[LaidSheet]) -> None:
    """What did not fit, so that who hands the sheet out knows before."""
    counts, lines = [], []
    for words, laid in (("PDF・画像", pages), ("PowerPoint", slides)):
        found = [(number, one) for number, page in enumerate(laid, start=1) for one in page.shortened]
        lines += [f"{words} {number}頁 {one.place}「{one.text}」" for number, one in found]
        counts += [f"{words}で{len(found):,}か所"] if found else []
    if counts:
        with st.expander(f"枠に収まらず短くした文: {'、'.join(counts)}", key="shortened"):
            items = "".join(f"<li>{escape(line)}</li>" for line in lines)
            st.html(f"<ul class=shortened>{items}</ul>")


def _tell_codes(source: SheetSource, choice: Choice) -> None:
    lines = [
        f"{codelist('sheet_kind').label(request.kind)}　資料番号 {sheet_code(source, request)}"
        for request in choice.requests
    ]
    st.caption("  \n".join(lines))
