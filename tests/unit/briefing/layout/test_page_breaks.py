"""Lists that are longer than a page: whole, in order, and said which of their rows a page holds."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.contents import Block, Column, MapFigure, Mark, Row, Table, Words
from briefing.layout.elements import LaidSheet, TableElement, TextElement
from briefing.layout.pages import laid_pages
from briefing.layout.papers import A4, PRINTED, SLIDES, Paper
from domain.area import NATION, Level
from geo.stills.still import Legend, StillMap
from tests.example_sheets import sheet

_PAPERS = [*PRINTED.values(), *SLIDES.values()]
_STILL = StillMap(NATION, Level.PREFECTURE, (), Legend("投資額"))


def _tables_of(page: LaidSheet) -> list[TableElement]:
    return [element for element in page.elements if isinstance(element, TableElement)]


@given(
    rows=st.integers(0, 200),
    paper=st.sampled_from(_PAPERS),
    text=st.text("投資額は3兆9,000億円、（前年比）ABC xyz", max_size=160),
)
@settings(max_examples=25)
def test_a_continued_table_is_whole_over_its_pages(rows: int, paper: Paper, text: str) -> None:
    cells = tuple((f"第{number}行", text) for number in range(rows))
    marks = {(number, 0): Mark("#ffffff") for number in range(rows)}
    table = Table("案件", (Column("名称"), Column("説明")), cells, continued="件", marks=marks)
    pages = laid_pages([sheet(Words("注意", ("一行",)), table)], paper)
    found = []
    for page in pages:
        for element in page.elements:
            if isinstance(element, TableElement):
                body = element.rows[1:]
                found += ["".join(run.text for run in row[0].paragraph.runs) for row in body]
                assert all(row[0].mark for row in body)
    assert found == [f"第{number}行" for number in range(rows)]
    assert not [told for page in pages for told in page.shortened if told.is_rows]


def test_the_pages_of_a_list_say_which_rows_they_hold() -> None:
    table = Table("案件", (Column("名称"),), tuple((f"第{n}",) for n in range(70)), continued="件")
    pages = laid_pages([sheet(table)], A4)
    headings = [
        run.text
        for page in pages
        for each in page.elements
        if isinstance(each, TextElement) and each.role == "heading"
        for run in each.paragraphs[0].runs
    ]
    assert len(headings) == len(pages) > 1
    assert headings[0].startswith("案件（1〜")
    assert headings[-1].endswith("〜70／70件）")


_MAP = MapFigure("地図", _STILL, "地図")


def _list(title: str, rows: int) -> Table:
    cells = tuple((f"{title}第{number}行", "説明" * 8) for number in range(rows))
    return Table(title, (Column("名称"), Column("説明")), cells, continued="件")


@given(
    st.lists(st.integers(1, 60), min_size=1, max_size=4),
    st.booleans(),
    st.sampled_from(_PAPERS),
)
@settings(max_examples=25)
def test_lists_follow_one_another_over_the_pages(counts: list[int], has_map: bool, paper: Paper) -> None:
    lists = [_list(f"表{at}", count) for at, count in enumerate(counts)]
    head: tuple[Block, ...] = (
        (Row((_MAP, Table("概要", (Column("項目"),), (("一",),) * 6)), (1, 1)),) if has_map else ()
    )
    pages = laid_pages([sheet(*head, *lists)], paper)
    found = [
        "".join(run.text for run in row[0].paragraph.runs)
        for page in pages
        for element in page.elements
        if isinstance(element, TableElement) and element.name != "概要"
        for row in element.rows[1:]
    ]
    assert found == [row[0] for each in lists for row in each.rows]
    assert not [told for page in pages for told in page.shortened if told.is_rows]
    # No page begins or ends a list with a single row, unless it has no other.
    for page in pages:
        for element in page.elements:
            if isinstance(element, TableElement) and len(element.rows) == 2:
                assert counts[int(element.name[1])] == 1


def test_an_excerpt_with_little_room_begins_the_next_page() -> None:
    short = replace(_list("表", 60), continued="", is_excerpt=True, least=8, rest="ほか{count}件")
    tall = _list("前の表", 17)
    pages = laid_pages([sheet(tall, short)], A4)
    assert [len(_tables_of(page)) for page in pages] == [1, 1]
    assert len(_tables_of(pages[1])[0].rows) > 8
    assert not [told for page in pages for told in page.shortened]
