from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.contents import (
    Block,
    Chart,
    ChartFigure,
    Column,
    Foot,
    KeyNumber,
    KeyNumbers,
    MapFigure,
    Row,
    Series,
    Sheet,
    SmallMap,
    SmallMaps,
    Stack,
    Table,
    Words,
)
from briefing.layout.elements import LaidSheet, Paragraph, Shortened, TableElement, TextElement
from briefing.layout.measured_text import MM_PER_POINT, width_mm
from briefing.layout.pages import laid_out
from briefing.layout.papers import A4, PRINTED, SLIDES, Paper
from briefing.layout.stacks import GAP, Need, heights
from briefing.layout.texts import shared_lines
from domain.area import NATION, Level
from geo.stills.still import Legend, StillMap

_PAPERS = [*PRINTED.values(), *SLIDES.values()]
_TEXTS = st.text(
    st.sampled_from(
        "投資額は3兆9,000億円、全国の38％（前年比）「AI・半導体」ABC xyz\n\t\x07ー々ゃ＋▲…。🙂髙﨑"
    ),
    max_size=160,
)


def _sheet(text: str, rows: int = 3, blocks: tuple[Block, ...] = (), fiction: str = "") -> Sheet:
    beside = Stack((Words(text, (text, text), is_tinted=True), MapFigure(text, _STILL, text, text)))
    found = blocks or (
        KeyNumbers((KeyNumber(text, "3兆9,000", "億円", text, (text, text)),) * 4),
        Row((_table(text, rows), beside), (7, 5)),
    )
    foot = Foot((text,), (text, text), text, text, "ABC")
    return Sheet("nation", text, text, (text, text, text), text, text, fiction, found, foot)


def _table(text: str, rows: int) -> Table:
    columns = (Column(text), Column(text, "right"), Column(text, weight=2.0))
    return Table(text, columns, ((text, "1,234", text),) * rows, "億円", strong=frozenset({0}))


_STILL = StillMap(NATION, Level.PREFECTURE, (), Legend("投資額"))


def _texts_of(laid: LaidSheet) -> list[TextElement]:
    return [element for element in laid.elements if isinstance(element, TextElement)]


def _assert_fits(
    paper: Paper, paragraphs: tuple[Paragraph, ...], width: float, height: float, line_height: float
) -> None:
    used = 0.0
    for paragraph in paragraphs:
        for line in paragraph.lines:
            widths = [width_mm(run.text.rstrip(), run.size, run.is_bold, paper.faces) for run in line.runs]
            assert sum(widths) <= width + 0.01
            used += max(run.size for run in line.runs) * MM_PER_POINT * line_height
    assert used <= height + 0.05


@given(
    text=_TEXTS,
    rows=st.integers(0, 60),
    paper=st.sampled_from(_PAPERS),
    fiction=st.sampled_from(["", "架空のデータです。"]),
)
def test_every_text_fits_its_box_on_every_paper(text: str, rows: int, paper: Paper, fiction: str) -> None:
    laid = laid_out(_sheet(text, rows, fiction=fiction), paper)
    for element in laid.elements:
        assert element.rect.x >= 0
        assert element.rect.right <= paper.width
        assert element.rect.bottom <= paper.height
        if isinstance(element, TextElement):
            inside = element.rect.width - 2 * element.inset, element.rect.height - 2 * element.inset
            _assert_fits(paper, element.paragraphs, *inside, element.line_height)
        if isinstance(element, TableElement):
            assert sum(element.widths) == pytest.approx(element.rect.width)
            assert sum(element.heights) == pytest.approx(element.rect.height)
            for row, height in zip(element.rows, element.heights, strict=True):
                for cell, width in zip(row, element.widths, strict=True):
                    _assert_fits(paper, (cell.paragraph,), width - 2 * element.inset, height, 1.25)


@pytest.mark.parametrize("paper", _PAPERS, ids=lambda paper: f"{paper.name}-{paper.width:.0f}")
def test_no_two_elements_overlap(paper: Paper) -> None:
    laid = laid_out(
        _sheet("九州の投資額は5兆円、全国の38％を占める", 60, fiction="架空のデータです。"), paper
    )
    for one, other in itertools.combinations([element.rect for element in laid.elements], 2):
        across = min(one.right, other.right) - max(one.x, other.x)
        down = min(one.bottom, other.bottom) - max(one.y, other.y)
        assert min(across, down) <= 0.01, (one, other)


