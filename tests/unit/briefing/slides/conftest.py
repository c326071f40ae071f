"""The same sheets as a presentation on both papers, made once."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from pptx import Presentation

from briefing.layout.elements import LaidSheet
from briefing.layout.pages import laid_out
from briefing.layout.papers import SLIDES
from briefing.slides.presentation import presentation_bytes
from geo.boundaries import shipped_boundaries
from tests.unit.briefing.slides.example_slides import sheets


@dataclass(frozen=True)
class Made:
    """Pages, the bytes made of them, and what python-pptx reads from these."""

    pages: tuple[LaidSheet, ...]
    content: bytes
    presentation: Any


@cache
def made_on(paper: str) -> Made:
    found = sheets()
    pages = tuple(laid_out(sheet, SLIDES[paper], at, len(found)) for at, sheet in enumerate(found, start=1))
    content = presentation_bytes(pages, shipped_boundaries())
    return Made(pages, content, Presentation(io.BytesIO(content)))


@pytest.fixture(params=["a4", "16x9"])
def made(request: pytest.FixtureRequest) -> Made:
    return made_on(request.param)
