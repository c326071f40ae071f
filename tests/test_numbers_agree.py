"""One selection, one answer: command line, tables, Excel book, list and headline tell the same numbers."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from analysis.allocation import Allocation
from analysis.selection import Selection, parse_selection
from analysis.support import support_ratio
from analysis.totals import Breakdown, Total, total, totals
from briefing.answer_book import answer_book
from briefing.tables import AnswerTable, parts_of, projects_table, totals_table
from domain.area import Level
from domain.codelist import codelist
from tests.unit.command_line import done, options_of

OKU = 10**8
COUNTED = "この区域に数えた額（億円）"
YEN, SUPPORT = "投資額（円）", "国の支援の上限（円）"
PREFECTURES, BLOCKS, FIELDS = (codelist(name).codes for name in ("prefecture", "block", "strategic_field"))
EVERY_AREA = ["japan", *BLOCKS, *PREFECTURES]

Numbers = dict[str, tuple[int, int, int, int]]
"""By code: projects, projects with an amount, yen, yen of support."""

pytestmark = pytest.mark.usefixtures("shipped_registry")


def from_command(selection: Selection, by: Breakdown) -> Numbers:
    text = done("totals", "--by", by.value, *options_of(selection))
    rows = list(csv.reader(io.StringIO(text)))[1:]
    return {code: (int(n), int(m), int(yen), int(support)) for code, _, n, m, yen, support in rows}


def from_analysis(allocation: Allocation, selection: Selection, by: Breakdown) -> Numbers:
    lines = totals(allocation, selection, by)
    columns = ("projects", "projects_with_amount", "amount_yen", "public_support_yen")
    return {line.code: tuple(int(getattr(line, name)) for name in columns) for line in lines.itertuples()}


def from_rows(headings: list[str], rows: list[tuple]) -> Numbers:
    """Numbers of a table for people, where an empty amount stands for none that counts."""
    at = [headings.index(name) for name in ("コード", "案件数（件）", "金額公表（件）", YEN, SUPPORT)]
    found = {}
    for row in rows:
        code, *numbers = (row[position] for position in at)
        found[code or ""] = tuple(int(number or 0) for number in numbers)
    return found


def from_table(answer: AnswerTable) -> Numbers:
    plain = answer.frame.astype(object).where(answer.frame.notna(), None)
    return from_rows(list(plain.columns), list(plain.itertuples(index=False, name=None)))


def listed_yen(allocation: Allocation, selection: Selection) -> int:
    return sum(round(oku * OKU) for oku in projects_table(allocation, selection).frame[COUNTED].dropna())


def assert_agrees(allocation: Allocation, selection: Selection, by: Breakdown) -> Total:
    """All answers but the book's, which takes longer; returns the headline."""
    headline, lines = total(allocation, selection), from_analysis(allocation, selection, by)
    assert from_command(selection, by) == lines
    assert from_table(totals_table(allocation, selection, by)) == lines
    assert sum(yen for _, _, yen, _ in lines.values()) == headline.amount_yen
    assert sum(support for _, _, _, support in lines.values()) == headline.public_support_yen
    assert listed_yen(allocation, selection) == headline.amount_yen
    listed = projects_table(allocation, selection).frame
    assert (len(listed), listed[COUNTED].notna().sum()) == (headline.projects, headline.projects_with_amount)
    return headline


def sheet(book: Workbook, name: str) -> tuple[list[str], list[tuple]]:
    """Headings and rows; a spreadsheet does not store the empty cells at the end of a row."""
    headings, *rows = book[name].iter_rows(values_only=True)
    return list(headings), [row + (None,) * (len(headings) - len(row)) for row in rows]


def assert_book_agrees(allocation: Allocation, selection: Selection) -> None:
    book = load_workbook(io.BytesIO(answer_book(allocation, selection)), read_only=True)
    for by in Breakdown:
        headings, rows = sheet(book, totals_table(allocation, selection, by).name)
        assert from_rows(headings, rows) == from_analysis(allocation, selection, by), by
    headings, rows = sheet(book, "案件")
    counted = [row[headings.index(COUNTED)] for row in rows]
    assert sum(round(oku * OKU) for oku in counted if oku) == total(allocation, selection).amount_yen
    assert len(rows) == total(allocation, selection).projects


@pytest.mark.parametrize("area", EVERY_AREA)
def test_answers_about_an_area_agree(public: Allocation, area: str) -> None:
    selection = Selection(area)
    assert_agrees(
        public, selection, Breakdown.PREFECTURE if area in ("japan", *BLOCKS) else parts_of(selection.level)
    )


