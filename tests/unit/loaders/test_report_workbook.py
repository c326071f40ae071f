"""The progress workbook as a reporter finds it: what is to be filled in, what is only to be read, and its facts."""

import pytest
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter

from domain.codelist import codelist
from domain.record import FileFacts, Kind, Table
from domain.report_tables import KPI_VALUES, MEASURE_REVIEWS, PROGRESS_REPORTS, REPORT_TABLES
from loaders.plan_files import read_plan_files
from loaders.plan_layout import EXAMPLE_MARK
from loaders.report_layout import Given, Reference, report_columns
from loaders.report_workbook import DueRow, report_bytes
from loaders.table_sheet import ROOM
from tests.report_books import HALF, due_rows
from tests.unit.loaders.workbooks import column_at, opened, rule_at, values

CONTENT = report_bytes(due_rows(is_filled=False), HALF, version=7, is_fictional=True)
BOOK = opened(CONTENT)
REFERENCE_TINTS = ("#E6F5EC", "#115A36")

each_table = pytest.mark.parametrize("table", REPORT_TABLES, ids=lambda table: table.name)


def colour(of: Color) -> str:
    return f"#{of.rgb[2:]}"


def places(table: Table) -> list[tuple[str, object]]:
    return [(get_column_letter(at), column) for at, column in enumerate(report_columns(table), start=1)]


def test_sheets_are_those_of_a_report_and_what_explains_them() -> None:
    names = ["入力要領", "進捗報告", "施策点検", "KPI実績", "項目一覧", "選択肢", "様式情報"]
    assert BOOK.sheetnames == names
    assert BOOK.active.title == "入力要領"


def test_facts_tell_form_half_registry_and_version() -> None:
    told = dict(values(CONTENT, "様式情報"))
    assert (told["様式の種類"], told["対象の半期"]) == ("進捗報告", HALF)
    assert (told["登録簿の種類"], told["書き出した登録簿の版"]) == ("架空", "7")
    assert read_plan_files({"x.xlsx": CONTENT}).facts == {
        "x.xlsx": FileFacts(is_fictional=True, version=7, is_report=True, period=HALF)
    }


@each_table
def test_every_column_of_the_table_is_there_once_with_its_heading(table: Table) -> None:
    headings = values(CONTENT, table.label_ja)[0]
    assert headings[:-1] == [column.heading_ja for column in report_columns(table)]
    assert headings[-1] == EXAMPLE_MARK
    own = [column.name for column in report_columns(table) if not isinstance(column, Reference)]
    assert sorted(own) == sorted(table.column_names)


@each_table
def test_references_are_told_apart_by_word_and_colour(table: Table) -> None:
    sheet = BOOK[table.label_ja]
    for letter, column in places(table):
        heading = sheet[f"{letter}1"]
        look = (colour(heading.fill.start_color), colour(heading.font.color))
        is_reference = isinstance(column, Reference)
        assert (look == REFERENCE_TINTS) is is_reference
        assert str(heading.value).startswith("参考：") is is_reference


@each_table
def test_references_take_no_typing_and_say_so_and_other_cells_say_what_to_write(table: Table) -> None:
    sheet = BOOK[table.label_ja]
    for letter, column in places(table):
        for row in (1, 2, 3, ROOM):
            rule = rule_at(sheet, f"{letter}{row}")
            assert rule.promptTitle
            if isinstance(column, Reference):
                assert rule.prompt.startswith("【参考・記入不要】")
                assert (rule.type, rule.formula1, rule.errorStyle) == ("custom", "FALSE", None)
            else:
                assert column.hint_ja in rule.prompt


@each_table
def test_nothing_refers_to_a_sheet_that_is_not_there(table: Table) -> None:
    for rule in BOOK[table.label_ja].data_validations.dataValidation:
        assert not str(rule.formula1).startswith("list_")
    assert not BOOK.defined_names


@each_table
def test_words_are_offered(table: Table) -> None:
    for letter, column in places(table):
        if column.kind is Kind.CODE:
            rule = rule_at(BOOK[table.label_ja], f"{letter}500")
            sheet, cells = rule.formula1.replace("'", "").replace("$", "").split("!")
            offered = [cell.value for (cell,) in BOOK[sheet][cells]]
            assert offered == [entry.label_ja for entry in codelist(column.vocabulary)]


@each_table
def test_id_half_and_name_stay_in_sight(table: Table) -> None:
    sheet = BOOK[table.label_ja]
    assert sheet.freeze_panes == "D2"
    key, half, name = report_columns(table)[:3]
    assert isinstance(key, Given)
    assert half.name == "period"
    assert name.name in ("title", "name")
    assert sum(column_at(sheet, at).width for at in (1, 2, 3)) < 80


