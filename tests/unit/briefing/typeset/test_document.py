"""Pages as PDF, PNG and SVG: size, tags, fonts, alternatives, and every text inside its frame."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from briefing.contents import ChartFigure, Column, Row, Sheet, Table, Words
from briefing.layout.elements import LaidSheet, Paragraph, Rect, TableElement, TextElement
from briefing.layout.pages import laid_out
from briefing.layout.papers import PRINTED
from briefing.layout.printable import printable
from briefing.typeset.document import typeset
from domain.municipality import municipalities
from geo.boundaries import shipped_boundaries
from tests import example_sheets as examples
from tests.unit.briefing.typeset.pdf_file import Char, PdfFile

KUMAMOTO = "430005"
OTHER_CHARACTERS = "髙﨑檮鰺▲△①㈱㎡※→～■●ヶヵ々〇"
"""What documents of prefectures have and many fonts lack (conventions.md 4.3)."""


def pages_of(paper: str, *sheets: Sheet) -> list[LaidSheet]:
    return [laid_out(sheet, PRINTED[paper], at, len(sheets)) for at, sheet in enumerate(sheets, start=1)]


def pdf_of(pages: Sequence[LaidSheet]) -> bytes:
    (content,) = typeset(pages, shipped_boundaries(), "pdf")
    return content


@pytest.fixture(scope="module", params=sorted(PRINTED))
def laid(request: pytest.FixtureRequest) -> list[LaidSheet]:
    sheets = (examples.overview(KUMAMOTO), examples.charts(), examples.maps(), examples.long_table())
    return pages_of(request.param, *sheets)


@pytest.fixture(scope="module")
def document(laid: list[LaidSheet]) -> PdfFile:
    return PdfFile(pdf_of(laid))


def test_pages_are_just_as_large_as_the_paper(laid: list[LaidSheet], document: PdfFile):
    assert len(document.pages) == len(laid)
    for (width, height), page in zip(document.sizes, laid, strict=True):
        assert (width, height) == pytest.approx((page.paper.width, page.paper.height), abs=0.01)


def test_document_says_what_it_is(laid: list[LaidSheet], document: PdfFile):
    assert document.value("Lang") == b"ja-JP"
    assert document.value("MarkInfo")["Marked"] is True
    assert document.value("StructTreeRoot")
    assert document.value("ViewerPreferences")["DisplayDocTitle"] is True
    assert "<pdfuaid:part>1</pdfuaid:part>" in document.metadata
    assert document.title == laid[0].title


def test_all_fonts_are_the_shipped_ones_and_embedded(document: PdfFile):
    fonts = document.fonts()
    assert {name.partition("+")[2] for name in fonts} == {"NotoSansJP-Regular", "NotoSansJP-Bold"}
    assert all(fonts.values())


def test_headings_lead_from_the_title_to_the_blocks(laid: list[LaidSheet], document: PdfFile):
    for at, page in enumerate(laid):
        tags = [tag for tag in document.tags(at) if tag.kind in ("H1", "H2")]
        texts = [document.text_of(at, tag.mcids) for tag in tags]
        assert [tag.kind for tag in tags] == ["H1"] + ["H2"] * (len(tags) - 1)
        titles = [
            element for element in page.elements if getattr(element, "role", "") in ("title", "heading")
        ]
        assert texts == [_text(element.paragraphs) for element in titles]


def test_figures_say_what_they_show(laid: list[LaidSheet], document: PdfFile):
    for at, page in enumerate(laid):
        told = [tag.alternative for tag in document.tags(at) if tag.kind == "Figure"]
        assert told == [element.alternative for element in page.elements if hasattr(element, "alternative")]
        assert all(told)


def test_tables_have_a_row_of_headings(laid: list[LaidSheet], document: PdfFile):
    for at, page in enumerate(laid):
        tables = [element for element in page.elements if isinstance(element, TableElement)]
        kinds = [tag.kind for tag in document.tags(at)]
        assert kinds.count("Table") == kinds.count("THead") == len(tables)
        assert kinds.count("TR") == sum(len(table.rows) for table in tables)
        assert kinds.count("TH") == sum(len(table.widths) for table in tables)


def test_messages_are_a_list_and_page_numbers_are_not_read(laid: list[LaidSheet], document: PdfFile):
    for at in range(len(laid)):
        assert [tag.kind for tag in document.tags(at)].count("LI") == 3
        unread = "".join(char.text for char in document.chars(at) if char.mcid is None)
        assert unread == f"{at + 1}／{len(laid)}"


def test_every_text_is_set_inside_its_frame_in_the_order_of_reading(laid: list[LaidSheet], document: PdfFile):
    for at, page in enumerate(laid):
        in_pictures = {mcid for tag in document.tags(at) if tag.kind == "Figure" for mcid in tag.mcids}
        set_chars = [c for c in document.chars(at) if c.mcid not in in_pictures and c.text.strip()]
        wanted = [
            (character, frame) for text, frame in _frames(page) for character in text if character.strip()
        ]
        assert "".join(char.text for char in set_chars) == "".join(character for character, _ in wanted)
        for char, (_, frame) in zip(set_chars, wanted, strict=True):
            assert _is_inside(char, frame), (char, frame)


def test_words_of_pictures_are_set_inside_the_picture(laid: list[LaidSheet], document: PdfFile):
    for at, page in enumerate(laid):
        figures = [tag for tag in document.tags(at) if tag.kind == "Figure"]
        pictures = [element for element in page.elements if hasattr(element, "alternative")]
        for tag, picture in zip(figures, pictures, strict=True):
            for char in document.chars(at):
                if char.mcid in tag.mcids:
                    assert _is_inside(char, picture.rect), (char, picture.rect)


def test_words_of_charts_are_text():
    document = PdfFile(pdf_of(pages_of("a4", examples.charts())))
    (first, *_) = [tag for tag in document.tags(0) if tag.kind == "Figure"]
    text = document.text_of(0, first.mcids)
    for word in (*examples.STACKED.labels, "新規", "取下げ", "期末"):
        assert word in text


def test_all_municipalities_and_other_characters_have_glyphs():
    names = sorted({municipalities().label(code) for code in municipalities().codes})
    assert len(municipalities().codes) >= 1741
    rows = [tuple(names[at : at + 9]) for at in range(0, len(names), 9)]
    rows = [row + ("",) * (9 - len(row)) for row in rows] + [(OTHER_CHARACTERS,) + ("",) * 8]
    columns = tuple(Column(f"列{at}") for at in range(9))
    chunks = [tuple(rows[at : at + 18]) for at in range(0, len(rows), 18)]
    sheets = [examples.sheet(Table("名称", columns, chunk)) for chunk in chunks]
    pages = pages_of("16x9", *sheets)
    assert not [page.shortened for page in pages if page.shortened]
    document = PdfFile(pdf_of(pages))
    found = "\n".join(
        document.text_of(at, tag.mcids) for at in range(len(pages)) for tag in document.tags(at)
    )
    missing = {*names, OTHER_CHARACTERS} - set(found.splitlines())
    assert missing == set()


HOSTILE = [
    '#eval("1+1") #import "x.typ" #set page(width: 1cm)',
    "$x^2$ *太字* _斜体_ @ref <label> = 見出し - 項目 // 注 /* 注 */ `raw` ~ -- ... \\ \\u{1F600}",
    '</text><script>alert("x")</script> &amp; &#65; {{x}} ${y} %s',
    "\\", "\\\\n", '"', "'", "]", ")", "}", "#", "[[", "https://example.go.jp/a?b=c#d",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_markup(text: str):
    chart = replace(examples.BARS, title=text, categories=(text, *examples.BARS.categories[1:]))
    sheet = examples.sheet(
        Row(
            (Words(text, (text,)), Table(text, (Column(text), Column("値", "right")), ((text, "1"),))), (1, 1)
        ),
        ChartFigure(chart, text),
        title=text,
    )
    page = laid_out(sheet, PRINTED["16x9"])
    document = PdfFile(pdf_of([page]))
    tags = document.tags(0)
    assert _plain(document.text_of(0, next(tag.mcids for tag in tags if tag.kind == "H1"))) == _plain(text)
    assert [tag.alternative for tag in tags if tag.kind == "Figure"] == [text]
    wanted = "".join(_plain(found) for found, _ in _frames(page))
    in_pictures = {mcid for tag in tags if tag.kind == "Figure" for mcid in tag.mcids}
    found = "".join(char.text for char in document.chars(0) if char.mcid not in in_pictures)
    assert _plain(found) == wanted


STRANGE = [
    "🗾日本🎌",
    "\u202eعربى\u202c",
    "か\u3099き\u309a",
    "葛\U000e0100城",
    "a\u0000b\u0007c\td",
    "שלום",
    "\u00ad軟",
]


@pytest.mark.parametrize("text", STRANGE)
def test_what_the_fonts_lack_is_told_by_a_sign(text: str):
    page = laid_out(examples.sheet(title=text), PRINTED["a4"])
    document = PdfFile(pdf_of([page]))
    (title,) = [tag for tag in document.tags(0) if tag.kind == "H1"]
    assert _plain(document.text_of(0, title.mcids)) == _plain(printable(page.title))


def test_very_long_texts_are_set_inside_their_frames():
    long = "非常に長い題名と説明" * 60 + "W" * 400
    sheet = replace(examples.sheet(title=long), messages=(long, long), subject=long)
    page = laid_out(sheet, PRINTED["a4"])
    document = PdfFile(pdf_of([page]))
    assert len(document.pages) == 1
    wanted = [(character, frame) for text, frame in _frames(page) for character in text if character.strip()]
    found = [char for char in document.chars(0) if char.text.strip()]
    assert [char.text for char in found] == [character for character, _ in wanted]
    assert all(_is_inside(char, frame) for char, (_, frame) in zip(found, wanted, strict=True))


def test_page_without_words_is_a_document():
    sheet = replace(examples.sheet(title=""), subject="", messages=(), fiction="", as_of="", handling="")
    document = PdfFile(pdf_of([laid_out(sheet, PRINTED["a4"])]))
    assert document.title == "資料"


def test_same_pages_give_the_same_bytes():
    pages = pages_of("a4", examples.overview(KUMAMOTO), examples.charts())
    boundaries = shipped_boundaries()
    for form in ("pdf", "png", "svg"):
        assert typeset(pages, boundaries, form) == typeset(pages, boundaries, form)


def test_threads_do_not_disturb_each_other():
    pages = [pages_of("a4", examples.sheet(title=f"題名その{at}")) for at in range(8)]
    alone = [pdf_of(page) for page in pages]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(pdf_of, pages)) == alone
    assert len(set(alone)) == 8


@pytest.mark.parametrize("paper", sorted(PRINTED))
def test_pictures_of_pages_are_as_large_as_asked_for(paper: str):
    pages = pages_of(paper, examples.charts(), examples.maps())
    made = typeset(pages, shipped_boundaries(), "png", dpi=96)
    assert len(made) == 2
    for content in made:
        width, height = struct.unpack(">II", content[16:24])
        wanted = (pages[0].paper.width / 25.4 * 96, pages[0].paper.height / 25.4 * 96)
        assert (width, height) == pytest.approx(wanted, abs=1.5)


def test_drawings_of_pages_need_no_fonts():
    (content,) = typeset(pages_of("a4", examples.charts()), shipped_boundaries(), "svg")
    root = ElementTree.fromstring(content)
    assert float(root.attrib["width"].removesuffix("pt")) == pytest.approx(297 / 25.4 * 72, abs=0.1)
    assert not [node for node in root.iter() if node.tag.endswith("}text")]
    assert content.count(b"data:image/svg+xml") == 3
    assert b"font-family" not in content


def _text(paragraphs: Sequence[Paragraph]) -> str:
    return "".join(run.text for paragraph in paragraphs for line in paragraph.lines for run in line.runs)


def _frames(page: LaidSheet) -> Iterator[tuple[str, Rect]]:
    """Every text of a page with its frame, in the order of reading."""
    for element in page.elements:
        if isinstance(element, TextElement):
            for paragraph in element.paragraphs:
                yield printable(paragraph.bullet + _text([paragraph])), element.rect
        elif isinstance(element, TableElement):
            yield from _cells(element)


def _cells(table: TableElement) -> Iterator[tuple[str, Rect]]:
    y = table.rect.y
    for row, height in zip(table.rows, table.heights, strict=True):
        x = table.rect.x
        for cell, width in zip(row, table.widths, strict=True):
            yield printable(_text([cell.paragraph])), Rect(x, y, width, height)
            x += width
        y += height


OPENING, CLOSING = "（「『【〔［｛〈《", "）」』】〕］｝〉》、。，．"
"""Marks with ink in one half of their square; the other half may be cut at a line's edge."""


def _is_inside(char: Char, frame: Rect) -> bool:
    half = (char.right - char.left) / 2
    return (
        char.left + (half if char.text in OPENING else 0) >= frame.x - 0.05
        and char.right - (half if char.text in CLOSING else 0) <= frame.right + 0.05
        and char.top >= frame.y - 0.05
        and char.bottom <= frame.bottom + 0.05
    )


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)
