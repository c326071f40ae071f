"""The guide and the examples of plans' workbooks: they name real sheets, columns and words, and fit."""

import csv
import re

import pytest

from domain.codelist import codelist
from domain.folders import DATA
from domain.record import Column, Kind, Table
from domain.report_tables import REPORT_TABLES
from domain.tables import TABLES
from loaders.plan_layout import choices, demand
from loaders.report_layout import references_of, report_columns
from loaders.workbook_style import LEVEL_COLOURS

TYPES = ["a", "b", "c"]
COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]
each_column = pytest.mark.parametrize(
    ("table", "column"), COLUMNS, ids=[f"{table.name}.{column.name}" for table, column in COLUMNS]
)


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / "workbook" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


GUIDE = rows("guide.csv")
REPORT_GUIDE = rows("report_guide.csv")
EXAMPLES = {(row["table"], row["column"]): row for row in rows("examples.csv")}


@each_column
def test_every_column_says_what_to_write_in_it(table: Table, column: Column) -> None:
    assert column.hint_ja
    assert not column.hint_ja.endswith("。")
    asked = [demand(plan_type, table, column) for plan_type in TYPES]
    longest = max(len(f"【{each.label_ja}】（{each.grounds_ja}）\n{column.hint_ja}") for each in asked)
    assert longest <= 255, "spreadsheets cut a hint off after 255 characters"
    assert len(column.label_ja) <= 32, "and its title after 32"


@pytest.mark.parametrize("entry", codelist("requirement"), ids=lambda entry: entry.code)
def test_the_meaning_of_a_requirement_fits_the_hint_at_its_cell(entry) -> None:
    assert 0 < len(entry.more["definition_ja"]) <= 240
    assert len(entry.label_ja) <= 32


@pytest.mark.parametrize("plan_type", TYPES)
def test_guide_explains_every_sheet_and_every_level_once_to_every_type(plan_type: str) -> None:
    topics = [row["topic_ja"] for row in GUIDE if plan_type in row["plan_types"]]
    levels = [codelist("requirement_level").label(level) for level in LEVEL_COLOURS]
    for topic in [*(table.label_ja for table in TABLES.values()), *levels]:
        assert topics.count(topic) == 1, topic


def test_guide_fills_in_only_what_it_knows() -> None:
    names = {name for row in GUIDE for name in re.findall(r"\{(\w+)\}", row["text_ja"])}
    assert names <= {"label", "letter", "stages"}
    assert {letter for row in GUIDE for letter in row["plan_types"]} == set(TYPES)


def test_guide_tells_all_that_a_sender_must_know() -> None:
    text = "\n".join(row["topic_ja"] + row["text_ja"] for row in GUIDE)
    for word in (
        "秘匿",
        "記入例",
        "取下げ",
        "指摘一覧",
        "億円",
        "団体コード",
        "L1-",
        "L2-",
        "L3-",
        "問い合わせ先",
    ):
        assert word in text


def test_report_guide_explains_its_sheets_and_levels_and_names_no_other_sheet() -> None:
    topics = {row["topic_ja"] for row in REPORT_GUIDE}
    assert {table.label_ja for table in TABLES.values()} & topics == {
        table.label_ja for table in REPORT_TABLES
    }
    assert {"必須", "任意", "参考：の列"} <= topics
    names = {name for row in REPORT_GUIDE for name in re.findall(r"\{(\w+)\}", row["text_ja"])}
    assert names == {"half", "end", "due", "publish"}


def test_report_guide_names_columns_by_their_headings() -> None:
    headings = {column.heading_ja for table in REPORT_TABLES for column in report_columns(table)}
    text = "\n".join(row["text_ja"] for row in REPORT_GUIDE)
    named = set(re.findall("「(参考：[^」]+)」", text)) - {"参考："}
    assert named
    assert named <= headings


@pytest.mark.parametrize("table", REPORT_TABLES, ids=lambda table: table.name)
def test_references_say_what_they_show_within_what_a_hint_holds(table: Table) -> None:
    for column in references_of(table):
        assert column.hint_ja
        assert not column.hint_ja.endswith("。")
        assert len(column.label_ja) <= 32
    names = [column.name for column in report_columns(table)]
    assert len(set(names)) == len(names), "a reference must not bear the name of a column"


def test_examples_are_of_real_columns() -> None:
    assert set(EXAMPLES) <= {(table.name, column.name) for table, column in COLUMNS}


@each_column
@pytest.mark.parametrize("plan_type", TYPES)
def test_examples_use_words_that_the_type_offers_and_numbers_where_numbers_are_asked(
    table: Table, column: Column, plan_type: str
) -> None:
    text = EXAMPLES.get((table.name, column.name), {}).get(plan_type, "")
    offered = choices(column, plan_type)
    if text and offered is not None:
        assert offered.code_of(text)
    if text and column.kind in (Kind.YEN, Kind.NUMBER, Kind.SHARE, Kind.FISCAL_YEAR):
        float(text)


def test_examples_are_unmistakably_invented() -> None:
    for (table, column), row in EXAMPLES.items():
        if column in ("title", "name"):
            assert all(row[plan_type].startswith("（記入例）") for plan_type in TYPES), table
        if column == "company_name":
            assert all(row[plan_type].startswith("記入例") for plan_type in TYPES), table
