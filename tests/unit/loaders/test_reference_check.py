"""References of a report: read over when they are what was written, told of when they are not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.report_tables import MEASURE_REVIEWS, REPORT_TABLES
from loaders.marked_copy import marked_copy
from loaders.plan_files import read_plan_files
from loaders.reference_check import reference_text, signed
from loaders.report_layout import REFERENCE_MARK, REFERENCES
from loaders.report_workbook import DueRow, report_bytes
from tests.plan_books import good_book, opened, saved, spoilt
from tests.report_books import HALF, filled_in, good_report

TEXT = st.text(max_size=40)


def rules(content: bytes) -> list[tuple[str, int, str]]:
    found = read_plan_files({"x.xlsx": content}).findings
    return [(each.rule, each.cell.row, each.cell.column) for each in found]


def test_a_filled_report_has_nothing_to_tell() -> None:
    assert rules(good_report()) == []


@settings(max_examples=25)
@given(st.dictionaries(st.sampled_from([column.name for column in REFERENCES["measure_reviews"]]), TEXT))
def test_whatever_was_promised_is_read_over(told: dict[str, str]) -> None:
    row = DueRow({"measure_id": "M-1", "period": HALF, "execution": "running"}, told)
    content = report_bytes({MEASURE_REVIEWS.name: [row]}, HALF, version=1, is_fictional=False)
    assert rules(content) == []
    again = saved(opened(content))
    assert rules(again) == [], "also after another program has saved it"


@settings(max_examples=60)
@given(st.sampled_from(REPORT_TABLES), st.data())
def test_another_text_has_another_sign_in_its_own_place_alone(table, data: st.DataObject) -> None:
    names = [column.name for column in REFERENCES[table.name]]
    told = {name: data.draw(TEXT) for name in names}
    changed = data.draw(st.sampled_from(names))
    other = told | {changed: told[changed] + "x"}
    before, after = (signed(table, "ID-1", each) for each in (told, other))
    differing = {at // 4 for at, (one, two) in enumerate(zip(before, after, strict=True)) if one != two}
    assert differing == {names.index(changed)}
    assert before.isascii()
    assert before.isalpha()


def test_the_sign_is_of_its_row() -> None:
    told = {"name": "施策"}
    assert signed(MEASURE_REVIEWS, "M-1", told) != signed(MEASURE_REVIEWS, "M-2", told)


@pytest.mark.parametrize("column", [column.heading_ja for column in REFERENCES["kpi_values"]])
def test_each_reference_that_is_changed_is_told_in_its_cell(column: str) -> None:
    content = filled_in(good_report(), {("KPI実績", "B-430005-01-K1", HALF): {column: "書き換え"}})
    assert rules(content) == [("reference_changed", 4, column)]


def test_rows_in_another_order_and_rows_taken_out_are_as_they_were() -> None:
    book = opened(good_report())
    sheet = book["施策点検"]
    first, second = ([cell.value for cell in sheet[row]] for row in (3, 4))
    for row, cells in ((3, second), (4, first)):
        for at, value in enumerate(cells, start=1):
            sheet.cell(row, at).value = value
    book["KPI実績"].delete_rows(3)
    assert rules(saved(book)) == []


def test_a_column_of_references_may_be_taken_out() -> None:
    book = opened(good_report())
    sheet = book["施策点検"]
    at = next(cell.column for cell in sheet[1] if cell.value == "参考：約束の内容")
    sheet.delete_cols(at)
    assert rules(saved(book)) == []


def test_a_row_of_references_without_its_key_is_no_row() -> None:
    book = opened(good_report(is_filled=False))
    for column in (1, 2):
        book["KPI実績"].cell(3, column).value = None
    reading = read_plan_files({"x.xlsx": saved(book)})
    assert reading.submitted["kpi_values"].frame.empty
    assert [each.rule for each in reading.findings].count("rows_not_reported") == 3


def test_formulas_in_references_do_not_matter() -> None:
    content = filled_in(good_report(), {("KPI実績", "B-430005-01-K1", HALF): {"参考：期待値": "=1+1"}})
    assert ("formula_without_value", 4, "参考：期待値") not in rules(content)
    assert [rule for rule, *_ in rules(content)] == ["reference_changed"]


def test_headings_in_other_width_are_known() -> None:
    book = opened(good_report())
    for cell in book["施策点検"][1]:
        cell.value = str(cell.value).replace("参考：", "参考: ")
    assert rules(saved(book)) == []


def test_a_plan_workbook_has_no_references() -> None:
    heading = f"{REFERENCE_MARK}{REFERENCES['measure_reviews'][0].label_ja}"
    changes = [{"sheet": "施策点検", "at": "N1", "do": "text", "value": heading}]
    assert rules(spoilt(good_book(), changes)) == [("heading_unknown", 1, heading)]


def csv_files(content: bytes) -> dict[str, bytes]:
    files = {}
    for sheet in opened(content):
        lines = [",".join(f'"{"" if cell is None else cell}"' for cell in row) for row in sheet.values]
        files[f"{sheet.title}.csv"] = "\r\n".join(lines).encode("utf-8-sig")
    return files


@pytest.mark.parametrize("has_facts", [True, False])
def test_a_report_taken_apart_into_csv_files_is_the_same_report(has_facts: bool) -> None:
    files = csv_files(good_report())
    if not has_facts:
        del files["様式情報.csv"]
    whole, apart = read_plan_files({"x.xlsx": good_report()}), read_plan_files(files)
    assert [str(each) for each in apart.findings] == []
    for name, table in whole.submitted.items():
        own = apart.submitted[name].frame[table.table.column_names]
        assert own.equals(table.frame[table.table.column_names]), name
    tables = ("進捗報告.csv", "施策点検.csv", "KPI実績.csv")
    assert all(apart.facts[file].is_report for file in tables)
    assert {apart.facts[file].period for file in tables} == {HALF if has_facts else ""}


def test_a_csv_of_a_report_tells_of_its_references_too() -> None:
    files = csv_files(good_report())
    files["施策点検.csv"] = files["施策点検.csv"].replace("し、再び入札する".encode(), "さない".encode())
    assert [each.rule for each in read_plan_files(files).findings] == ["reference_changed"]


def test_a_report_of_csv_files_brings_no_plans_either() -> None:
    files = csv_files(good_report())
    measures = opened(good_book())["施策"]
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in measures.values]
    files["施策.csv"] = "\r\n".join(lines).encode()
    reading = read_plan_files(files)
    assert [(each.rule, each.cell.file) for each in reading.findings] == [("sheet_unknown", "施策.csv")]
    assert "measures" not in reading.submitted


def test_the_marked_copy_of_a_report_is_the_report() -> None:
    content = filled_in(good_report(), {("KPI実績", "B-430005-01-K1", HALF): {"参考：期待値": "書き換え"}})
    findings = read_plan_files({"x.xlsx": content}).findings
    assert rules(marked_copy("x.xlsx", content, findings)) == rules(content)


@given(st.text(max_size=900))
def test_a_reference_is_cut_once_and_for_all(text: str) -> None:
    shown = reference_text(text)
    assert len(shown) <= 600
    assert reference_text(shown) == shown
