from __future__ import annotations

from typing import Any

from pptx.oxml.ns import qn

from briefing.layout.elements import TableElement
from tests.unit.briefing.slides.conftest import Made


def _table(made: Made) -> tuple[Any, TableElement]:
    found = zip(made.presentation.slides[5].shapes, made.pages[5].elements, strict=True)
    return next((shape.table, element) for shape, element in found if isinstance(element, TableElement))


def test_a_table_has_the_measured_widths_and_heights_and_a_heading_row(made: Made) -> None:
    table, element = _table(made)
    assert [round(column.width / 36000, 2) for column in table.columns] == [
        round(w, 2) for w in element.widths
    ]
    assert [round(row.height / 36000, 2) for row in table.rows] == [round(h, 2) for h in element.heights]
    assert table.first_row
    assert not table.horz_banding


def test_a_table_has_the_lines_of_the_house_and_not_powerpoints_style(made: Made) -> None:
    table, _ = _table(made)
    assert table._tbl.tblPr.find(qn("a:tableStyleId")).text == "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
    heading, total, body = (table.rows[at].cells[0]._tc.tcPr for at in range(3))
    assert _colour(heading.find(qn("a:lnT"))) == "0017c1"
    assert _colour(heading) == "e8f1fe"
    assert _colour(total) == "f2f2f2"
    assert body.find(qn("a:noFill")) is not None
    assert body.find(qn("a:lnL")).find(qn("a:noFill")) is not None


def _colour(element: Any) -> str:
    return element.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}").get("val")


def test_marks_are_grounds_of_cells_and_totals_are_bold(made: Made) -> None:
    table, element = _table(made)
    for at, row in enumerate(element.rows):
        for cell, laid in zip(table.rows[at].cells, row, strict=True):
            if laid.mark:
                assert _colour(cell._tc.tcPr) == laid.mark.colour.lstrip("#")
            bold = {bool(run.font.bold) for paragraph in cell.text_frame.paragraphs for run in paragraph.runs}
            assert bold <= {at == 0 or at in element.strong}


def test_texts_of_cells_are_whole_paragraphs(made: Made) -> None:
    table, element = _table(made)
    for row, laid in zip(table.rows, element.rows, strict=True):
        assert [cell.text_frame.text for cell in row.cells] == [
            "".join(run.text for run in cell.paragraph.runs) for cell in laid
        ]
