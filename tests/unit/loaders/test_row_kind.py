"""What stands below the headings: data, examples, notes, totals, and headings of a second table."""

import pytest

from domain.tables import TABLES
from loaders.row_kind import RowKind, RowSorter
from loaders.workbook_cells import Sheet, no_form
from loaders.workbook_examples import example_row

TABLE = TABLES["plan_areas"]  # 計画ID, 団体コード, 区域の役割, 注意
COLUMNS = {name: at for at, name in enumerate(TABLE.column_names)}


def kinds(*rows: tuple[int, list]) -> list[RowKind]:
    sheet = Sheet.of_rows("区域", False, rows, no_form())
    sorter = RowSorter(sheet, TABLE, COLUMNS, len(COLUMNS), 1)
    return [sorter.kind(index) for index in range(len(rows))]


def one(*cells: object, row: int = 2) -> RowKind:
    return kinds((row, list(cells)))[0]


@pytest.mark.parametrize(
    "cells",
    [
        ("B-1", "434043", "主たる区域", "", ""),
        ("", "434043", "", "", ""),
        ("B-1", "", "", "", ""),
        (1001.0, "", "", "", ""),
        ("計画1", "434043", "", "", ""),
        ("", "", "", "※ 南部だけ", "見て"),
        ("合計額の多い計画", "434043", "", "", ""),
    ],
)
def test_rows_with_values_are_data(cells):
    assert one(*cells) is RowKind.DATA


@pytest.mark.parametrize(
    "text", ["※ 注記", "＊追記", "注 区域は見込み", "（注）区域は見込み", "備考：なし", "出典 県の調査"]
)
@pytest.mark.parametrize("column", [0, 2])
def test_a_lone_text_with_the_mark_of_a_note_is_one_anywhere(text, column):
    cells = [""] * 5
    cells[column] = text
    assert one(*cells) is RowKind.NOTE


def test_a_lone_text_after_an_empty_row_is_a_note_and_an_identifier_is_not():
    data, note = ["B-1", "434043", "", "", ""], ["区域は追って加える", "", "", "", ""]
    identifier, elsewhere = ["B-2", "", "", "", ""], ["", "熊本県菊陽町", "", "", ""]
    assert kinds((2, data), (3, note)) == [RowKind.DATA, RowKind.DATA]
    assert kinds((2, data), (4, note)) == [RowKind.DATA, RowKind.NOTE]
    assert kinds((2, data), (4, identifier)) == [RowKind.DATA, RowKind.DATA]
    assert kinds((2, data), (4, elsewhere)) == [RowKind.DATA, RowKind.DATA]


@pytest.mark.parametrize("word", ["合計", "合　計", "小計", "計", "総計"])
def test_a_row_that_begins_with_a_total_is_none_of_the_rows(word):
    assert one(word, 3.0, "", "", "") is RowKind.TOTAL
    assert one("", word, 3.0, "", "") is RowKind.TOTAL


def test_headings_in_the_middle_begin_a_second_table():
    assert one("計画ID", "分野", "製品・技術・サービス", "注意", "") is RowKind.HEADINGS
    assert one("計画ＩＤ", "団体 コード", "区域の役割", "", "") is RowKind.HEADINGS
    assert one("計画ID", "", "", "", "") is RowKind.DATA


@pytest.mark.parametrize("plan_type", ["a", "b", "c"])
def test_the_example_of_a_template_is_told_from_a_row_that_kept_its_mark(plan_type):
    example = ["" if cell is None else cell for cell in example_row(TABLE, plan_type)]
    assert one(*example, "記入例") is RowKind.EXAMPLE
    assert one(*example, " 記 入 例 ") is RowKind.EXAMPLE
    assert one("B-1", *example[1:], "記入例") is RowKind.EXAMPLE_FILLED
    assert one(*example, "") is RowKind.DATA