@pytest.mark.parametrize("field", FIELDS)
def test_answers_about_a_field_agree(public: Allocation, field: str) -> None:
    selection = Selection(fields=(field,))
    headline = assert_agrees(public, selection, Breakdown.PREFECTURE)
    assert from_analysis(public, Selection(), Breakdown.FIELD)[field][2] == headline.amount_yen


@pytest.mark.parametrize("prefecture", PREFECTURES)
def test_prefecture_has_the_same_numbers_in_every_list_of_prefectures(
    public: Allocation, prefecture: str
) -> None:
    selection = Selection(prefecture)
    of_nation = from_analysis(public, Selection(), Breakdown.PREFECTURE)[prefecture]
    of_block = from_analysis(public, Selection(selection.block), Breakdown.PREFECTURE)[prefecture]
    headline = total(public, selection)
    own = (
        headline.projects,
        headline.projects_with_amount,
        headline.amount_yen,
        headline.public_support_yen,
    )
    assert own == of_nation == of_block == from_command(selection, Breakdown.PREFECTURE)[prefecture]
    assert from_analysis(public, selection, Breakdown.NATION) == {prefecture: own}


@pytest.mark.parametrize("by", list(Breakdown))
def test_every_breakdown_of_the_whole_country_agrees(public: Allocation, by: Breakdown) -> None:
    assert_agrees(public, Selection(), by)


@pytest.mark.parametrize(
    "selection",
    [
        Selection(),
        Selection("kyushu"),
        Selection("430005"),
        Selection(fields=("ai_semiconductor",)),
        Selection("kanto", ("ocean", "content"), announced_from=2020),
        Selection("010006", statuses=("under_construction",), size_bands=("over_1t",)),
        Selection(text="どこにもない"),
    ],
    ids=lambda selection: selection.describe(),
)
def test_excel_book_agrees(public: Allocation, selection: Selection) -> None:
    assert_book_agrees(public, selection)


def test_fields_of_each_block_add_up_to_the_block(public: Allocation) -> None:
    for block in BLOCKS:
        by_field = from_analysis(public, Selection(block), Breakdown.FIELD)
        assert sum(yen for _, _, yen, _ in by_field.values()) == total(public, Selection(block)).amount_yen
        assert {field: total(public, Selection(block, (field,))).amount_yen for field in FIELDS} == {
            field: numbers[2] for field, numbers in by_field.items()
        }


@st.composite
def combined_selections(draw: st.DrawFn) -> Selection:
    """Combinations that a reader of the pages may click together."""
    some = {
        "fields": codelist("strategic_field").codes,
        "statuses": codelist("project_status").codes,
        "size_bands": codelist("size_band").codes,
    }
    chosen = {
        name: tuple(
            code for code in codes if code in draw(st.just(()) | st.sets(st.sampled_from(codes), max_size=4))
        )
        for name, codes in some.items()
    }
    start, end = draw(st.sampled_from([(None, None), (None, None), (2021, None), (None, 2023), (2020, 2024)]))
    area = draw(st.sampled_from([*EVERY_AREA, "434043", "012246", "131016"]))
    return Selection(
        area, **chosen, announced_from=start, announced_to=end, text=draw(st.sampled_from(["", "", "工場"]))
    )


@given(combined_selections())
@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_answers_about_combined_selections_agree(public: Allocation, selection: Selection) -> None:
    assert parse_selection(selection.to_parameters()) == (selection, [])
    headline = assert_agrees(public, selection, parts_of(selection.level))
    for by in (Breakdown.FIELD, Breakdown.SIZE_BAND, Breakdown.STATUS, Breakdown.ANNOUNCED_YEAR):
        assert (
            sum(yen for _, _, yen, _ in from_analysis(public, selection, by).values()) == headline.amount_yen
        )
    assert support_ratio(public, selection).support_yen <= headline.public_support_yen


@given(combined_selections().filter(lambda selection: selection.level is not Level.MUNICIPALITY))
@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_excel_books_of_combined_selections_agree(public: Allocation, selection: Selection) -> None:
    assert_book_agrees(public, selection)


def test_excel_book_of_a_municipality_agrees(public: Allocation) -> None:
    assert_book_agrees(public, Selection("434043"))


def test_hidden_companies_change_no_number(public: Allocation, shipped_url: str) -> None:
    assert public.records.audience == "public"
    text = done("totals", "--by", "field", "--audience", "government")
    rows = list(csv.reader(io.StringIO(text)))[1:]
    assert {row[0]: int(row[4]) for row in rows} == {
        code: numbers[2] for code, numbers in from_analysis(public, Selection(), Breakdown.FIELD).items()
    }