@pytest.mark.parametrize("paper", [*SLIDES.values(), PRINTED["16x9"]])
def test_slides_leave_room_for_the_wider_digits_of_the_font_that_powerpoint_shows(paper: Paper) -> None:
    laid = laid_out(_sheet("額"), paper)
    table = next(element for element in laid.elements if isinstance(element, TableElement))
    room = table.widths[1] - 2 * table.inset
    assert room > width_mm("1,234", 8.8 * paper.scale, False, ("biz_udpgothic",))
    assert room > 1.2 * width_mm("1,234", 8.8 * paper.scale)


def test_a_long_text_takes_no_room_from_short_ones_beside_it() -> None:
    rows = (("整備" * 60, "北海道千歳市", "1,234"),)
    table = Table("表", (Column("案件"), Column("市区町村", weight=0.6), Column("額", "right")), rows)
    laid = laid_out(_sheet("題", blocks=(Row((table, Words("", ())), (2, 1)),)), A4)
    (table,) = [element for element in laid.elements if isinstance(element, TableElement)]
    long, short, number = (len(cell.paragraph.lines) for cell in table.rows[1])
    assert (long, short, number) == (2, 1, 1)
    assert sum(table.widths) == pytest.approx(table.rect.width)


def test_words_that_give_way_fill_the_room_that_others_leave() -> None:
    text = "世界の需要が伸びる分野で、関連する企業の集積と広い産業用地を備える。" * 8
    words = Words("目標・道筋・政策手段", (text, "短い。", text), least=1)
    alone = laid_out(_sheet("題", blocks=(words,)), A4)
    assert alone.shortened == ()
    full = laid_out(_sheet("題", blocks=(words, _table("題", 22))), A4)
    assert {each.text for each in full.shortened} == {text}
    (box,) = (each for each in full.elements if isinstance(each, TextElement) and len(each.paragraphs) == 3
              and each.role == "body")  # fmt: skip
    first, short, last = (len(paragraph.lines) for paragraph in box.paragraphs)
    assert short == 1
    assert 0 <= first - last <= 1
    assert any(isinstance(each, TableElement) and len(each.rows) == 23 for each in full.elements)


@given(st.lists(st.integers(1, 9), max_size=6), st.integers(0, 40))
def test_lines_are_shared_without_one_too_many(wanted: list[int], room: int) -> None:
    given_ = shared_lines(wanted, room)
    assert sum(given_) == min(room, sum(wanted))
    assert all(one <= most for one, most in zip(given_, wanted, strict=True))
    held_back = [one for one, most in zip(given_, wanted, strict=True) if one < most]
    assert not held_back or max(given_) - min(held_back) <= 1


def test_an_ordinary_sheet_is_not_shortened() -> None:
    text = "投資額"
    assert laid_out(_sheet(text), A4).shortened == ()


def test_what_finds_no_room_is_told_by_its_place() -> None:
    laid = laid_out(_sheet("投資額は3兆円で全国の38％を占める。" * 12, 3), A4)
    assert {told.place for told in laid.shortened} >= {"題", "要旨"}


def test_rows_that_find_no_room_are_told_on_the_sheet_and_to_whoever_asked() -> None:
    block = Table("市区町村別", (Column("名称"),), tuple((f"第{n}",) for n in range(200)))
    laid = laid_out(_sheet("投資額", blocks=(block,)), A4)
    (table,) = [element for element in laid.elements if isinstance(element, TableElement)]
    left_out = 200 - (len(table.rows) - 1)
    words = [
        "".join(run.text for paragraph in each.paragraphs for run in paragraph.runs)
        for each in _texts_of(laid)
    ]
    assert f"ほか{left_out:,}行は Excel の表にあります" in words
    assert laid.shortened == (Shortened("市区町村別", f"{left_out}行", is_rows=True),)


_NEEDS = st.builds(
    lambda least, more: Need(least, None if more is None else least + more),
    st.floats(5, 100),
    st.sampled_from((None, 0.0)) | st.floats(0, 100),
)


@given(st.lists(_NEEDS, min_size=1, max_size=5), st.floats(120, 200))
def test_a_stack_never_leaves_its_room(needs: list[Need], height: float) -> None:
    found = heights(needs, height)
    assert sum(found) + GAP * (len(found) - 1) <= height + 1e-6
    assert all(each > 0 for each in found)
    for each, need in zip(found, needs, strict=True):
        assert need.wanted is None or each <= need.wanted + 1e-6
    if sum(need.least for need in needs) + GAP * (len(needs) - 1) <= height:
        assert all(each >= need.least - 1e-6 for each, need in zip(found, needs, strict=True))


