"""Tables and book of KPI進捗: headings with units, words instead of codes, the numbers of the page."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from analysis.allocation import Allocation
from analysis.progress_headline import headline
from analysis.selection import Selection
from analysis.totals import Breakdown
from briefing import progress_tables
from briefing.progress_book import progress_book
from briefing.spreadsheet import csv_bytes
from domain.codelist import codelist
from tests.builders import KUMAMOTO
from tests.plan_snapshots import plan_allocation
from tests.progress_rows import BEHIND, EMPTY, HALF, HOSTILE, LATE, SILENT, SMALL, TROUBLED, progress_rows
from tests.unit.analysis.judged_plans import allocation_of

EVERYTHING = Selection()
TABLES = [
    progress_tables.plan_progress_table,
    progress_tables.kpi_progress_table,
    progress_tables.poor_kpis_table,
    progress_tables.poor_measures_table,
    progress_tables.overdue_kpis_table,
    progress_tables.overdue_reports_table,
    progress_tables.promises_table,
    progress_tables.reached_table,
]


@pytest.fixture(scope="module")
def checked() -> Allocation:
    return allocation_of(progress_rows(), today=dt.date(2026, 11, 22), is_fictional=False)


def test_plans_are_lines_with_grades_in_columns(checked: Allocation) -> None:
    frame = progress_tables.plan_progress_table(checked, EVERYTHING).frame.set_index("計画ID")
    assert list(frame.index) == [TROUBLED, LATE, SMALL, EMPTY]
    line = frame.loc[TROUBLED]
    assert line[["半期", "最も悪い評価", "報告の判断", "判断の説明", "進捗報告"]].to_list() == [
        "令和8年度上期（2026年度上期）", "遅れ", "遅れ", "用地の契約が延びた", "提出済み",
    ]  # fmt: skip
    assert line[["KPI（指標）", "達成（指標）", "遅れ（指標）", "順調（指標）"]].to_list() == [2, 1, 1, 0]


def test_kpis_are_lines_in_words_with_the_values_of_the_grades(checked: Allocation) -> None:
    frame = progress_tables.kpi_progress_table(checked, EVERYTHING).frame.set_index("KPI ID")
    line = frame.loc[BEHIND]
    assert line[["KPI", "評価", "実績値", "進捗率（％）", "速報・確報", "実績の新しさ", "前の半期の評価"]].to_list() == [
        HOSTILE, "遅れ", 101, pytest.approx(4.0, abs=0.1), "確報", "最新", "順調",
    ]  # fmt: skip
    assert line["実績の半期"] == "令和8年度上期（2026年度上期）"
    assert frame.loc[SILENT, "注意点"] == "2回続けて実績なし"


def test_lists_have_the_numbers_of_the_cards(checked: Allocation) -> None:
    found = headline(checked, EVERYTHING, HALF)
    lengths = {make.__name__: len(make(checked, EVERYTHING).frame) for make in TABLES}
    assert lengths["poor_kpis_table"] == found.poor
    assert lengths["overdue_kpis_table"] == found.overdue
    assert lengths["overdue_reports_table"] == found.overdue_reports
    assert lengths["promises_table"] == found.promises.due + found.promises.not_due
    assert lengths["kpi_progress_table"] == found.kpis
    assert lengths["reached_table"] == found.by_grade[0]


def test_promise_stands_before_what_became_of_it(checked: Allocation) -> None:
    frame = progress_tables.promises_table(checked, EVERYTHING).frame
    assert list(frame.columns)[1:6] == ["約束した半期", "約束", "約束の内容", "約束の期限", "履行"]
    first = frame.iloc[0]
    assert first[["約束", "約束の内容", "履行", "点検結果", "原因", "対応"]].to_list() == [
        "ブラッシュアップ", "工程を組み直す", "未履行", "要改善", "用地が足りない", "施策の拡充",
    ]  # fmt: skip


def test_areas_have_the_counts_of_their_plans(checked: Allocation) -> None:
    frame = progress_tables.area_grades_table(checked, EVERYTHING, Breakdown.PREFECTURE).frame.set_index(
        "コード"
    )
    line = frame.loc[KUMAMOTO]
    assert line[["計画（件）", "KPI（指標）", "最も悪い評価", "遅れ（指標）"]].to_list() == [2, 4, "遅れ", 1]


@pytest.mark.parametrize("make", TABLES, ids=lambda make: make.__name__)
def test_no_code_of_ours_is_in_a_table(checked: Allocation, make) -> None:
    vocabularies = (
        "kpi_grade",
        "freshness",
        "progress_case",
        "promise_state",
        "review_action",
        "execution_status",
    )
    codes = {code for name in vocabularies for code in codelist(name).codes}
    frame = make(checked, EVERYTHING).frame
    assert not codes & {str(cell) for cell in frame.to_numpy().ravel()}
    assert csv_bytes(make(checked, EVERYTHING))


def test_fictional_tables_say_so_in_every_line() -> None:
    fictional = allocation_of(progress_rows(), today=dt.date(2026, 11, 22))
    for make in TABLES:
        frame = make(fictional, EVERYTHING).frame
        assert frame.columns[0] == "区分"
        assert set(frame["区分"]) <= {"架空"}


def test_book_opens_and_has_every_list(checked: Allocation) -> None:
    book = load_workbook(io.BytesIO(progress_book(checked, EVERYTHING, "http://localhost/kpi_progress")))
    assert book.sheetnames == [
        "説明", "計画の進捗", "KPI進捗", "要対応のKPI", "芳しくない施策", "未報告・遅延のKPI", "期限を過ぎた進捗報告",
        "約束の履行", "目標到達", "ブロック別のKPI", "都道府県別のKPI", "市区町村別のKPI",
    ]  # fmt: skip


def test_book_of_a_registry_without_plans_opens() -> None:
    assert load_workbook(io.BytesIO(progress_book(plan_allocation({}), EVERYTHING))).sheetnames[0] == "説明"
