"""The matrix, the card, the lists, the cards and the chips of KPI進捗, as HTML."""

import datetime as dt
import math
import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.kpi_progress import selected_progress
from analysis.plan_progress import plan_progress
from analysis.selection import Selection
from briefing import kpi_words
from domain.codelist import codelist
from tests.builders import kpi, kpi_value, plan
from tests.progress_rows import (
    BEHIND,
    EMPTY,
    HALF,
    HOSTILE,
    LATE,
    ON_TRACK,
    REACHED,
    SILENT,
    SLOW,
    SMALL,
    TROUBLED,
    progress_rows,
)
from tests.unit.analysis.judged_plans import allocation_of
from ui import attention_lists, kpi_card, kpi_matrix, kpi_table, progress_cards, progress_chips
from ui.progress_sections import asked_sheet
from ui.progress_view import ProgressView

EVERYTHING = Selection()


@pytest.fixture(scope="module")
def checked():
    return allocation_of(progress_rows(), today=dt.date(2026, 11, 22))


def view(shown: str = "matrix", kpi_id: str = "", selection: Selection = EVERYTHING) -> ProgressView:
    return ProgressView(selection, HALF, shown, kpi_id, "kpi_progress?list=x", "plan_record?plan=")


# --- words


def test_reckoned_values_have_the_decimals_of_the_kpi():
    whole = SimpleNamespace(baseline=0, target=1086, actual=387)
    assert kpi_words.reckoned(325.797, whole, "億円") == "326億円"
    assert kpi_words.reckoned(7.5, whole, "人") == "7.5人", "half a person is not rounded away"
    assert kpi_words.reckoned(27.8213, SimpleNamespace(baseline=31.8, target=18.5, actual=25.2)) == "27.8"
    assert kpi_words.reckoned(math.nan, whole) == "—"


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_reckoned_values_are_off_by_less_than_they_are_measured_in(number, digits):
    measured = SimpleNamespace(baseline=None, target=round(1 + 10**-digits, digits), actual=math.nan)
    shown = float(kpi_words.reckoned(number, measured).replace(",", ""))
    assert abs(shown - number) <= 0.5 * 10**-digits * (1 + 1e-9)


# --- the matrix


def test_matrix_has_a_line_a_plan_and_a_mark_a_kpi(checked):
    html = kpi_matrix.html(checked, view(), 1)
    assert re.findall(r'href="plan_record\?plan=([^"]+)"', html) == [TROUBLED, LATE, SMALL, EMPTY]
    opened = re.findall(r'href="kpi_progress\?list=x&amp;kpi=([^"]+)"', html)
    assert opened == [BEHIND, REACHED, SLOW, ON_TRACK, SILENT]
    labels = codelist("kpi_grade")
    for grade in ("achieved", "on_track", "slightly_behind", "behind", "not_assessable"):
        assert f'aria-label="{labels.label(grade)}"' in html
    assert "KPIの登録なし" in html
    assert "実績 101億円<br>期待 " in html
    assert '<span class="missing">未報告・遅延 3回分</span>' in html


def test_matrix_shows_the_judgement_apart_and_what_has_not_come(checked):
    html = kpi_matrix.html(checked, view(), 1)
    assert '<span title="用地の契約が延びた">遅れ</span>' in html
    assert '<span class="missing">期限超過</span>' in html


def test_what_came_from_a_file_is_shown_and_not_run(checked):
    pages = [
        kpi_matrix.html(checked, view(kpi_id=BEHIND), 1),
        attention_lists.html(checked, view("attention"), 1),
    ]
    for html in pages:
        assert "<img src=x" not in html
        assert "&lt;img src=x" in html


def test_card_opens_under_the_plan_and_the_mark_closes_it(checked):
    html = kpi_matrix.html(checked, view(kpi_id=SLOW), 1)
    line = html.index(f"plan_record?plan={LATE}")
    card = html.index('<tr class="opened">')
    assert line < card < html.index(f"plan_record?plan={SMALL}")
    assert 'class="kpi chosen" href="kpi_progress?list=x" aria-expanded="true"' in html