def test_a_stack_is_full_where_a_figure_or_enough_rows_can_fill_it() -> None:
    small, large, figure = Need(20.0, 20.0), Need(24.0, 200.0), Need(30.0, None)
    assert heights([small, Need(30.0, 30.0)], 103.0) == [20.0, 30.0]
    assert heights([small, figure], 103.0) == [20.0, 80.0]
    assert heights([small, large], 103.0) == [20.0, 80.0]
    assert heights([Need(60.0, 60.0), large], 103.0) == [60.0, 40.0]
    assert heights([Need(90.0, 90.0), large], 103.0) == [76.0, 24.0]


def test_blocks_in_a_stack_are_as_high_as_they_need_and_figures_take_the_rest() -> None:
    small, large = _table("表", 2), _table("表", 40)
    row = Row((Stack((small, MapFigure("地図", _STILL, "地図"))), Stack((large, small))), (7, 5))
    laid = laid_out(_sheet("投資額", blocks=(row,)), A4)
    tables = [element for element in laid.elements if isinstance(element, TableElement)]
    assert len(tables[0].rows) - 1 == 2
    assert tables[1].rect.x > tables[0].rect.right
    assert len(tables[2].rows) - 1 == 2


def test_the_columns_of_an_excerpt_are_as_wide_as_its_own_rows_need() -> None:
    rows = [(f"第{n}", "新しく登録された") for n in range(30)]
    plain = Table("表", (Column("名称"), Column("理由")), tuple(rows), is_excerpt=True)
    odd = replace(plain, rows=(*plain.rows, ("第30", "区域が変わったため、" * 20)))
    pages = [laid_out(_sheet("投資額", blocks=(table,)), A4) for table in (plain, odd)]
    first, second = (_tables_of(page)[0] for page in pages)
    assert first.widths == second.widths


def _tables_of(page: LaidSheet) -> list[TableElement]:
    return [element for element in page.elements if isinstance(element, TableElement)]


def test_a_long_legend_of_small_maps_stands_on_several_lines() -> None:
    small = SmallMap("造船", "<svg/>", "12億円", "造船の地図")
    legend = tuple(("#ffffff", f"{n}億円以上、または金額の公表された案件のない区域") for n in range(9))
    laid = laid_out(_sheet("投資額", blocks=(SmallMaps("17分野", (small,) * 17, 6, legend),)), A4)
    box = next(each for each in _texts_of(laid) if "□" in each.paragraphs[0].runs[0].text)
    assert len(box.paragraphs) > 1
    _assert_fits(A4, box.paragraphs, box.rect.width, box.rect.height, box.line_height)


def test_a_table_without_rows_says_so() -> None:
    block = Table("未報告", (Column("名称"),), (), empty="未報告のKPIはありません")
    words = [
        run.text
        for each in _texts_of(laid_out(_sheet("投資額", blocks=(block,)), A4))
        for p in each.paragraphs
        for run in p.runs
    ]
    assert "未報告のKPIはありません" in words


def test_every_kind_of_block_has_its_elements() -> None:
    chart = Chart("bar", "分野別", "億円", ("造船",), (Series("投資額", (12.0,), "#0017c1"),))
    small = SmallMap("造船", "<svg/>", "12億円", "造船の地図")
    blocks: list[Block] = [
        ChartFigure(chart, "棒グラフ"),
        SmallMaps("17分野", (small,) * 17, 6, (("#fff", "案件なし"),)),
    ]
    names = [
        type(element).__name__ for element in laid_out(_sheet("投資額", blocks=tuple(blocks)), A4).elements
    ]
    assert names.count("ChartElement") == 1
    assert names.count("PictureElement") == 17


def test_a_fourth_message_is_refused() -> None:
    sheet = _sheet("投資額")
    with pytest.raises(ValueError, match="at most 3"):
        Sheet(**{**vars(sheet), "messages": ("一",) * 4})


def test_page_and_code_stand_at_the_foot() -> None:
    laid = laid_out(_sheet("投資額"), A4, page=2, pages=5)
    texts = {
        run.text for element in _texts_of(laid) for paragraph in element.paragraphs for run in paragraph.runs
    }
    assert {"2／5", "資料番号 ABC"} <= texts
