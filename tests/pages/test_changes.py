"""変更点: bridge, lists, grades and plans between two halves; one plan's difference; nothing to compare."""

from __future__ import annotations

import re

import pytest

from tests.builders import IMARI
from tests.pages.conftest import html_of
from tests.two_halves import (
    ADDED,
    NOW,
    REASON,
    TARGET_REASON,
    THEN,
    A,
    B,
    C,
    two_halves_in_use,
    two_halves_url,
)

__all__ = ["two_halves_in_use", "two_halves_url"]


def changes(run, **parameters: str):
    return run("changes", {name: [value] for name, value in parameters.items()})


def lines(app) -> dict[str, tuple[str, str]]:
    """By name of a step, the words for its amount and its number of projects."""
    table = re.search(r'<table class="plain bridge">.*?</table>', html_of(app), re.S)[0]
    rows = re.findall(r"<tr.*?</tr>", table, re.S)[1:]
    cells = [
        [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)] for row in rows
    ]
    return {row[0]: (row[1], row[3]) for row in cells}


def cards(app) -> list[str]:
    return re.findall(r'<div class="value">(.*?)</div>', html_of(app))


@pytest.mark.usefixtures("two_halves_in_use")
def test_the_newest_half_is_compared_with_the_one_before(run):
    app = changes(run)
    assert [box.value for box in app.selectbox if box.label in ("はじめ", "おわり")] == [THEN, NOW]
    assert lines(app) == {
        "令和7年度下期時点": ("1,275億円", "12件"),
        "新規": ("＋430億円", "＋4件"),
        "増額": ("＋30億円", "±0件"),
        "減額": ("▲20億円", "±0件"),
        "取下げ": ("▲45億円", "▲2件"),
        "区域・分野の変更": ("±0円", "±0件"),
        "金額公表の変化": ("＋7億円", "±0件"),
        "令和8年度上期時点": ("1,677億円", "14件"),
    }
    assert cards(app) == [
        "1,275億<small>円</small>",
        "1,677億<small>円</small>",
        "＋402億<small>円</small>",
        "＋2<small>件</small>",
    ]
    words = html_of(app)
    assert "金額公表 11／12件" in words
    assert "うち金額非公表 1件" in words


@pytest.mark.usefixtures("two_halves_in_use")
def test_all_changes_are_listed_until_a_step_is_chosen(run):
    listed = changes(run).dataframe[0].value
    assert listed["投資額の増減（億円）"].to_list()[:3] == [200, 130, 100]
    assert len(listed) == 9
    withheld = listed[listed["案件名"] == "額を示さない案件"].iloc[0]
    assert (withheld["おわりの額"], withheld["件数の増減（件）"]) == ("非公表", 1)
    app = changes(run, step="withdrawn")
    assert app.dataframe[0].value["案件名"].to_list() == ["取り下げる案件", "消える案件"]
    assert 'aria-current="true"' in html_of(app)
    assert changes(run, step="increased").dataframe[0].value["理由"].to_list() == [REASON]
    assert changes(run, step="decreased").dataframe[0].value["理由"].to_list() == ["理由の記載なし"]


@pytest.mark.usefixtures("two_halves_in_use")
def test_filters_decide_what_is_compared(run):
    app = run("changes", {"municipality": [IMARI]})
    assert lines(app)["区域・分野の変更"] == ("＋130億円", "＋1件")
    assert "所在地: 熊本県 大津町 → 佐賀県 伊万里市" in app.dataframe[0].value["理由"].to_list()


@pytest.mark.usefixtures("two_halves_in_use")
def test_nothing_selected_says_so(run):
    app = run("changes", {"prefecture": ["010006"]})
    assert "どちらの半期にもありません" in app.info[0].value


@pytest.mark.usefixtures("two_halves_in_use")
@pytest.mark.parametrize("given", [{"from": NOW}, {"to": THEN}, {"to": "2031H1"}, {"from": "いつか"}])
def test_halves_that_cannot_be_compared_are_told(run, given):
    app = changes(run, **given)
    assert "は比べられません" in html_of(app)
    assert lines(app)["新規"] == ("＋430億円", "＋4件")


@pytest.mark.usefixtures("two_halves_in_use")
def test_a_registry_looked_at_as_of_its_first_half_still_compares(run):
    app = run("changes", {"period": [THEN]})
    assert "令和8年度上期時点" in lines(app)