def test_sheets_have_every_plan_once_and_find_the_plan_of_a_kpi():
    count = kpi_matrix.PLANS_A_SHEET + 3
    rows = {
        "plans": [plan(f"B-{at:02}", published_date="2025-04-01") for at in range(count)],
        "kpis": [kpi(f"K-{at}", f"B-{at:02}") for at in range(count)],
        "kpi_values": [kpi_value("K-7", value=199)],
    }
    many = allocation_of(rows)
    sheets = [kpi_matrix.html(many, view(), number) for number in (1, 2)]
    found = [re.findall(r'href="plan_record\?plan=([^"]+)"', sheet) for sheet in sheets]
    assert [len(part) for part in found] == [kpi_matrix.PLANS_A_SHEET, 3]
    assert sorted([*found[0], *found[1]]) == [f"B-{at:02}" for at in range(count)]
    assert found[0][0] == "B-07", "the one that can be assessed comes before those that cannot"
    assert kpi_matrix.sheet_of(many, EVERYTHING, HALF, f"K-{count - 1}") == 2
    assert kpi_matrix.sheet_of(many, EVERYTHING, HALF, "K-unknown") == 0


@pytest.mark.parametrize(
    ("asked", "otherwise", "sheet"),
    [
        ("", 0, 1),
        ("", 3, 3),
        ("2", 3, 2),
        ("0", 0, 1),
        ("99", 0, 4),
        ("-1", 0, 1),
        ("二", 0, 1),
        ("9" * 40, 0, 1),
    ],
)
def test_sheet_of_a_link_stays_within_those_there_are(asked, otherwise, sheet):
    assert asked_sheet(asked, 4, otherwise) == sheet


# --- the card


def test_card_says_everything_of_a_kpi(checked):
    html = kpi_card.html(checked, view(kpi_id=BEHIND))
    for said in (
        "区域の事業所の売上の合計", "億円", "売上・アウトカム", "▲ 増やす", "100億円（2025年3月31日）", "200億円（2031年3月31日）",
        "半年、架空の調査", "令和7年度下期", "令和8年度上期", "118", "確報（2026年3月31日）", "進捗率 4.0％", "通常: ",
        "基準値から目標値までの道のり", "達成率（参考）", "80.8％（実績値÷期待値。評価には使わない）", "見通しであり、評価ではない",
        "最新", "施策 M-1", "遅延・要改善", "原因 用地・インフラ: 用地が足りない", "対応 施策の拡充: 候補地を加える（2027年3月31日まで）",
    ):  # fmt: skip
        assert said in html, said
    assert f"plan_record?plan={TROUBLED}" in html


def test_card_of_a_silent_kpi_says_what_is_missing(checked):
    html = kpi_card.html(checked, view(kpi_id=SILENT))
    for said in (
        "実績の報告なし",
        "実績値なし: ",
        "未報告・遅延 3回分",
        "このKPIに結び付けた施策はない",
        "報告なし",
    ):
        assert said in html, said
    assert "見通し" not in html
    assert kpi_card.html(checked, view(kpi_id="K-unknown")) == ""


def test_card_tells_preliminary_values_and_marks(checked):
    html = kpi_card.html(checked, view(kpi_id=SLOW))
    assert "速報（2026年9月30日）" in html
    assert "速報値: 速報のため、評価が改まることがある" in html
    assert "目標値を超過" in kpi_card.html(checked, view(kpi_id=REACHED))


# --- the lists


def test_attention_marks_what_is_not_explained(checked):
    html = attention_lists.html(checked, view("attention"), 1)
    first, second = html.split("<h2>点検が芳しくない施策")
    assert first.index(f"kpi={BEHIND}") < first.index(f"kpi={SLOW}")
    assert first.count("原因の記載なし") == first.count("対応の記載なし") == 1
    assert "用地・インフラ: 用地が足りない" in first
    assert first.count("新たに要対応") == 2
    assert "施策 M-1" in second


