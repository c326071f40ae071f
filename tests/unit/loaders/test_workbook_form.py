"""Form of sheets in every kind of workbook: what is merged, hidden, calculated, struck out, formatted."""

import datetime as dt
import io

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from python_calamine import CalamineWorkbook

from loaders.number_format import appended, as_shown
from loaders.workbook_child import read_bytes
from loaders.workbook_form import place_of
from tests.plan_books import saved
from tests.xlsb_book import Error, Formula, Percent, Struck, xlsb_bytes


def sheet_of(book: Workbook):
    return read_bytes(saved(book)).sheets[0]


def test_a_plain_sheet_has_no_form():
    book = Workbook()
    book.active.append(["a", 1, None])
    form = sheet_of(book).form
    assert not any(form)


def test_what_is_merged_hidden_or_struck_out_is_found_where_it_is():
    book = Workbook()
    sheet = book.active
    for row in (["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]):
        sheet.append(row)
    sheet.merge_cells("A2:B3")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet["C1"].font = Font(strike=True)
    sheet["C2"].font = Font(strike=False)
    form = sheet_of(book).form
    assert form.merged == [(2, 0, 3, 1)]
    assert form.hidden_rows == [3]
    assert form.hidden_columns == [2]
    assert form.struck == [(1, 2)]


def test_a_text_of_which_a_part_is_struck_out_is_found():
    book = Workbook()
    book.active["A1"] = "100"
    book.active["B2"] = CellRichText(
        TextBlock(InlineFont(strike=True), "100"), TextBlock(InlineFont(), "120")
    )
    content = saved(book)
    found = read_bytes(content).sheets[0]
    assert found.rows[1][1][1] == "100120"
    assert found.form.struck == [(2, 1)]


def test_formulas_without_a_result_show_themselves_and_are_told_from_others():
    book = Workbook()
    book.active.append(["=1+1", 2])
    sheet = sheet_of(book)
    assert sheet.rows == [(1, ["=1+1", 2.0])]
    assert (sheet.form.unevaluated, sheet.form.formulas) == ([(1, 0)], [])


def test_errors_are_values_wherever_they_stand():
    book = Workbook()
    book.active["C7"] = "#REF!"
    book.active["C7"].data_type = "e"
    assert sheet_of(book).rows == [(7, ["", "", "#REF!"])]


def test_numbers_are_what_their_format_shows():
    book = Workbook()
    for at, (value, code) in enumerate(
        [(0.6, "0%"), (500, '#,##0"百万円"'), (0.6, "0.00"), (5, "@")], start=1
    ):
        cell = book.active.cell(1, at)
        cell.value, cell.number_format = value, code
    assert sheet_of(book).rows == [(1, ["60%", "500百万円", 0.6, 5.0])]


def test_other_values_become_texts_and_dates():
    book = Workbook()
    book.active.append(
        [True, False, dt.date(2027, 4, 1), dt.datetime(2027, 4, 1, 9, 30), dt.time(9, 30), " x　"]
    )
    (_, cells) = sheet_of(book).rows[0]
    assert cells == ["TRUE", "FALSE", dt.date(2027, 4, 1), dt.datetime(2027, 4, 1, 9, 30), "09:30:00", "x"]
    assert type(cells[2]) is dt.date


def test_rows_keep_their_numbers_and_their_places_from_the_left():
    book = Workbook()
    book.active["C5"], book.active["D8"] = "x", 2
    assert sheet_of(book).rows == [(5, ["", "", "x", ""]), (8, ["", "", "", 2.0])]


def test_a_hidden_sheet_is_known_as_one():
    book = Workbook()
    book.create_sheet("隠し").sheet_state = "veryHidden"
    assert [sheet.is_hidden for sheet in read_bytes(saved(book)).sheets] == [False, True]


def test_the_form_of_a_binary_workbook_is_found_as_well():
    rows = [["a", "b", None], [Percent(0.6), Struck("消"), Error(0x17)], [Formula(3.0), True, 5]]
    content = xlsb_bytes({"表": rows}, hidden_rows=[1], hidden_columns=[2], merged=[(1, 2, 0, 0)])
    book = read_bytes(content)
    (sheet,) = book.sheets
    assert book.kind == "xlsb"
    assert sheet.rows == [(1, ["a", "b", ""]), (2, ["60%", "消", "#REF!"]), (3, [3.0, "TRUE", 5.0])]
    assert sheet.form == ([(2, 0, 3, 0)], [2], [2], [(3, 0)], [], [(2, 1)], False)


def test_the_binary_workbooks_of_these_tests_are_such_to_others():
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsb_bytes({"表": [["a", 1.5]], "二": []})))
    assert book.sheet_names == ["表", "二"]
    assert book.get_sheet_by_name("表").to_python() == [["a", 1.5]]


@pytest.mark.parametrize(
    ("format_id", "code", "unit"),
    [
        (9, "", "%"),
        (10, "", "%"),
        (0, "", ""),
        (164, "0.0%", "%"),
        (164, "#,##0.0;▲#,##0.0", ""),
        (164, '#,##0"百万円";▲#,##0"百万円"', "百万円"),
        (164, "0億円", "億円"),
        (164, '0"億"', "億"),
        (164, "0\\千\\円", "千円"),
        (164, '0"人"', ""),
        (164, '"％"0', ""),
        (164, '[$-411]ggge"年"m"月"d"日"', ""),
        (164, '0"%のこと"', ""),
        (164, "[赤]0", ""),
    ],
)
def test_formats_that_show_more_than_the_number_are_known(format_id, code, unit):
    assert appended(format_id, code) == unit


def test_a_number_is_shown_without_the_noise_of_binary_fractions():
    assert as_shown(0.07, "%") == "7%"
    assert as_shown(0.1 + 0.2, "億円") == "0.3億円"


@pytest.mark.parametrize(
    ("reference", "place"),
    [("A1", (1, 0)), ("XFD1048576", (1_048_576, 16_383)), ("$B$2", (2, 1)), ("1", None), ("", None)],
)
def test_references_are_rows_and_columns(reference, place):
    assert place_of(reference) == place