@each_table
def test_what_is_to_be_filled_in_begins_on_the_first_screen(table: Table) -> None:
    """About 190 half-width characters are on a screen of 1440 pixels at the usual zoom."""
    columns = report_columns(table)
    first = next(at for at, column in enumerate(columns) if not isinstance(column, Given | Reference))
    sheet = BOOK[table.label_ja]
    assert sum(column_at(sheet, at + 1).width for at in range(first + 1)) <= 190


@each_table
def test_rows_come_with_key_and_references_after_a_grey_example(table: Table) -> None:
    rows = values(CONTENT, table.label_ja)
    assert rows[1][-1] == EXAMPLE_MARK
    keys = [tuple(row.values[name] for name in table.key) for row in due_rows(is_filled=False)[table.name]]
    assert [tuple(row[:2]) for row in rows[2:]] == keys
    names = [column.name for column in report_columns(table)]
    for row in rows[2:]:
        shown = dict(zip(names, row, strict=False))
        assert all(shown[column.name] == "" for column in table.columns if column.name not in table.key)
        assert shown["check"].isalpha()


def test_the_promise_stands_before_what_is_to_be_filled_in() -> None:
    names = [column.name for column in report_columns(MEASURE_REVIEWS)]
    assert names.index("promise") < names.index("execution")
    row = dict(zip(names, values(CONTENT, "施策点検")[2], strict=False))
    assert row["promise"] == "予定価格を見直し、再び入札する"


@each_table
def test_rows_are_high_enough_for_their_references(table: Table) -> None:
    long = "前回の説明をここに書く。" * 30
    name = "last_comment" if table is PROGRESS_REPORTS else "promise" if table is MEASURE_REVIEWS else "last"
    due = {table.name: [DueRow({table.key[0]: "X-1", "period": HALF}, {name: long})]}
    sheet = opened(report_bytes(due, HALF, version=1, is_fictional=False))[table.label_ja]
    assert sheet.row_dimensions[3].height > 100
    assert BOOK[table.label_ja].row_dimensions[3].height >= 36


def test_an_endless_reference_is_cut_and_what_no_cell_holds_is_replaced() -> None:
    texts = {"name": "施策\ufffeA\ud800\x01", "promise": "長い約束" * 400}
    due = {MEASURE_REVIEWS.name: [DueRow({"measure_id": "M-1", "period": HALF}, texts)]}
    content = report_bytes(due, HALF, version=1, is_fictional=False)
    row = values(content, "施策点検")[2]
    assert row[2] == "施策□A□□"
    assert any(str(cell).endswith("…") and len(str(cell)) == 600 for cell in row)
    assert [finding.rule for finding in read_plan_files({"x.xlsx": content}).findings] == [
        "rows_not_reported"
    ]


def test_what_has_been_reported_is_filled_in_as_people_write_it() -> None:
    content = report_bytes(due_rows(is_filled=True), HALF, version=1, is_fictional=True)
    names = [column.name for column in report_columns(KPI_VALUES)]
    row = dict(zip(names, values(content, "KPI実績")[2], strict=False))
    assert (row["value"], row["value_date"], row["value_status"]) == (105, "2025-03", "確報")


def test_required_cells_are_tinted_until_they_are_filled() -> None:
    sheet = BOOK["進捗報告"]
    tinted = {str(area.sqref).split(":")[0].rstrip("0123456789") for area in sheet.conditional_formatting}
    letters = {column.name: letter for letter, column in places(PROGRESS_REPORTS)}
    assert {letters["status"], letters["comment"], letters["reporter"]} <= tinted


def test_guide_is_of_the_half_and_leads_to_the_sheets() -> None:
    guide = BOOK["入力要領"]
    assert guide["B2"].value == "進捗報告　令和7年度上期（2025年度上期）"
    links = {cell.value: cell.hyperlink.location for (cell,) in guide["A1:A60"] if cell.hyperlink}
    assert links == {table.label_ja: f"'{table.label_ja}'!A1" for table in REPORT_TABLES}
    text = " ".join(str(cell.value) for (cell,) in guide["B1:B60"])
    assert "2025年10月31日までに提出" in text
    assert "{" not in text


def test_columns_are_all_explained_and_references_are_to_be_left_alone() -> None:
    rows = values(CONTENT, "項目一覧")[1:]
    assert [row[:2] for row in rows] == [
        [table.label_ja, column.heading_ja] for table in REPORT_TABLES for column in report_columns(table)
    ]
    levels = {row[1]: row[2] for row in rows}
    assert {level for heading, level in levels.items() if heading.startswith("参考：")} == {"記入不要"}
    assert all(row[4] for row in rows)


@pytest.mark.parametrize("is_fictional", [True, False])
def test_fiction_is_told_on_every_page(is_fictional: bool) -> None:
    book = opened(report_bytes({}, HALF, version=1, is_fictional=is_fictional))
    for table in REPORT_TABLES:
        assert ("【架空】" in str(book[table.label_ja].oddHeader.right.text)) is is_fictional
