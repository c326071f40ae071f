from __future__ import annotations

import datetime as dt
import io
import re
import time
import zipfile

import pytest
from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn

from briefing.layout.elements import ChartElement, MapElement, PictureElement, TableElement, TextElement
from briefing.layout.pages import laid_out
from briefing.layout.papers import SLIDE_A4, WIDE
from briefing.slides.drawing_xml import FONT
from briefing.slides.presentation import presentation_bytes
from geo.boundaries import shipped_boundaries
from tests.example_sheets import FICTION, sheet
from tests.unit.briefing.slides.conftest import Made, made_on
from tests.unit.briefing.slides.example_slides import sheets


@pytest.mark.parametrize(
    ("paper", "size", "kind"), [("a4", (9906000, 6858000), "A4"), ("16x9", (12192000, 6858000), None)]
)
def test_slides_have_the_size_that_powerpoint_gives_the_paper(
    paper: str, size: tuple[int, int], kind: str | None
) -> None:
    found = made_on(paper).presentation.element.find(qn("p:sldSz"))
    assert (int(found.get("cx")), int(found.get("cy"))) == size
    assert found.get("type") == kind


def test_every_slide_has_its_title_in_the_title_placeholder(made: Made) -> None:
    for slide, page in zip(made.presentation.slides, made.pages, strict=True):
        assert slide.shapes.title.placeholder_format.type == PP_PLACEHOLDER.TITLE
        assert slide.shapes.title.text_frame.text.startswith(page.title)
        assert len(slide.placeholders) == 1


def test_slides_of_one_title_can_be_told_apart_in_the_outline() -> None:
    made = made_on("16x9")
    titles = [slide.shapes.title.text_frame.text for slide in made.presentation.slides]
    assert titles[:2] == [f"{made.pages[0].title}（1）", f"{made.pages[0].title}（2）"]
    assert titles[3] == made.pages[3].title
    assert len(set(titles)) == len(titles)


def test_a_title_without_room_for_a_number_stays_whole() -> None:
    longest = max(n for n in range(60, 120) if not laid_out(sheet(title="額" * n), SLIDE_A4).shortened)
    page = laid_out(sheet(title="額" * longest), SLIDE_A4)
    assert len({slide.text for slide in _titles(presentation_bytes((page, page), shipped_boundaries()))}) == 1


def _titles(content: bytes) -> list[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = [name for name in file.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
        trees = [etree.fromstring(file.read(name)) for name in names]
    return [
        tree.xpath("//*[local-name()='sp'][.//*[@type='title']]//*[local-name()='t']")[0] for tree in trees
    ]


def test_shapes_stand_in_the_order_of_reading_and_where_the_layout_has_them(made: Made) -> None:
    for slide, page in zip(made.presentation.slides, made.pages, strict=True):
        for shape, element in zip(slide.shapes, page.elements, strict=True):
            if not isinstance(element, PictureElement):
                assert shape.left == pytest.approx(element.rect.x * 36000, abs=1)
                assert shape.top == pytest.approx(element.rect.y * 36000, abs=1)
                assert shape.width == pytest.approx(element.rect.width * 36000, abs=20)
                assert shape.height == pytest.approx(element.rect.height * 36000, abs=40)


def test_no_shape_reaches_beyond_the_slide(made: Made) -> None:
    width, height = made.presentation.slide_width, made.presentation.slide_height
    shapes = [shape for slide in made.presentation.slides for shape in slide.shapes]
    assert all(shape.left >= 0 and shape.top >= 0 for shape in shapes)
    assert all(shape.left + shape.width <= width for shape in shapes)
    assert all(shape.top + shape.height <= height for shape in shapes)


def test_text_tables_and_charts_are_native_and_maps_are_pictures(made: Made) -> None:
    for slide, page in zip(made.presentation.slides, made.pages, strict=True):
        for shape, element in zip(slide.shapes, page.elements, strict=True):
            assert shape.has_text_frame == isinstance(element, TextElement)
            assert shape.has_table == isinstance(element, TableElement)
            assert shape.has_chart == isinstance(element, ChartElement)
            assert hasattr(shape, "image") == isinstance(element, MapElement | PictureElement)


def test_whoever_cannot_see_a_picture_a_chart_or_a_table_is_told_what_it_shows(made: Made) -> None:
    for slide, page in zip(made.presentation.slides, made.pages, strict=True):
        for shape, element in zip(slide.shapes, page.elements, strict=True):
            if not isinstance(element, TextElement):
                described = shape._element.xpath(".//p:cNvPr")[0].get("descr")
                assert described
                if not isinstance(element, TableElement):
                    assert described == element.alternative


def test_fiction_is_told_in_red_on_every_slide() -> None:
    for slide in made_on("a4").presentation.slides:
        (shape,) = [
            shape for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text == FICTION
        ]
        assert str(shape.text_frame.paragraphs[0].runs[0].font.color.rgb) == "CE0000"


def test_one_font_is_named_for_every_script_wherever_text_has_a_look(made: Made) -> None:
    with zipfile.ZipFile(io.BytesIO(made.content)) as file:
        names = [n for n in file.namelist() if re.match(r"ppt/(slides|charts)/[^/]+\.xml$", n)]
        looks = [
            look
            for name in names
            for look in etree.fromstring(file.read(name)).xpath(
                "//*[local-name()='rPr' or local-name()='defRPr' or local-name()='endParaRPr']"
            )
        ]
        theme = etree.fromstring(file.read("ppt/theme/theme1.xml"))
    assert len(looks) > 300
    for look in looks:
        assert look.get("lang") == "ja-JP"
        assert [look.find(qn(f"a:{script}")).get("typeface") for script in ("latin", "ea", "cs")] == [
            FONT
        ] * 3
    for kind in ("a:majorFont", "a:minorFont"):
        fonts = theme.find(f".//{qn(kind)}")
        assert {font.get("typeface") for font in fonts} == {FONT}
        assert {font.tag for font in fonts} == {qn(f"a:{tag}") for tag in ("latin", "ea", "cs", "font")}


def test_the_layout_is_one_with_a_title_alone(made: Made) -> None:
    (layout,) = made.presentation.slide_layouts
    assert [shape.placeholder_format.type for shape in layout.placeholders] == [PP_PLACEHOLDER.TITLE]


def test_the_file_says_what_it_is_and_nothing_of_when_and_by_whom_it_was_written(made: Made) -> None:
    properties = made.presentation.core_properties
    assert properties.title == made.pages[0].title
    assert "全国概況" in properties.subject
    assert properties.author == properties.last_modified_by == "地域未来投資マップ"
    assert properties.language == "ja-JP"
    assert properties.created == properties.modified == dt.datetime(2000, 1, 1)


def test_the_same_pages_give_the_same_bytes_on_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 86_400 * 400)
    made = made_on("16x9")
    assert presentation_bytes(made.pages, shipped_boundaries()) == made.content
    with zipfile.ZipFile(io.BytesIO(made.content)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        books = [zipfile.ZipFile(io.BytesIO(file.read(n))) for n in file.namelist() if n.endswith(".xlsx")]
    assert {entry.date_time for book in books for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_pages_of_two_papers_are_refused_and_so_are_none() -> None:
    pages = [laid_out(sheets()[0], paper) for paper in (SLIDE_A4, WIDE)]
    with pytest.raises(ValueError, match="one paper"):
        presentation_bytes(pages, shipped_boundaries())
    with pytest.raises(ValueError, match="one paper"):
        presentation_bytes([], shipped_boundaries())
