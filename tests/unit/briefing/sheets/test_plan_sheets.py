"""What sheets of plans, of progress and of changes say, whatever is asked for."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.selection import Selection
from briefing.contents import MOST_MESSAGES, KeyNumbers, Sheet, Table, Words
from briefing.layout.pages import laid_out
from briefing.layout.papers import PRINTED
from briefing.sheets.kinds import sheets
from briefing.sheets.request import SheetNotPossible, SheetRequest, SheetSource
from domain.codelist import codelist
from geo.boundaries import shipped_boundaries
from tests.demo_halves import demo_halves
from tests.plan_snapshots import plan_allocation

KINDS = ("progress", "changes")
AREAS = ("japan", *codelist("block").codes, "430005", "410004", "434043", "010006")
PLANS = ("DEMO-A-chubu-01", "DEMO-A-kinki-01", "DEMO-B-010006-01", "DEMO-C-012181-01", "DEMO-C-232386-01")


def some(vocabulary: str, most: int) -> st.SearchStrategy[tuple[str, ...]]:
    order = codelist(vocabulary).position
    return st.lists(st.sampled_from(codelist(vocabulary).codes), max_size=most, unique=True).map(
        lambda codes: tuple(sorted(codes, key=order.__getitem__))
    )


SELECTIONS = st.builds(
    Selection,
    area=st.sampled_from(AREAS),
    fields=some("strategic_field", 2),
    plan_types=some("plan_type", 1),
    statuses=some("project_status", 1),
    grades=some("kpi_grade", 1),
    alerts=some("alert", 1),
    text=st.sampled_from(("", "架空", "無い語句")),
)


EVERYTHING = Selection()


def made(kind: str, selection: Selection = EVERYTHING, plan: str = "", **changed: Any) -> tuple[Sheet, ...]:
    source = replace(demo_halves().source, **changed)
    return sheets(source, SheetRequest(kind, selection, plan))


def tables(sheet: Sheet) -> list[Table]:
    return [block for block in sheet.leaves() if isinstance(block, Table)]


def words(sheet: Sheet) -> str:
    """Everything that a sheet says in tables, numbers, boxes, title and messages."""
    found = [sheet.title, *sheet.messages]
    for block in sheet.leaves():
        match block:
            case Table() as each:
                found += [each.title, *(cell for row in each.rows for cell in row)]
            case KeyNumbers() as each:
                found += [f"{item.label}{item.value}{item.unit}" for item in each.items]
            case Words() as each:
                found += each.paragraphs
    return "\n".join(found)


def _of_kpis(sheet: Sheet) -> list[str]:
    """What title, messages and headline numbers tell of KPIs: counts, and no percentage of them."""
    if sheet.kind != "progress":
        return []
    numbers = [block for block in sheet.leaves() if isinstance(block, KeyNumbers)]
    told = [f"{item.value}{item.unit}{item.lines}" for each in numbers for item in each.items]
    return [sheet.title, *sheet.messages, *told]


def check(sheet: Sheet) -> None:
    """What holds of every page."""
    assert sheet.title
    assert len(sheet.messages) <= MOST_MESSAGES
    assert not any("平均" in text or "％" in text for text in _of_kpis(sheet))
    assert "nan" not in words(sheet).lower()
    assert sheet.fiction
    for table in tables(sheet):
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert all(row < len(table.rows) and column < len(table.columns) for row, column in table.marks)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(selection=SELECTIONS)
def test_any_selection_has_sound_pages_or_a_sentence_why_not(kind: str, selection: Selection) -> None:
    pages: tuple[Sheet, ...] = ()
    with contextlib.suppress(SheetNotPossible):
        pages = made(kind, selection)
    for sheet in pages:
        check(sheet)
    if kind == "progress" and pages:
        (by_grade,) = (table for table in tables(pages[0]) if table.title.startswith("計算した評価別"))
        for row in by_grade.rows:
            *counts, whole = (int(cell.replace(",", "")) for cell in row[1:])
            assert sum(counts) == whole


@pytest.mark.parametrize("paper", PRINTED.values(), ids=PRINTED)
@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_has_one_page_or_two(plan: str, paper: Any) -> None:
    pages = made("plan", plan=plan)
    assert 1 <= len(pages) <= 2
    for sheet in pages:
        check(sheet)
        laid_out(sheet, paper)
    assert any("施策" in table.title for sheet in pages for table in tables(sheet))


def test_a_small_plan_has_all_on_one_page() -> None:
    (sheet,) = made("plan", plan="DEMO-C-012181-01")
    titles = " ".join(table.title for table in tables(sheet))
    assert all(word in titles for word in ("KPI", "施策の5W1Hと点検", "投資案件"))


def test_the_three_signals_of_a_plan_stand_apart() -> None:
    computed, judged, fresh = made("plan", plan="DEMO-A-chubu-01")[0].messages
    assert computed.startswith("計算した評価: ")
    assert judged.startswith("報告者の判断: ")
    assert fresh.startswith("データの鮮度: ")
    assert not any(entry.label_ja in fresh for entry in codelist("judged_status"))


def test_grades_are_told_by_letter_shape_and_word_on_their_colour() -> None:
    grades = {
        f"{entry.more['letter']}{entry.more['shape']} {entry.label_ja}": entry.more["colour"]
        for entry in codelist("kpi_grade")
    }
    found = 0
    for kind in ("plan", "progress"):
        for sheet in made(kind, plan="DEMO-A-kinki-01"):
            for table in tables(sheet):
                for (row, column), mark in table.marks.items():
                    told = table.rows[row][column].removesuffix("（新たに）")
                    told = told if told in grades else table.columns[column].heading
                    assert grades[told] == mark.colour
                    found += 1
    assert found > 10


def test_the_half_is_named_with_both_years() -> None:
    for kind, plan in (("plan", PLANS[0]), ("progress", ""), ("changes", "")):
        assert "令和8年度上期（2026年度上期）" in made(kind, plan=plan)[0].subject


def test_title_of_progress_counts_what_lacks_cause_or_action() -> None:
    assert (
        made("progress")[0].title == "KPI 648件のうち遅れは32件、要対応の134件のうち123件は原因か対応が未記入"
    )


@pytest.mark.parametrize(
    ("kind", "plan", "changed", "sentence"),
    [
        ("plan", "", {}, "計画を選ぶと作れます。"),
        ("plan", "NONE", {}, "この計画は登録されていないか、この取扱区分では見られません。"),
        ("changes", "", {"before": None}, "比べられる前の半期がありません。"),
    ],
)
def test_what_cannot_be_made_says_why(kind: str, plan: str, changed: dict[str, Any], sentence: str) -> None:
    with pytest.raises(SheetNotPossible, match=sentence):
        made(kind, plan=plan, **changed)


def test_without_plans_or_reports_there_is_no_progress() -> None:
    bare = SheetSource(plan_allocation({}), None, shipped_boundaries())
    with pytest.raises(SheetNotPossible, match="計画が登録されていません"):
        sheets(bare, SheetRequest("progress", Selection()))
    with pytest.raises(SheetNotPossible, match="当てはまる計画のKPIがない"):
        made("progress", Selection(text="無い語句"))


def test_totals_that_stand_still_share_the_page_of_plans_and_kpis() -> None:
    (sheet,) = made("changes", Selection("310000"))
    assert sheet.title == "投資額554億円、案件数11件とも増減なし、内容の変わった計画は2件"
    assert sheet.messages[0] == "新規、増額、減額、取下げの案件はない。"
    assert [table.title.partition("（")[0] for table in tables(sheet)][:2] == ["増減の内訳", "評価の動き"]


def test_what_changed_of_plans_has_a_page_of_its_own() -> None:
    money, plans = made("changes", Selection("kyushu"))
    assert "投資額は" in money.title
    assert plans.title.startswith("内容の変わった計画は")
    assert any(row[0] == "改訂（第1版 → 第2版）" for row in tables(plans)[-1].rows)
