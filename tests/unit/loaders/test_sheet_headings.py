"""Headings: found where they are, matched in any width and order, and never by likeness."""

import pytest

from domain.finding import Cell
from domain.tables import TABLES
from loaders.plan_layout import headings, plan_tables
from loaders.sheet_headings import Headings, check_headings, find_headings, matching_table
from loaders.workbook_cells import Sheet, no_form

TABLE = TABLES["plan_fields"]  # 計画ID, 分野, 製品・技術・サービス, 注意, 記入例
GOOD = headings(TABLE)


def find(*rows: tuple[int, list]) -> Headings | None:
    return find_headings(Sheet.of_rows("分野", False, rows, no_form()), TABLE)


def found(*texts: object, needs_example: bool = True) -> list[tuple[str, str]]:
    known = find((1, list(texts)))
    assert known is not None
    made = check_headings(known, TABLE, Cell("a", "b", 1), needs_example=needs_example)
    return [(finding.rule, finding.value) for finding in made]


def test_the_headings_of_a_template_are_right():
    assert found(*GOOD) == []
    assert found(*reversed(GOOD)) == []


@pytest.mark.parametrize("text", ["計画ＩＤ", " 計画 ID", "計画\nID"])
def test_width_and_spacing_of_a_heading_do_not_matter(text):
    assert found(text, *GOOD[1:]) == []


def test_a_renamed_heading_is_missing_and_unknown():
    assert found("計画番号", *GOOD[1:]) == [("heading_missing", "計画ID"), ("heading_unknown", "計画番号")]


def test_a_repeated_heading_is_told_once_and_leads_nowhere():
    assert found(*GOOD, "注意", "注 意") == [("heading_repeated", "注意")]
    known = find((1, [*GOOD, "注意"]))
    assert known is not None
    assert "note" not in known.columns
    assert known.columns["plan_id"] == 0


def test_the_column_of_examples_is_asked_for_in_workbooks_alone():
    assert found(*GOOD[:-1]) == [("heading_missing", "記入例")]
    assert found(*GOOD[:-1], needs_example=False) == []


def test_empty_headings_are_passed_over_and_bear_the_letter_of_their_column():
    assert found("", *GOOD) == []
    known = find((1, ["", *GOOD]))
    assert known is not None
    assert [known.text(at) for at in (0, 1, 30)] == ["A列", "計画ID", "AE列"]


def test_the_row_with_most_headings_is_taken():
    rest = [""] * 3
    known = find(
        (1, ["計画IDとは", "", *rest]), (3, ["分野", "注意", *rest]), (4, GOOD), (5, ["B-1", "量子", *rest])
    )
    assert known is not None
    assert known.row == 4


@pytest.mark.parametrize("rows", [[], [(1, ["B-1", "量子", "部品"])], [(1, ["計画ID", "量子", "部品"])]])
def test_a_sheet_without_headings_has_none(rows):
    assert find(*rows) is None


@pytest.mark.parametrize("table", plan_tables(), ids=lambda table: table.name)
def test_every_table_is_known_by_its_headings_with_or_without_examples(table):
    assert matching_table(headings(table), plan_tables()) is table
    assert matching_table(headings(table)[:-1], plan_tables()) is table


@pytest.mark.parametrize(
    "texts", [[], ["計画ID"], ["計画ID", "分野", "x", "y", "z"], ["番号", "事業名", "金額"]]
)
def test_headings_of_no_table_match_none(texts):
    assert matching_table(texts, plan_tables()) is None
