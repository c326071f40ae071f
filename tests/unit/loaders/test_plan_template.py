"""The empty workbook of each plan type: what an officer finds in it, and that it never leads astray."""

import re

import pytest
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter, range_boundaries

from domain.codelist import codelist
from domain.measure_tables import MEASURES
from domain.plan_tables import PLANS, REQUIREMENT_CHECKS
from domain.project_tables import PROJECT_SITES, PROJECTS
from domain.record import Kind, Table
from domain.report_tables import PROGRESS_REPORTS
from domain.reporting_period import reporting_periods
from loaders.plan_layout import EXAMPLE_MARK, FACTS_SHEET, NOT_TABLES, choices, demand, headings, plan_tables
from loaders.plan_workbook import template_bytes
from loaders.table_sheet import ROOM
from loaders.workbook_style import LEVEL_COLOURS
from tests.unit.loaders.workbooks import column_at, opened, rule_at, values

TYPES = ["a", "b", "c"]
TEMPLATES = {plan_type: template_bytes(plan_type) for plan_type in TYPES}
BOOKS = {plan_type: opened(content) for plan_type, content in TEMPLATES.items()}

each_type = pytest.mark.parametrize("plan_type", TYPES)
each_table = pytest.mark.parametrize("table", plan_tables(), ids=lambda table: table.name)


def letter(table: Table, column: str) -> str:
    return get_column_letter(table.column_names.index(column) + 1)


def colour(of: Color) -> str:
    return f"#{of.rgb[2:]}"


@each_type
def test_template_is_the_same_bytes_every_time(plan_type: str) -> None:
    assert template_bytes(plan_type) == TEMPLATES[plan_type]


@each_type
def test_guide_comes_first_and_facts_come_last(plan_type: str) -> None:
    names = BOOKS[plan_type].sheetnames
    tables = [table.label_ja for table in plan_tables()]
    assert names[0] == BOOKS[plan_type].active.title == "入力要領"
    assert names[1:-4] == tables
    assert names[-1] == FACTS_SHEET
    assert set(names) - set(tables) - {FACTS_SHEET} <= set(NOT_TABLES)


@each_type
@each_table
def test_headings_stand_in_row_1_and_stay_in_sight_and_on_every_printed_page(
    plan_type: str, table: Table
) -> None:
    sheet = BOOKS[plan_type][table.label_ja]
    assert values(TEMPLATES[plan_type], table.label_ja)[0] == headings(table)
    assert sheet.freeze_panes == "B2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


@each_type
@each_table
def test_sheet_can_be_edited_and_holds_no_formula_merged_or_hidden_cell(plan_type: str, table: Table) -> None:
    sheet = BOOKS[plan_type][table.label_ja]
    assert not sheet.protection.sheet
    assert not sheet.merged_cells.ranges
    assert not any(
        part.hidden for part in [*sheet.row_dimensions.values(), *sheet.column_dimensions.values()]
    )
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


@each_type
@each_table
def test_a_heading_is_as_wide_as_its_words_need_and_coloured_by_what_the_type_requires(
    plan_type: str, table: Table
) -> None:
    sheet = BOOKS[plan_type][table.label_ja]
    for at, column in enumerate(table.columns, start=1):
        fill, ink = LEVEL_COLOURS[demand(plan_type, table, column).level]
        heading = sheet.cell(1, at)
        assert (colour(heading.fill.start_color), colour(heading.font.color)) == (fill, ink)
        # Three lines of full-width characters fit the height of the row.
        assert column_at(sheet, at).width * 3 >= 2 * len(column.heading_ja)


@each_type
@each_table
def test_every_cell_that_may_be_filled_tells_what_to_write(plan_type: str, table: Table) -> None:
    sheet = BOOKS[plan_type][table.label_ja]
    for column in table.columns:
        at = letter(table, column.name)
        for row in (1, 2, 3, 500, ROOM):
            rule = rule_at(sheet, f"{at}{row}")
            assert rule.promptTitle
            assert rule.prompt
        heading = rule_at(sheet, f"{at}1")
        assert heading.prompt.startswith(f"【{demand(plan_type, table, column).label_ja}】")
        assert column.hint_ja in heading.prompt


@each_type
@each_table
def test_words_are_offered_for_thousands_of_rows_just_as_the_type_takes_them(
    plan_type: str, table: Table
) -> None:
    book = BOOKS[plan_type]
    for column in table.columns:
        offered = choices(column, plan_type)
        if offered is None:
            continue
        rule = rule_at(book[table.label_ja], f"{letter(table, column.name)}{ROOM}")
        sheet, cells = re.fullmatch(r"'(.+)'!(.+)", rule.formula1).groups()
        left, top, right, bottom = range_boundaries(cells)
        assert (left, right) == (2, 2)
        words = [book[sheet].cell(row, 2).value for row in range(top, bottom + 1)]
        assert words == [entry.label_ja for entry in offered]
        # A rule without a style of its own stops whatever is not on the list.
        assert (rule.type, rule.errorStyle, rule.showErrorMessage) == ("list", None, True)


@each_type
def test_plan_type_can_be_nothing_but_the_forms_own(plan_type: str) -> None:
    assert [entry.code for entry in choices(PLANS["plan_type"], plan_type)] == [plan_type]


def test_strategic_plans_are_not_offered_local_industries() -> None:
    offered = {plan_type: choices(PROJECTS["field_code"], plan_type).codes for plan_type in TYPES}
    assert offered["a"] == codelist("strategic_field").codes
    assert set(offered["c"]) == {*codelist("strategic_field").codes, *codelist("local_industry").codes}


