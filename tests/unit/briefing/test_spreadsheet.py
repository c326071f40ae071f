"""Files for spreadsheets: text stays text, numbers stay numbers, and nothing is ever run."""

import csv
import io
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from briefing.spreadsheet import csv_bytes, harmless, workbook_bytes
from briefing.tables import AnswerTable

DANGEROUS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1",
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("https://example.jp/","見る")',
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
)
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


def table(values: list[Any], heading: str = "注意", name: str = "表") -> AnswerTable:
    return AnswerTable(name, pd.DataFrame({heading: values}))


def sheet_of(*tables: AnswerTable) -> Worksheet:
    return load_workbook(io.BytesIO(workbook_bytes(list(tables)))).worksheets[0]


def cells(values: list[Any], heading: str = "注意") -> list[Cell]:
    """The cells below the heading, as a spreadsheet would open them."""
    sheet = sheet_of(table(values, heading))
    return [sheet.cell(row, 1) for row in range(2, len(values) + 2)]


def csv_rows(answer: AnswerTable) -> list[list[str]]:
    text = csv_bytes(answer).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_looks_like_a_formula_is_marked_in_csv(text: str) -> None:
    assert csv_rows(table([text, "無害"])) == [["注意"], [f"'{text}"], ["無害"]]


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_looks_like_a_formula_is_a_text_cell_in_a_workbook(text: str) -> None:
    dangerous, harmless_one = cells([text, "無害"])
    assert dangerous.data_type == "s"
    assert dangerous.quotePrefix
    assert dangerous.value == text.replace("\r", "\n")  # XML knows one kind of line end
    assert not harmless_one.quotePrefix


