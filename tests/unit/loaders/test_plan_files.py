"""Workbooks and CSV files of plans: sheets are found, rows sorted out, and nothing is lost unsaid."""

import datetime as dt
from functools import cache

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from domain.record import FileFacts, Reading
from domain.spelling import label_key
from domain.tables import TABLES
from loaders.plan_files import read_plan_files
from loaders.plan_layout import FACTS_SHEET, headings
from loaders.plan_workbook import filled_bytes, template_bytes
from tests.builders import good_plan
from tests.plan_books import good_book, opened, saved, spoilt


def read(content: bytes, file: str = "plan.xlsx") -> Reading:
    return read_plan_files({file: content})


def rules(reading: Reading) -> list[str]:
    return sorted(finding.rule for finding in reading.findings)


def change(sheet: str, at: str, do: str, value: str = "") -> dict[str, str]:
    return {"sheet": sheet, "at": at, "do": do, "value": value}


def as_csv(content: bytes, sheet: str, *, with_examples: bool = False) -> str:
    rows = [list(row) for row in opened(content)[sheet].values]
    kept = rows if with_examples else [row[:-1] for row in rows]
    return pd.DataFrame(kept[1:], columns=kept[0], dtype=object).to_csv(index=False)


@pytest.mark.parametrize("plan_type", ["a", "b", "c"])
def test_what_is_written_is_read_again(plan_type):
    frames = {name: TABLES[name].frame(rows) for name, rows in good_plan(plan_type).items()}
    content = filled_bytes(frames, plan_type, version=12, is_fictional=True)
    reading = read(content)
    assert reading.findings == []
    assert reading.facts == {"plan.xlsx": FileFacts(plan_type, is_fictional=True, version=12)}
    for name, table in TABLES.items():
        key = list(table.key)
        own = reading.submitted[name].frame[table.column_names]
        pd.testing.assert_frame_equal(own, frames[name].sort_values(key, ignore_index=True))


@pytest.mark.parametrize("plan_type", ["a", "b", "c"])
def test_examples_of_a_template_are_passed_over_in_silence(plan_type):
    reading = read(template_bytes(plan_type))
    # The criteria of the type stand there to be answered.
    assert [finding.rule for finding in reading.findings] == ["preset_rows_not_filled"]
    assert reading.facts["plan.xlsx"] == FileFacts(plan_type)
    assert list(reading.submitted) == list(TABLES)
    assert not any(len(table.frame) for table in reading.submitted.values())


def test_a_criterion_that_somebody_answered_is_a_row_even_without_its_plan():
    book = opened(template_bytes("b"))
    sheet = book["要件確認"]
    heading = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(3, heading["根拠"]).value = "市場調査を行った"
    sheet.cell(4, heading["確認の結果"]).value = "満たす"
    sheet.cell(5, heading["計画ID"]).value = "B-430005-01"
    reading = read(saved(book))
    assert reading.submitted["requirement_checks"].frame["source_row"].tolist() == [3, 4, 5]
    (said,) = reading.findings
    assert said.sentence.startswith(f"6〜{sheet.max_row}行目は、")


def test_rows_know_where_they_stood():
    reading = read(good_book())
    projects = reading.submitted["projects"]
    assert projects.frame["source_row"].tolist() == [2, 3]
    assert (
        str(projects.cell(projects.frame.iloc[1], "amount_yen"))
        == "plan.xlsx 投資案件 3行目 「投資額（億円）」"
    )


def test_a_finding_names_a_heading_as_the_sender_wrote_it():
    book = spoilt(
        good_book(),
        [
            change("投資案件", "1 投資額（億円）", "text", "投資額(億円)"),
            change("投資案件", "I2", "text", "多額"),
        ],
    )
    ((finding),) = read(book).findings
    assert (finding.rule, finding.cell.column) == ("amount_unreadable", "投資額(億円)")


def test_a_sheet_without_rows_is_a_table_without_rows():
    book = opened(good_book())
    book["KPI中間目標"].delete_rows(2, 9)
    assert len(read(saved(book)).submitted["kpi_targets"].frame) == 0


