"""Laid-out pages as PDF, PNG or SVG: set by typst from one static template, with the shipped fonts alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Literal

import typst

from briefing.layout.elements import Element, LaidSheet
from briefing.layout.measured_text import FONTS
from briefing.typeset.page_data import document_data
from briefing.typeset.pictures import picture
from domain.folders import DATA
from geo.boundaries import BoundarySet

_TEMPLATE = DATA / "typst" / "sheet.typ"
_NO_DATE = 0
"""The same pages give the same bytes on every day."""


def typeset(
    pages: Sequence[LaidSheet],
    boundaries: BoundarySet,
    form: Literal["pdf", "png", "svg"],
    dpi: int = 144,
) -> list[bytes]:
    """One tagged PDF/UA-1 document of all pages, or a picture a page, each of its paper's size."""

    def drawn(element: Element) -> tuple[str, str]:
        return picture(element, boundaries, pages[0].paper.scale, without_fonts=form == "svg")

    made = typst.compile(
        _TEMPLATE,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format=form,
        ppi=dpi,
        sys_inputs={"document": json.dumps(document_data(pages, drawn), ensure_ascii=False)},
        pdf_standards=["ua-1"] if form == "pdf" else [],
        timestamp=_NO_DATE,
    )
    return made if isinstance(made, list) else [made]


@cache
def _fonts() -> typst.Fonts:
    """The shipped fonts, read once a process."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