def test_ids_are_offered_from_the_sheet_that_gives_them_without_its_example() -> None:
    book = BOOKS["b"]
    rule = rule_at(book[PROJECT_SITES.label_ja], "A3")
    assert (rule.formula1, rule.errorStyle) == ("list_project_id", "warning")
    assert book.defined_names["list_project_id"].attr_text.startswith("OFFSET('投資案件'!$A$3,")
    assert rule_at(book[PROJECTS.label_ja], "C3").formula1 == "list_plan_id"
    assert rule_at(book[MEASURES.label_ja], "A3").type is None


def test_halves_are_those_for_which_reports_are_asked() -> None:
    rule = rule_at(BOOKS["b"][PROGRESS_REPORTS.label_ja], "B3")
    assert rule.formula1 == '"' + ",".join(reporting_periods()) + '"'


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (PROJECTS, "corporate_number"),
        (PROJECT_SITES, "lg_code"),
        (PROJECTS, "announced_date"),
        (PLANS, "plan_id"),
    ],
)
def test_cells_of_codes_and_dates_keep_what_is_typed(table: Table, column: str) -> None:
    dimension = column_at(BOOKS["b"][table.label_ja], table.column_names.index(column) + 1)
    assert dimension.number_format == "@"


def test_running_text_is_not_formatted_as_text_which_some_spreadsheets_show_as_hashes() -> None:
    dimension = column_at(BOOKS["b"][PLANS.label_ja], PLANS.column_names.index("goal") + 1)
    assert dimension.number_format == "General"
    assert dimension.alignment.wrap_text


@each_type
@each_table
def test_required_cells_are_tinted_while_their_row_is_begun_and_they_are_empty(
    plan_type: str, table: Table
) -> None:
    sheet = BOOKS[plan_type][table.label_ja]
    tinted = {str(area.sqref).split(":")[0].rstrip("0123456789") for area in sheet.conditional_formatting}
    required = {
        letter(table, column.name)
        for column in table.columns
        if demand(plan_type, table, column).level == "must"
    }
    assert tinted == required


@each_type
@each_table
def test_row_2_is_an_example_in_grey_that_says_so_in_the_last_column(plan_type: str, table: Table) -> None:
    sheet = BOOKS[plan_type][table.label_ja]
    cells = sheet[2]
    assert cells[-1].value == EXAMPLE_MARK
    assert all(cell.font.italic and colour(cell.font.color) == "#767676" for cell in cells)
    for cell, column in zip(cells, table.columns, strict=False):
        required = demand(plan_type, table, column).level == "must"
        assert cell.value not in ("", None) or not required, column.heading_ja


@each_type
def test_requirements_of_the_type_are_listed_with_their_meaning_and_nothing_else_is_filled_in(
    plan_type: str,
) -> None:
    content, sheet = TEMPLATES[plan_type], BOOKS[plan_type][REQUIREMENT_CHECKS.label_ja]
    criteria = list(choices(REQUIREMENT_CHECKS["criterion"], plan_type))
    own = values(content, REQUIREMENT_CHECKS.label_ja)[2:]
    assert [row[:3] for row in own] == [["", entry.label_ja, "未確認"] for entry in criteria]
    for row, entry in enumerate(criteria, start=3):
        assert entry.more["definition_ja"] in rule_at(sheet, f"B{row}").prompt
    others = [table.label_ja for table in plan_tables() if table is not REQUIREMENT_CHECKS]
    assert {name: len(values(content, name)) for name in others} == dict.fromkeys(others, 2)


@each_type
def test_guide_names_every_sheet_and_leads_to_it(plan_type: str) -> None:
    guide = BOOKS[plan_type]["入力要領"]
    links = {cell.value: cell.hyperlink.location for (cell,) in guide["A1:A80"] if cell.hyperlink}
    assert links == {table.label_ja: f"'{table.label_ja}'!A1" for table in plan_tables()}
    assert guide["B2"].value.startswith(codelist("plan_type").label(plan_type))


@each_type
def test_columns_are_all_explained(plan_type: str) -> None:
    rows = values(TEMPLATES[plan_type], "項目一覧")[1:]
    expected = [
        [table.label_ja, column.heading_ja, demand(plan_type, table, column).label_ja, column.hint_ja]
        for table in plan_tables()
        for column in table.columns
    ]
    assert [row[:4] for row in rows] == expected
    assert all(row[4] for row in rows)


def test_places_are_looked_up_by_six_digits_as_text() -> None:
    rows = values(TEMPLATES["b"], "団体コード")[1:]
    assert len(rows) == len(codelist("prefecture")) + len(codelist("municipality"))
    assert rows[:2] == [
        ["010006", "北海道", "", "ほっかいどう"],
        ["011002", "北海道", "札幌市", "さっぽろし"],
    ]


def test_facts_tell_the_form_and_that_it_is_for_real_data() -> None:
    assert values(TEMPLATES["c"], FACTS_SHEET) == [
        ["項目", "内容"],
        ["様式の版", "2026-1"],
        ["計画の種類", "地場産業成長プラン"],
        ["登録簿の種類", "実データ"],
    ]


def test_numbers_have_their_unit_in_the_heading_and_a_format_without_one() -> None:
    for table in plan_tables():
        for column in table.columns:
            if column.kind is Kind.YEN:
                dimension = column_at(BOOKS["b"][table.label_ja], table.column_names.index(column.name) + 1)
                assert column.heading_ja.endswith("（億円）")
                assert dimension.number_format == "#,##0.0#######;▲#,##0.0#######"