@pytest.mark.parametrize(
    "text", ["普通の文", "a=1", "1+1", "#N/A", "TRUE", "2024-01-01", "0123", "'引用", ""]
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text
    (cell,) = cells([text]) if text else (None,)
    if cell is not None:
        assert (cell.data_type, cell.value) == ("s", text)


@given(st.lists(TEXTS, min_size=1, max_size=8))
@settings(deadline=None, max_examples=60)
def test_no_text_ever_becomes_a_formula(texts: list[str]) -> None:
    found = cells([*texts, "文"])
    assert {cell.data_type for cell in found if cell.value is not None} <= {"s", "inlineStr"}
    assert all(cell.value is None or isinstance(cell.value, str) for cell in found)
    starts = {row[0][0] for row in csv_rows(table([*texts, "文"]))[1:] if row and row[0]}
    assert starts.isdisjoint("=+-@\t\r＝＋－＠")


@given(st.lists(st.text(st.characters(exclude_categories=("C",)) | st.just("\n"), max_size=20), min_size=1))
@settings(deadline=None, max_examples=60)
def test_csv_reads_back_as_it_was_but_for_the_mark(texts: list[str]) -> None:
    rows = csv_rows(AnswerTable("表", pd.DataFrame({"a": texts, "b": ["文"] * len(texts)})))
    assert rows == [["a", "b"], *([harmless(text), "文"] for text in texts)]


@pytest.mark.parametrize("text", ["\x00=1+1", "\x01=1+1", "\x0b@SUM(A1)", "\n=1+1"])
def test_control_character_does_not_hide_a_formula(text: str) -> None:
    (cell,) = cells([text])
    assert cell.quotePrefix
    assert csv_rows(table([text]))[1][0].lstrip("\x00\x01\x0b\n").startswith("'")


def test_control_characters_do_not_break_a_workbook() -> None:
    (cell,) = cells(["前\x00\x01\x0b\x1f後\t\n"])
    assert cell.value == "前後\t\n"


def test_text_longer_than_a_cell_may_be_does_not_break_a_workbook() -> None:
    (cell,) = cells(["長" * 40_000])
    assert len(cell.value) == 32_767


@pytest.mark.parametrize("heading", ["投資額（億円）", "投資額（円）", "案件数（件）"])
def test_numbers_are_numbers(heading: str) -> None:
    found = cells([1_738_301, 25.6, -3, 0], heading)
    assert [cell.data_type for cell in found] == ["n"] * 4
    assert [cell.value for cell in found] == [1_738_301, 25.6, -3, 0]
    assert {cell.number_format for cell in found} == {"#,##0.0" if "億円" in heading else "#,##0"}


@pytest.mark.parametrize("dtype", ["int64", "Int64", "float64", "Float64"])
def test_numbers_of_every_type_are_numbers(dtype: str) -> None:
    answer = AnswerTable("表", pd.DataFrame({"額": pd.array([1, 2], dtype=dtype)}))
    assert [sheet_of(answer).cell(row, 1).value for row in (2, 3)] == [1, 2]
    assert [float(row[0]) for row in csv_rows(answer)[1:]] == [1, 2]


@pytest.mark.parametrize("dtype", ["Int64", "float64", "Float64"])
def test_missing_numbers_are_empty_and_not_zero(dtype: str) -> None:
    answer = AnswerTable("表", pd.DataFrame({"額": pd.array([None, 0], dtype=dtype), "名": ["い", "ろ"]}))
    sheet = sheet_of(answer)
    assert [sheet.cell(row, 1).value for row in (2, 3)] == [None, 0]
    _, missing, zero = csv_rows(answer)
    assert (missing[0], float(zero[0])) == ("", 0)


def test_large_amounts_are_exact_to_the_yen() -> None:
    yen = 999_999_999_999_999
    answer = AnswerTable("表", pd.DataFrame({"円": [yen], "億円": [yen / 10**8]}))
    assert csv_rows(answer)[1] == [str(yen), "9999999.99999999"]
    assert [sheet_of(answer).cell(2, at).value for at in (1, 2)] == [yen, yen / 10**8]


def test_amounts_in_100_million_yen_show_no_rounding_of_the_machine() -> None:
    assert csv_rows(table([0.1 + 0.2, 1.1 * 3, 25.6], "億円"))[1:] == [["0.3"], ["3.3"], ["25.6"]]


def test_csv_has_a_byte_order_mark_and_line_ends_of_windows() -> None:
    content = csv_bytes(AnswerTable("表", pd.DataFrame({"名": ["一", "二"], "数": [1, 2]})))
    assert content == b"\xef\xbb\xbf" + "名,数\r\n一,1\r\n二,2\r\n".encode()


def test_csv_quotes_what_would_break_a_row() -> None:
    texts = ['引用"符', "読点,あり", "改\n行", "\u3000空白"]
    assert [row[0] for row in csv_rows(table(texts))[1:]] == texts


def test_table_without_rows_has_its_heading() -> None:
    empty = AnswerTable(
        "空", pd.DataFrame({"名": pd.Series([], dtype="str"), "数": pd.Series([], dtype="int64")})
    )
    assert csv_bytes(empty).decode("utf-8-sig") == "名,数\r\n"
    assert [cell.value for cell in sheet_of(empty)[1]] == ["名", "数"]


def test_sheet_is_a_plain_table_with_its_heading_in_row_1() -> None:
    sheet = sheet_of(AnswerTable("表", pd.DataFrame({"名": ["一", "二"], "数（件）": [1, 2]})))
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["名", "数（件）"],
        ["一", 1],
        ["二", 2],
    ]
    assert not sheet.merged_cells.ranges
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B3")
    assert all(cell.font.bold for cell in sheet[1])


def test_book_has_one_sheet_a_table_in_their_order() -> None:
    names = ["説明", "合計", "とても長い名前" * 6]
    book = load_workbook(io.BytesIO(workbook_bytes([table([1], name=name) for name in names])))
    assert book.sheetnames == [name[:31] for name in names]


def test_columns_are_wide_enough_to_read_and_not_wider_than_a_page() -> None:
    sheet = sheet_of(AnswerTable("表", pd.DataFrame({"名": ["あ" * 10], "注": ["い" * 500], "数": [1]})))
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [22, 60, 8]