def test_a_registry_of_one_half_has_nothing_to_compare(run):
    app = run("changes")
    assert "比べられる半期が二つありません。いま登録があるのは令和7年度下期だけです。" in html_of(app)
    assert not app.dataframe


@pytest.mark.usefixtures("two_halves_in_use")
def test_grades_that_moved_stand_apart_from_what_came_and_went(run):
    app = changes(run)
    words = html_of(app)
    assert "▲ 良くなった 1件、▼ 悪くなった 1件" in words
    assert re.search(r"新しいKPI</th><td>3</td>", words)
    assert re.search(r"終わったKPI</th><td>1</td>", words)
    moved = app.dataframe[1].value
    assert moved["動き"].to_list() == ["▼ 悪くなった", "▲ 良くなった", *["新しいKPI"] * 3, "終わったKPI"]
    assert moved["注"].to_list()[:2] == ["", "目標が変わった"]
    assert moved["評価"].to_list()[0] == "B◇ 概ね順調 → D× 遅れ"


@pytest.mark.usefixtures("two_halves_in_use")
def test_plans_that_changed_are_listed_and_opened(run):
    app = changes(run)
    plans = app.dataframe[2].value
    assert plans["変更"].to_list() == ["改訂", "内容の変更", "新しい計画"]
    assert plans["版"].to_list() == ["第1版 → 第2版", "第1版", "— → 第1版"]
    assert plans.iloc[0]["変わった項目"] == "目標"


# --- one plan


@pytest.mark.usefixtures("two_halves_in_use")
def test_the_difference_of_a_plan_marks_words_areas_and_targets(run):
    words = html_of(changes(run, plan=B))
    assert (
        "10年で売上を<del>2倍</del><ins>3倍</ins>にする" in words
        or "<del>2</del><ins>3</ins>倍にする" in words
    )
    assert "第1版（2026年5月15日公表）" in words
    assert "第2版（2026年8月1日改訂）" in words
    assert "data:image/svg+xml;base64," in words
    assert re.search(r"＋ 加わった</dt><dd>佐賀県 伊万里市（1市区町村）", words)
    assert re.search(r"－ 外れた</dt><dd>熊本県 大津町（1市区町村）", words)
    assert "<del>200</del> → <ins>230</ins>" in words
    assert TARGET_REASON in words
    assert "（KPIの注意の欄）" in words
    assert "全体の変更点に戻る" in words


@pytest.mark.usefixtures("two_halves_in_use")
def test_kpis_that_came_and_went_without_a_reason_say_so(run):
    words = html_of(changes(run, plan=C))
    assert "新しい指標" in words
    assert "理由の記載なし" in words
    assert "加わった市区町村、外れた市区町村はありません" in words
    assert "計画の本文と目標値の変更はありません" in words


@pytest.mark.usefixtures("two_halves_in_use")
@pytest.mark.parametrize(
    ("plan_id", "told"),
    [(A, "内容の変更はありません"), (ADDED, "新しく加わった計画です")],
)
def test_a_plan_that_did_not_change_or_is_new_says_so(run, plan_id, told):
    assert told in changes(run, plan=plan_id).info[0].value


@pytest.mark.usefixtures("two_halves_in_use")
def test_a_plan_that_nobody_knows_is_told(run):
    words = html_of(changes(run, plan="<b>ない計画"))
    assert "リンクの計画「&lt;b&gt;ない計画」は、どちらの半期にも登録されていない" in words
    assert "全体の変更点に戻る" in words


@pytest.mark.usefixtures("two_halves_in_use")
@pytest.mark.parametrize("plan_id", ["", B, C, ADDED])
def test_the_public_sees_no_withheld_name_and_no_contact(run, plan_id):
    app = changes(run, plan=plan_id)
    shown = html_of(app) + "".join(table.value.to_string() for table in app.dataframe)
    for hidden in ("架空素材株式会社", "000-0000-0000", "試験の提出者"):
        assert hidden not in shown


@pytest.mark.usefixtures("two_halves_in_use")
def test_the_government_has_the_same_bridge(run, monkeypatch):
    public = lines(changes(run))
    monkeypatch.setenv("INVESTMAP_AUDIENCE", "government")
    assert lines(changes(run)) == public