def test_a_column_without_its_heading_is_unread_in_every_row():
    reading = read(spoilt(good_book(), [change("投資案件", "1 状況", "text", "進捗")]))
    projects = reading.submitted["projects"]
    assert rules(reading) == ["heading_missing", "heading_unknown"]
    assert projects.is_unread("status_code").all()
    assert not projects.is_empty("status_code").any()


def test_a_sheet_whose_headings_are_gone_is_no_table():
    reading = read(spoilt(good_book(), [change("区域", "1", "delete_row")]))
    assert rules(reading) == ["heading_row_missing"]
    assert "plan_areas" not in reading.submitted


def test_cells_that_cannot_be_read_are_remembered_by_row():
    reading = read(spoilt(good_book(), [change("投資案件", "3 稼働（予定を含む）", "text", "春ごろ")]))
    projects = reading.submitted["projects"]
    assert list(projects.unread["operation_date"]) == [1]
    assert projects.frame["operation_date"].tolist() == ["2029", ""]


def test_several_files_make_one_submission():
    other = filled_bytes(
        {name: TABLES[name].frame(rows) for name, rows in good_plan("b", "B-020001-01").items()},
        "b",
        version=3,
        is_fictional=True,
    )
    broken = spoilt(other, [change("投資案件", "2 公表", "text", "春")])
    reading = read_plan_files({"a.xlsx": good_book(), "b.xlsx": broken})
    projects = reading.submitted["projects"]
    assert projects.frame["source_file"].tolist() == ["a.xlsx"] * 2 + ["b.xlsx"] * 2
    assert [facts.version for facts in reading.facts.values()] == [1, 3]
    assert list(projects.unread["announced_date"]) == [2]
    assert [finding.cell.file for finding in reading.findings] == ["b.xlsx"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_each_table_may_come_as_csv(encoding):
    files = {
        f"{table.label_ja}.csv": as_csv(good_book(), table.label_ja).encode(encoding)
        for table in TABLES.values()
    }
    reading, whole = read_plan_files(files), read(good_book())
    assert reading.findings == []
    assert reading.facts == {}
    for name, table in TABLES.items():
        columns = table.column_names
        pd.testing.assert_frame_equal(
            reading.submitted[name].frame[columns], whole.submitted[name].frame[columns]
        )


def test_examples_in_a_csv_are_passed_over_too():
    content = as_csv(template_bytes("b"), "施策", with_examples=True)
    reading = read(content.encode("cp932"), "施策.csv")
    assert reading.findings == []
    assert len(reading.submitted["measures"].frame) == 0


def test_a_table_is_known_by_its_headings_whatever_the_file_is_called():
    assert list(read(as_csv(good_book(), "KPI実績").encode(), "一覧.csv").submitted) == ["kpi_values"]


def test_a_workbook_renamed_to_csv_is_still_a_workbook():
    assert list(read(good_book(), "plan.csv").submitted) == list(TABLES)


def test_the_sheets_to_be_read_by_people_are_not_read():
    book = opened(filled_bytes({}, "b", version=1, is_fictional=False))
    book["入力要領"]["A50"] = "覚え書き"
    book.create_sheet("指摘一覧")["A1"] = "指摘"
    assert read(saved(book)).findings == []


NOISE = st.one_of(
    st.text(
        alphabet=st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(
        [
            "合計",
            "※ 注記",
            "記入例",
            "計画ID",
            "分野",
            "〃",
            "約5億円",
            "R8.4.1",
            "令和9年度",
            "非公表",
            "434043",
            "　",
        ]
    ),
    st.sampled_from(["=1+1", "#REF!", "=SUM(A1:A9)", "-", "はい"]),
    st.integers(-3, 50_000),
    st.floats(-1e6, 1e6),
    st.booleans(),
    st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)),
)
SHEETS = [table.label_ja for table in TABLES.values()]
PLACED = st.tuples(st.sampled_from(SHEETS), st.integers(1, 6), st.integers(1, 20), NOISE)


@cache
def tables_by_sheet() -> dict[str, str]:
    return {table.label_ja: name for name, table in TABLES.items()}


