"""Every text stays in its frame when PowerPoint wraps it in the font that the slides name."""

from __future__ import annotations

import io
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.oxml.ns import qn

from briefing.contents import Chart, Row, Stack, Table, Words
from briefing.layout.measured_text import MM_PER_POINT
from briefing.layout.pages import laid_out
from briefing.layout.papers import SLIDES
from briefing.slides.presentation import presentation_bytes
from geo.boundaries import shipped_boundaries
from tests.example_sheets import sheet, table
from tests.unit.briefing.slides.conftest import Made
from tests.unit.briefing.slides.example_slides import LINES, figure
from tests.unit.briefing.slides.wrapped_lines import lines_of

_EMU = 36000
_TEXTS = st.text(
    st.sampled_from(
        "投資額は3兆9,000億円、全国の38％（前年比）「AI・半導体」ABCxyz -_/<&>\n\x07ー々ゃ▲…。🙂髙﨑=+@"
    ),
    max_size=160,
)


def _height(paragraphs: list[Any], width: float) -> float:
    """Millimetres that the paragraphs take in a frame of ``width`` millimetres."""
    used = 0.0
    for paragraph in paragraphs:
        runs = [(run.text, run.font.size.pt, bool(run.font.bold)) for run in paragraph.runs]
        indent = int(paragraph._p.pPr.get("marL")) / _EMU
        spacing = paragraph._p.pPr.find(f"{qn('a:lnSpc')}/{qn('a:spcPts')}")
        used += lines_of(runs, width, indent) * int(spacing.get("val")) / 100 * MM_PER_POINT
    return used


def _assert_all_fit(presentation: Any) -> None:
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                frame = shape.text_frame
                width = (shape.width - frame.margin_left - frame.margin_right) / _EMU
                room = (shape.height - frame.margin_top - frame.margin_bottom) / _EMU
                assert _height(frame.paragraphs, width) <= room + 0.06, frame.text
                assert frame.word_wrap
                assert frame._txBody.bodyPr.find(qn("a:noAutofit")) is not None
            if shape.has_table:
                _assert_cells_fit(shape.table)


def _assert_cells_fit(table: Any) -> None:
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            width = (column.width - cell.margin_left - cell.margin_right) / _EMU
            room = (row.height - cell.margin_top - cell.margin_bottom) / _EMU
            assert _height(cell.text_frame.paragraphs, width) <= room + 0.01, cell.text_frame.text


def test_every_text_stays_in_its_frame(made: Made) -> None:
    _assert_all_fit(made.presentation)


@settings(max_examples=40, deadline=None)
@given(text=_TEXTS, paper=st.sampled_from(sorted(SLIDES)))
def test_any_text_stays_in_its_frame_and_the_file_opens(text: str, paper: str) -> None:
    rows = tuple((text, text, "1,234,567", "▲1.2", text) for _ in range(4))
    chart = figure(Chart("bar", text, text, (text,) * 2, LINES.series[:1], labels=(text,) * 2))
    beside = Stack((Words(text, (text, text)), chart))
    block = Row((Table(text, table(2).columns, rows, text), beside), (7, 5))
    page = laid_out(sheet(block, title=text or "題"), SLIDES[paper])
    _assert_all_fit(Presentation(io.BytesIO(presentation_bytes([page], shipped_boundaries()))))
