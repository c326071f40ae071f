"""Tables of what changed: the same numbers as the analysis, in words, with what is withheld left empty."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from analysis.allocation import Allocation, allocate
from analysis.selection import Selection
from briefing.change_book import change_book
from briefing.change_tables import (
    bridge_list_table,
    bridge_table,
    changed_plans_table,
    composition_table,
    grade_movement_table,
    moved_kpis_table,
    plan_changes_table,
)
from briefing.spreadsheet import csv_bytes
from tests.plan_snapshots import plan_records
from tests.two_halves import BRIDGE, NOW, REASON, THEN, B, rows_now, rows_then

ALL = Selection()


@pytest.fixture(scope="module")
def two_halves() -> tuple[Allocation, Allocation]:
    before, after = (
        allocate(plan_records(rows, period=half)) for rows, half in ((rows_then(), THEN), (rows_now(), NOW))
    )
    return before, after


def test_the_bridge_stands_line_by_line_with_a_sign_of_fiction(two_halves):
    frame = bridge_table(*two_halves, ALL).frame
    assert list(zip(frame["案件数（件）"], frame["投資額（円）"], strict=True)) == list(BRIDGE.values())
    assert set(frame["区分"]) == {"架空"}
    assert frame.loc[frame["増減"] == "減額", "投資額（億円）"].item() == -20


def test_the_list_tells_withheld_from_zero_and_gives_reasons(two_halves):
    frame = bridge_list_table(*two_halves, ALL).frame.set_index("案件ID")
    assert frame.loc["X-1", ["はじめの額（億円）", "おわりの額（億円）", "理由"]].to_list() == [
        100,
        130,
        REASON,
    ]
    assert frame.loc["X-8", ["投資額の増減（億円）", "おわりの額（億円）"]].isna().all()
    assert frame.loc["X-8", ["はじめの扱い", "おわりの扱い"]].to_list() == ["登録なし", "非公表"]
    assert frame.loc["X-3", ["はじめの扱い", "おわりの扱い"]].to_list() == ["計上", "条件の外"]
    line = next(
        line for line in csv_bytes(bridge_list_table(*two_halves, ALL)).decode().splitlines() if "X-8" in line
    )
    assert ",非公表,新しく登録された,,," not in line
    assert ",1,,,登録なし,,非公表," in line


def test_grades_then_and_now_stand_in_a_matrix_and_composition_apart(two_halves):
    frame = grade_movement_table(*two_halves, ALL).frame.set_index("はじめの評価")
    assert frame.loc["B 概ね順調", "おわり D 遅れ（件）"] == 1
    assert frame["計（件）"].sum() == 5
    composition = composition_table(*two_halves, ALL).frame.set_index("構成の変化")
    assert composition.loc["新しいKPI", ["評価の時点", "計（件）"]].to_list() == ["おわり", 3]
    assert composition.loc["終わったKPI", ["評価の時点", "計（件）"]].to_list() == ["はじめ", 1]
    kpis = moved_kpis_table(*two_halves, ALL).frame.set_index("KPI ID")
    assert kpis.loc[f"{B}-K1", ["動き", "おわりの評価", "基準値・目標の変更"]].to_list() == [
        "良くなった",
        "S 達成",
        "あり",
    ]


def test_plans_that_changed_and_every_field_of_one(two_halves):
    plans = changed_plans_table(*two_halves, ALL).frame.set_index("計画ID")
    assert plans.loc[B, ["変更", "はじめの版", "おわりの版", "変わった項目"]].to_list() == [
        "改訂",
        1,
        2,
        "目標",
    ]
    fields = plan_changes_table(*two_halves, B).frame
    target = fields[fields["項目"] == "目標値"].iloc[0]
    assert target[["表", "変更", "はじめ", "おわり"]].to_list() == ["KPI", "変更", "200", "230"]
    assert set(fields.loc[fields["表"] == "区域", "変更"]) == {"追加", "取下げ"}


@pytest.mark.parametrize(
    ("plan_id", "sheets"),
    [
        (
            "",
            [
                "説明",
                "増減の内訳",
                "増減の案件",
                "KPIの評価の動き",
                "KPIの評価別の件数",
                "KPIの構成の変化",
                "KPI",
                "変わった計画",
            ],
        ),
        (B, ["説明", "計画の変更"]),
    ],
)
def test_the_book_says_which_halves_it_compares_and_how(two_halves, plan_id, sheets):
    book = load_workbook(io.BytesIO(change_book(*two_halves, ALL, "https://example.jp/", plan_id)))
    assert book.sheetnames == sheets
    told = {row[0]: row[1] for row in book["説明"].iter_rows(values_only=True)}
    assert told["比べた半期"] == "令和7年度下期（2025年度下期）から令和8年度上期（2026年度上期）まで"
    assert "増減の数え方" in told
    assert told["この表示のリンク"] == "https://example.jp/"