def test_promises_come_broken_ones_first(checked):
    html = attention_lists.html(checked, view("promises"), 1)
    assert html.index("工程を組み直す（2026年9月30日まで）") < html.index("窓口を増やす")
    states = re.findall(r">(未履行|履行|点検なし|期限前)<", html)
    assert states == ["履行", "未履行", "点検なし", "点検なし", "履行"], (
        "heading; M-1; M-3 and its check; M-2"
    )
    assert "令和7年度下期の点検" in html


def test_overdue_and_reached_lists(checked):
    overdue = attention_lists.html(checked, view("overdue"), 1)
    assert f"kpi={SILENT}" in overdue
    assert "一度も報告なし" in overdue
    assert overdue.count("2026年10月31日") == 2, "the day reports were due, for each plan without one"
    reached = attention_lists.html(checked, view("reached"), 1)
    assert re.findall(r"kpi=([^\"]+)\"", reached) == [REACHED]
    assert "この半期に到達" in reached


def test_empty_lists_say_what_that_means(checked):
    nothing = view("attention", selection=replace(EVERYTHING, grades=("on_track",)))
    html = attention_lists.html(checked, nothing, 1)
    assert "やや遅れ・遅れのKPIはありません。" in html
    assert "<table" not in html


@pytest.mark.parametrize("shown", ["attention", "overdue", "promises", "reached"])
def test_lists_of_a_half_without_records_are_empty_and_not_broken(checked, shown):
    early = replace(view(shown), half="2024H1")
    assert attention_lists.html(checked, early, 1)


# --- cards, chips, the table


def test_cards_say_the_numbers_and_the_half_before(checked):
    words = "".join(progress_cards.cards(checked, EVERYTHING, HALF))
    for said in (
        '5<small>指標／3計画', "最も悪い D× 遅れ 1指標", "改善 0・悪化 1指標", '2<small>指標', "うち新たに 2指標",
        "原因か対応の記載なし 1指標", "令和7年度下期は 0指標", "進捗報告の期限超過 2計画", '1<small>／2件', "未履行 1・点検なし 0件",
    ):  # fmt: skip
        assert said in words, said
    assert words.count("令和8年度上期") == 4


def test_chips_count_what_a_press_would_show(checked):
    for code, number in progress_chips.grade_numbers(checked, EVERYTHING, HALF).items():
        assert number == len(selected_progress(checked, replace(EVERYTHING, grades=(code,)), HALF))
    asked = replace(EVERYTHING, grades=("behind",))
    assert progress_chips.grade_numbers(checked, asked, HALF) == progress_chips.grade_numbers(
        checked, EVERYTHING, HALF
    )
    assert progress_chips.alert_numbers(checked, EVERYTHING, HALF)["no_value_twice"] == 1


def test_table_has_every_kpi_and_the_same_words(checked):
    table, ids = kpi_table._table(checked, EVERYTHING, HALF)
    assert ids == (BEHIND, SLOW, ON_TRACK, REACHED, SILENT)
    lines = table.to_pylist()
    assert [line["評価"] for line in lines][::4] == ["D× 遅れ", "N－ 評価困難"]
    assert lines[0]["KPI"] == HOSTILE
    assert lines[-1]["実績値"] is None
    assert lines[-1]["新しさ"] == "未報告・遅延"
    assert f"期待 {lines[0]['期待値']:g}億円" in kpi_matrix.html(checked, view(), 1)


def test_plans_of_the_matrix_are_those_of_the_selection(checked):
    asked = replace(EVERYTHING, freshness=("overdue",))
    html = kpi_matrix.html(checked, view(selection=asked), 1)
    assert list(plan_progress(checked, asked, HALF)["plan_id"]) == [SMALL]
    assert re.findall(r"kpi=([^\"]+)\"", html) == [SILENT]
