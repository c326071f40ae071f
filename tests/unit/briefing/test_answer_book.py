"""The Excel book says what it shows and how it counts, and its sheets add up to the totals."""

import io
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from analysis.allocation import Allocation, allocate
from analysis.selection import Selection
from analysis.totals import Breakdown, total, totals
from briefing.answer_book import answer_book, explanation_table
from briefing.notes import COUNTING_RULE, FICTION_NOTE, ROUNDING_NOTE
from briefing.tables import projects_table, totals_table
from tests.builders import IMARI, KIKUYO, KUMAMOTO, OZU, project, records, site

SHEETS = [
    "説明",
    "合計",
    "ブロック別",
    "都道府県別",
    "市区町村別",
    "戦略分野別",
    "投資規模別",
    "状況別",
    "公表年別",
    "稼働年（予定を含む）別",
    "案件",
]
ROWS = (
    [
        project("P-1", name="=1+1", amount_yen=2_560_000_000, public_support_yen=50_000_000),
        project("P-2", amount_yen=None, amount_scope="not_disclosed", field_code="ocean"),
        project("P-3", amount_yen=999_999_999_999_999, announced_date=""),
        project("P-4", amount_yen=300_000_000),
    ],
    [
        site("P-1"),
        site("P-2", IMARI),
        site("P-3"),
        site("P-3", OZU),
        site("P-4", share=0.5),
        site("P-4", IMARI, share=0.5),
    ],
)


@pytest.fixture(scope="module")
def small() -> Allocation:
    return allocate(records(*ROWS))


def opened(allocation: Allocation, selection: Selection, link: str = "") -> Workbook:
    return load_workbook(io.BytesIO(answer_book(allocation, selection, link)))


def column(sheet: Worksheet, heading: str) -> list[Any]:
    at = [cell.value for cell in sheet[1]].index(heading) + 1
    return [sheet.cell(row, at).value for row in range(2, sheet.max_row + 1)]


def explained(book: Workbook) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, content in book["説明"].iter_rows(min_row=2, values_only=True):
        found.setdefault(name, []).append(content)
    return found


def test_book_has_a_sheet_for_every_breakdown(small: Allocation) -> None:
    book = opened(small, Selection())
    assert book.sheetnames == SHEETS
    assert len(SHEETS) == len(Breakdown) + 2


def test_explanation_tells_filters_date_rule_and_sources(small: Allocation) -> None:
    selection = Selection(KUMAMOTO, ("ocean", "ai_semiconductor"), text="工場")
    found = explained(opened(small, selection, "http://localhost:8501/?prefecture=430005"))
    assert found["表題"] == ["地域未来投資マップ 試験（架空）、2026年3月時点"]
    assert found["絞り込み"] == [selection.describe()]
    assert found["取扱区分"] == ["公開"]
    assert found["登録簿の版"] == ["第1版（2026-04-01T00:00:00+09:00受付）"]
    assert found["数え方"] == list(COUNTING_RULE)
    assert found["注"] == [FICTION_NOTE, ROUNDING_NOTE]
    assert found["人口"] == ["令和2年国勢調査（2020-10-01現在）の都道府県人口"]
    assert found["出典"][0].startswith("出典: ")
    assert found["この表示のリンク"] == ["http://localhost:8501/?prefecture=430005"]


def test_explanation_without_a_link_has_no_empty_row_for_it(small: Allocation) -> None:
    assert "この表示のリンク" not in explanation_table(small, Selection()).frame["項目"].to_list()


def test_book_for_officials_says_so() -> None:
    found = explanation_table(allocate(records(*ROWS, audience="government")), Selection()).frame
    assert found.set_index("項目").loc["取扱区分", "内容"] == "行政限り"


@pytest.mark.parametrize("area", ["japan", "kyushu", KUMAMOTO])
def test_sheets_that_divide_the_selection_add_up_to_its_total(small: Allocation, area: str) -> None:
    selection = Selection(area)
    book, whole = opened(small, selection), total(small, selection)
    for name in ["合計", "都道府県別", *SHEETS[4:10]]:
        assert sum(yen or 0 for yen in column(book[name], "投資額（円）")) == whole.amount_yen, name
        support = sum(yen or 0 for yen in column(book[name], "国の支援の上限（円）"))
        assert support == whole.public_support_yen, name
    assert column(book["合計"], "案件数（件）") == [whole.projects]


def test_municipality_has_a_book_too(small: Allocation) -> None:
    book = opened(small, Selection(KIKUYO))
    assert book.sheetnames == SHEETS
    assert column(book["合計"], "投資額（円）") == [total(small, Selection(KIKUYO)).amount_yen]
    assert column(book["市区町村別"], "コード") == [KIKUYO]


def test_every_sheet_is_the_table_of_its_breakdown_cell_by_cell(small: Allocation) -> None:
    book = opened(small, Selection("kyushu"))
    for by in Breakdown:
        answer = totals_table(small, Selection("kyushu"), by)
        sheet = book[answer.name]
        assert [cell.value for cell in sheet[1]] == list(answer.frame.columns)
        for heading in answer.frame.columns:
            wanted = answer.frame[heading].astype(object).where(answer.frame[heading].notna(), None).to_list()
            assert [value or None for value in column(sheet, heading)] == [value or None for value in wanted]


def test_codes_stay_text_with_their_leading_zero(small: Allocation) -> None:
    assert column(opened(small, Selection())["都道府県別"], "コード")[0] == "010006"


def test_amounts_are_numbers_exact_to_the_yen(small: Allocation) -> None:
    book = opened(small, Selection())
    assert column(book["合計"], "投資額（円）") == [total(small, Selection()).amount_yen]
    lines = totals(small, Selection(), Breakdown.MUNICIPALITY)
    assert [yen or 0 for yen in column(book["市区町村別"], "投資額（円）")] == lines["amount_yen"].to_list()
    assert 999_999_999_999_999 in column(book["市区町村別"], "投資額（円）")


def test_undisclosed_amount_is_an_empty_cell(small: Allocation) -> None:
    sheet = opened(small, Selection(fields=("ocean",)))["案件"]
    assert column(sheet, "案件ID") == ["P-2"]
    assert column(sheet, "投資額（億円）") == column(sheet, "この区域に数えた額（億円）") == [None]


def test_projects_stand_in_the_order_of_the_list(small: Allocation) -> None:
    sheet = opened(small, Selection())["案件"]
    assert column(sheet, "案件ID") == projects_table(small, Selection()).frame["案件ID"].to_list()


def test_name_that_looks_like_a_formula_is_text(small: Allocation) -> None:
    sheet = opened(small, Selection(KUMAMOTO))["案件"]
    row = column(sheet, "案件ID").index("P-1") + 2
    cell = next(c for c in sheet[row] if c.value == "=1+1")
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_no_sheet_has_merged_cells_or_formulas(small: Allocation) -> None:
    for sheet in opened(small, Selection("kyushu")).worksheets:
        assert not sheet.merged_cells.ranges
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_book_of_nothing_has_all_sheets(small: Allocation) -> None:
    book = opened(small, Selection(text="どこにもない"))
    assert book.sheetnames == SHEETS
    assert column(book["合計"], "案件数（件）") == [0]
    assert book["案件"].max_row == 1
