"""The filled workbook: rows in force as their senders would have written them, exact and harmless."""

from typing import Any

import pytest

from domain.plan_tables import PLAN_COMPANIES, PLANS
from domain.project_tables import PROJECT_SITES, PROJECT_YEARS, PROJECTS
from domain.record import Table
from loaders.cell_writer import TextUnwritable
from loaders.plan_layout import FACTS_SHEET, headings, plan_tables
from loaders.plan_workbook import filled_bytes
from loaders.table_sheet import ROOM
from tests.builders import company, good_plan, plan, project, project_year, site
from tests.unit.loaders.workbooks import cell_of, column_at, filled, frames, opened, rule_at, values


@pytest.mark.parametrize(
    ("table", "row", "column", "cell"),
    [
        (PLANS, plan(), "plan_type", "地域産業クラスター計画"),
        (PLANS, plan(), "stage_code", "首長による公表"),
        (PLANS, plan(), "start_year", 2026),
        (PLANS, plan(), "jobs_target", 400),
        (PLANS, plan(), "revised_date", ""),
        (PROJECTS, project(amount_yen=2_560_000_000), "amount_yen", 25.6),
        (PROJECTS, project(amount_yen=1), "amount_yen", 0.00000001),
        (PROJECTS, project(amount_yen=0), "amount_yen", 0),
        (PROJECTS, project(amount_yen=None), "amount_yen", ""),
        (PROJECTS, project(amount_yen=2**63 - 1), "amount_yen", "92233720368.54775807"),
        (PROJECTS, project(is_core=True), "is_core", "はい"),
        (PROJECTS, project(is_core=False), "is_core", "いいえ"),
        (PROJECTS, project(is_core=None), "is_core", ""),
        (PROJECTS, project(announced_date="2027-04"), "announced_date", "2027-04"),
        (PROJECTS, project(corporate_number="0000000000017"), "corporate_number", "0000000000017"),
        (PROJECT_SITES, site(lg_code="012203"), "lg_code", "012203"),
        (PROJECT_SITES, site(share=0.6), "share", 60),
        (PROJECT_SITES, site(share=0.07), "share", 7),
        (PROJECT_SITES, site(share=1 / 3), "share", "33.33333333333333"),
        (PROJECT_SITES, site(lon=130.8205), "lon", 130.8205),
        (PROJECT_YEARS, project_year(fiscal_year="2027"), "fiscal_year", 2027),
        (PLAN_COMPANIES, company(disclosure="withheld"), "disclosure", "非公表"),
    ],
)  # fmt: skip
def test_a_value_is_written_as_people_write_it(table: Table, row: dict, column: str, cell: Any) -> None:
    assert cell_of(filled(table, row), table, column) == cell


NASTY_NAMES = [
    *(
        "=1+1",
        "+81-3",
        "-",
        "@SUM(A1)",
        "＝１",
        "\t=1",
        '=HYPERLINK("http://x")',
        "https://example.jp",
        "001",
    ),
    *("1E5", "'引用", " 前後の空白 ", "改行\nあり", "\x01", "_x0041_", "髙﨑 𠮷", "TRUE", "#N/A", "<b>&amp;"),
]


def test_every_company_name_stays_text_and_itself() -> None:
    content = filled(PLAN_COMPANIES, *(company(company_name=name) for name in NASTY_NAMES))
    found = [row[1] for row in values(content, PLAN_COMPANIES.label_ja)[1:]]
    assert found == sorted(NASTY_NAMES)
    cells = opened(content)[PLAN_COMPANIES.label_ja]["B"][1 : len(NASTY_NAMES) + 1]
    assert {(cell.data_type, cell.hyperlink) for cell in cells} == {("s", None)}


def test_a_text_like_a_formula_stays_text_when_its_cell_is_edited() -> None:
    sheet = opened(filled(PLANS, plan(goal="=1+1"), plan("B-430005-02")))[PLANS.label_ja]
    at = PLANS.column_names.index("goal") + 1
    assert [bool(sheet.cell(row, at).quotePrefix) for row in (2, 3)] == [True, False]


def test_rows_are_sorted_by_key() -> None:
    content = filled(PROJECT_SITES, site("P-2", "434043"), site("P-1", "434043"), site("P-2", "012246"))
    assert [row[:2] for row in values(content, PROJECT_SITES.label_ja)[1:]] == [
        ["P-1", "434043"],
        ["P-2", "012246"],
        ["P-2", "434043"],
    ]


def test_there_is_no_example_and_no_row_that_is_not_in_force() -> None:
    content = filled(PLANS, plan())
    for table in plan_tables():
        rows = values(content, table.label_ja)
        assert rows[0] == headings(table)
        assert len(rows) == (2 if table is PLANS else 1)
        assert all(row[-1] == "" for row in rows[1:])


def test_whole_plan_fills_every_sheet() -> None:
    rows = good_plan("a")
    content = filled_bytes(frames(rows), "a", version=3, is_fictional=True)
    assert {table.label_ja: len(values(content, table.label_ja)) - 1 for table in plan_tables()} == {
        table.label_ja: len(rows[table.name]) for table in plan_tables()
    }


def test_facts_tell_the_version_and_when_it_was_written() -> None:
    facts = dict(values(filled(PLANS, plan()), FACTS_SHEET))
    assert facts["計画の種類"] == "地域産業クラスター計画"
    assert facts["登録簿の種類"] == "実データ"
    assert facts["書き出した登録簿の版"] == "7"
    assert facts["書き出した日時"][:2] == "20"


def test_fictional_rows_are_marked_on_every_printed_page_and_in_guide_and_facts() -> None:
    content = filled_bytes(frames({"plans": [plan()]}), "b", version=1, is_fictional=True)
    book = opened(content)
    assert all("架空" in (sheet.oddHeader.right.text or "") for sheet in book.worksheets)
    assert book["入力要領"]["A3"].value == "架空"
    assert dict(values(content, FACTS_SHEET))["登録簿の種類"] == "架空"
    real = opened(filled(PLANS, plan()))
    assert not any("架空" in (sheet.oddHeader.right.text or "") for sheet in real.worksheets)


def test_there_is_room_and_help_for_further_rows() -> None:
    sheet = opened(filled(PROJECTS, *(project(f"P-{number}") for number in range(10))))[PROJECTS.label_ja]
    assert rule_at(sheet, f"G{10 + ROOM}").type == "list"
    assert column_at(sheet, PROJECTS.column_names.index("amount_yen") + 1).number_format.startswith("#,##0.0")


def test_a_text_that_no_cell_holds_is_refused_with_what_to_do() -> None:
    with pytest.raises(TextUnwritable, match="文を短くして"):
        filled(PLANS, plan(goal="あ" * 40_000))