class Account:
    """Tells for each cell of a workbook whether a reading has it, as a value or in a finding."""

    def __init__(self, content: bytes, reading: Reading) -> None:
        self.book, self.reading = opened(content), reading
        self.told = {(found.cell.sheet, found.cell.row, found.cell.column) for found in reading.findings}
        self.wide = {
            (found.cell.sheet, found.cell.column)
            for found in reading.findings
            if found.rule in ("heading_unknown", "heading_repeated", "cells_without_heading")
        }
        self.lost_sheets = {
            found.cell.sheet for found in reading.findings if found.rule == "heading_row_missing"
        }

    def lost(self) -> list[tuple[str, int, int, object]]:
        return [
            (name, cell.row, cell.column, cell.value)
            for name in SHEETS
            if name not in self.lost_sheets
            for row in self.book[name].iter_rows()
            for cell in row
            if cell.value is not None
            and str(cell.value).strip()
            and not self.has(name, cell.row, cell.column)
        ]

    def has(self, sheet: str, row: int, column: int) -> bool:
        rows = {row for name, row, heading in self.told if name == sheet and not heading}
        texts, at = self.headings(sheet)
        text = texts.get(column) or f"{self.book[sheet].cell(1, column).column_letter}列"
        if row == at:
            known = {label_key(heading) for heading in headings(TABLES[tables_by_sheet()[sheet]])}
            return label_key(text) in known or (sheet, row, text) in self.told
        return (
            row in rows
            or (sheet, row, text) in self.told
            or (sheet, text) in self.wide
            or self.is_read(sheet, row, text)
        )

    def headings(self, sheet: str) -> tuple[dict[int, str], int]:
        """Headings by column and the row that has most of them."""
        known = {label_key(heading) for heading in headings(TABLES[tables_by_sheet()[sheet]])}
        rows = list(self.book[sheet].iter_rows(max_row=20))
        best = max(rows, key=lambda row: len({label_key(str(cell.value)) for cell in row} & known))
        return {cell.column: shown(cell.value) for cell in best if cell.value is not None}, best[0].row

    def is_read(self, sheet: str, row: int, text: str) -> bool:
        table = self.reading.submitted[tables_by_sheet()[sheet]]
        found = table.frame[table.frame["source_row"] == row]
        names = [
            column.name for column in table.table.columns if label_key(column.heading_ja) == label_key(text)
        ]
        if found.empty or not names:
            return False
        value = found[names[0]].iloc[0]
        return not (pd.isna(value) or value == "")


def shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return f"{value:.15g}" if isinstance(value, float) else str(value).strip()


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PLACED, min_size=1, max_size=12))
@example(
    [("投資案件", 2, 9, "=1+1"), ("投資案件", 3, 1, "※ 注記"), ("区域", 4, 1, "合計"), ("KPI", 1, 3, "分野")]
)
def test_no_cell_of_a_spoilt_workbook_is_lost(noise):
    book = opened(good_book())
    for sheet, row, column, value in noise:
        cell = book[sheet].cell(row, column)
        cell.value = value
        cell.number_format = "yyyy/m/d" if isinstance(value, dt.date) else "General"
    content = saved(book)
    assert Account(content, read(content)).lost() == []


def test_the_good_workbook_has_nothing_lost_and_the_account_would_tell():
    reading = read(good_book())
    assert Account(good_book(), reading).lost() == []
    spoiled = spoilt(good_book(), [change("区域", "D3", "text", "x")])
    assert Account(spoiled, reading).lost() == [("区域", 3, 4, "x")]


def test_facts_are_read_from_their_sheet():
    book = opened(good_book())
    rows = {row[0].value: row[1] for row in book[FACTS_SHEET].iter_rows()}
    rows["書き出した登録簿の版"].value = None
    rows["登録簿の種類"].value = "実データ"
    assert read(saved(book)).facts == {"plan.xlsx": FileFacts("b", is_fictional=False, version=None)}


@pytest.mark.parametrize(
    ("fact", "value", "made"),
    [
        ("計画の種類", "地域の計画", "fact_unreadable"),
        ("登録簿の種類", "試験用", "fact_unreadable"),
        ("書き出した登録簿の版", "-1", "fact_unreadable"),
        ("様式の版", "2020-1", "form_edition_differs"),
    ],
)
def test_facts_that_cannot_be_right_are_found(fact, value, made):
    book = opened(good_book())
    next(row for row in book[FACTS_SHEET].iter_rows() if row[0].value == fact)[1].value = value
    assert rules(read(saved(book))) == [made]
