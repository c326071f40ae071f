"""The words for reports that are not public yet: which half, of how many plans, when, and what is judged by meanwhile."""

from __future__ import annotations

import datetime as dt

import pytest

from analysis.allocation import Allocation, allocate
from analysis.selection import Selection
from briefing.answer_book import explanation_table
from briefing.change_tables import halves_in_words
from briefing.documents import coded_sheets
from briefing.progress_tables import overdue_reports_table
from briefing.sheets import changed_plans
from briefing.sheets.request import Origin, SheetRequest, SheetSource
from briefing.unpublished_words import unpublished_note, unpublished_sentences
from geo.boundaries import shipped_boundaries
from tests.plan_snapshots import plan_records
from tests.progress_rows import BEFORE, HALF, LATE, SMALL, TROUBLED, progress_rows

TODAY = dt.date(2026, 11, 22)
EVERYTHING, KUMAMOTO = Selection(), Selection("430005")


def on_the_eve(half: str = HALF) -> Allocation:
    rows = progress_rows()
    for name in ("progress_reports", "measure_reviews", "kpi_values"):
        rows[name] = [row for row in rows[name] if row["period"] < half]
    return allocate(plan_records(rows, unpublished={half: (LATE, SMALL, TROUBLED)}), TODAY)


def test_sentence_says_all_that_can_be_said() -> None:
    assert unpublished_sentences(on_the_eve(), EVERYTHING) == (
        "令和8年度上期の進捗報告（3計画）は公表前です（公表日 2026年12月25日）。"
        "KPIの評価、施策の点検、報告の判断は、公表済みの令和7年度下期のものです。",
    )
    assert unpublished_note(on_the_eve(), KUMAMOTO) == (
        "令和8年度上期の進捗報告（2計画）は公表前のため含まない（公表日 2026年12月25日）。",
    )


def test_half_without_a_reporting_period_has_no_day() -> None:
    assert "公表日は未定" in unpublished_sentences(on_the_eve("2060H1"), EVERYTHING)[0]


def test_where_everything_is_public_nothing_is_said() -> None:
    public = allocate(plan_records(progress_rows()), TODAY)
    assert unpublished_sentences(public, EVERYTHING) == unpublished_note(public, EVERYTHING) == ()


def test_books_say_it_in_their_explanation_and_list_no_such_report_as_overdue() -> None:
    told = explanation_table(on_the_eve(), EVERYTHING).frame
    assert told.loc[told["項目"] == "公表前の報告", "内容"].to_list() == list(
        unpublished_sentences(on_the_eve(), EVERYTHING)
    )
    overdue = overdue_reports_table(on_the_eve(), EVERYTHING).frame
    assert "令和8年度上期" not in overdue.to_csv()


@pytest.mark.parametrize(("kind", "of"), [("progress", "（3計画）"), ("plan", "")])
def test_sheets_say_it_in_their_foot(kind: str, of: str) -> None:
    source = SheetSource(on_the_eve(), None, shipped_boundaries(), Origin("public", 1))
    request = SheetRequest(kind, EVERYTHING, plan=TROUBLED if kind == "plan" else "")
    for sheet in coded_sheets(source, request):
        told = [note for note in sheet.foot.notes if "公表前のため含まない" in note]
        assert told == ["令和8年度上期の進捗報告" + of + "は公表前のため含まない（公表日 2026年12月25日）。"]
        assert "令和7年度下期" in sheet.subject


def test_two_halves_that_are_compared_are_those_asked_for() -> None:
    before = allocate(plan_records(progress_rows(), period=BEFORE), TODAY)
    words = halves_in_words(before.records, on_the_eve().records)
    assert words.count("令和7年度下期") == words.count("令和8年度上期") == 1


def test_the_sheet_of_changed_plans_tells_of_no_grade_that_stayed() -> None:
    rows = progress_rows()
    for name in ("progress_reports", "measure_reviews", "kpi_values"):
        rows[name] = [row for row in rows[name] if row["period"] < HALF]
    before = allocate(plan_records(rows, period=BEFORE), TODAY)
    source = SheetSource(on_the_eve(), before, shipped_boundaries(), Origin("public", 1))
    (first,) = coded_sheets(source, SheetRequest("plan", EVERYTHING, plan=TROUBLED))[:1]
    ends = ("令和7年度下期", "令和8年度上期")
    (sheet,) = changed_plans.sheets(before, on_the_eve(), EVERYTHING, first, ends)
    assert sheet.title.endswith("KPI 5件の評価の動きは公表前")
    assert "KPIの評価: 公表前5件。" in sheet.messages
    assert "変わらない" not in "".join(sheet.messages)
