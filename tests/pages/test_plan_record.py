"""計画カルテ of a plan that has been checked: three signals apart, KPIs, measures, reports, versions."""

import re
from pathlib import Path

import pytest

from registry.database import SubmissionFacts
from tests.builders import review, submitted_tables
from tests.pages.conftest import html_of
from tests.pages.plan_registries import plans_in_use, plans_url
from tests.two_halves import NOW, THEN, A, B, C, registry_of_two_halves

__all__ = ["plans_in_use", "plans_url"]

PROMISE = {"action": "refine", "action_text": "公募の回数を増やす", "action_due": "2026-09-30"}
POOR = {"execution": "delayed", "result": "partly_late", "cause_kind": "people", "cause": "担当が足りない"}


@pytest.fixture(scope="module")
def checked_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    registry = registry_of_two_halves(
        f"sqlite:///{tmp_path_factory.mktemp('halves')}/halves.sqlite",
        label="試験（架空）",
        is_fictional=True,
    )
    rows = {
        "measure_reviews": [
            review(f"{A}-M1", THEN, **PROMISE),
            review(f"{A}-M1", NOW, **POOR, action="expand"),
        ]
    }
    facts = SubmissionFacts("試験の提出者", NOW, "2026-09", received_at="2026-10-25T09:00:00+09:00")
    registry.accept(submitted_tables(rows), {}, facts)
    return registry.url


@pytest.fixture(autouse=True)
def checked(checked_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INVESTMAP_REGISTRY", checked_url)


def record(run, plan_id: str, **parameters: str) -> str:
    return html_of(
        run("plan_record", {"plan": [plan_id]} | {name: [value] for name, value in parameters.items()})
    )


def signal(words: str, name: str) -> str:
    return re.search(rf"<section><h3>{name}</h3>.*?</section>", words, re.S)[0]


def test_signals_stand_apart(run):
    words = record(run, A)
    computed, judged, fresh = (
        signal(words, name) for name in ("計算した進捗", "報告者の判断", "データの鮮度")
    )
    assert "<b>D</b>" in computed
    assert "報告なし" in judged
    assert "最後の報告（令和7年度下期）" in judged
    assert "順調" in judged
    assert "KPIの実績:" in fresh
    assert 'class="grade"' not in judged + fresh, "grades are computed, and only computed"
    assert 'class="judged' not in computed + fresh


def test_kpi_has_both_grades_the_chart_and_the_outlook_as_such(run):
    words = record(run, A)
    card = re.search(r'<section class="kpi"><h3>指標 A-kyushu-01-K1.*?</section>', words, re.S)[0]
    assert list(re.findall(r"<b>([SABCDN])</b>", card)) == ["D", "B"]
    assert "前の半期" in card
    assert "<dt>見通し（評価ではない）</dt>" in card
    assert 'src="data:image/svg+xml;base64,' in card
    assert "指標 A-kyushu-01-K1の推移。基準値 100億円、目標値 200億円。" in card
    assert "区域の事業所の売上の合計" in words
    assert "半年、架空の調査" in words


def test_measure_begins_with_the_promise_and_its_fate(run):
    words = record(run, A)
    section = re.search(rf"<section><h3>(?:(?!</section>).)*施策 {A}-M1.*?</section>", words, re.S)[0]
    assert re.findall(r"<dt>([^<]*)</dt>", section)[0] == "令和7年度下期の約束"
    assert "× 未履行" in section
    assert "人材: 担当が足りない" in section
    assert "施策の拡充" in section
    assert "令和8年度上期（2026年度上期）の末" in words


def test_reports_of_all_halves_stand_beside_what_was_computed(run):
    table = re.search(r'<table class="plain words reports">.*?</table>', record(run, A), re.S)[0]
    assert re.findall(r'<th scope="row">([^<]*)</th>', table) == ["令和8年度上期", "令和7年度下期"]
    assert table.count("報告なし") == 1
    assert "売上は110億円で、見込みの108億円を上回る" in table


def test_versions_are_told_with_the_way_to_what_changed(run):
    words = record(run, B)
    assert re.findall(r'<th scope="row">(第\d版)</th>', words) == ["第2版", "第1版"]
    assert "2026年8月1日改訂" in words
    assert f'href="changes?plan={B}">この計画の変更点</a>' in words


def test_looking_back_everything_is_of_then(run):
    words = record(run, B, period=THEN)
    assert "<b>2026年3月31日</b><span>令和7年度下期（2025年度下期）の末</span>" in words
    assert re.findall(r'<th scope="row">(第\d版)</th>', words) == ["第1版"]
    assert "令和8年度上期（2026年度上期）の末" not in words


def test_ways_within_the_page_lead_to_its_headings(run):
    app = run("plan_record", {"plan": [C]})
    anchors = re.findall(r'<a href="#(\w+)">', html_of(app))
    assert anchors
    assert set(anchors) <= {header.anchor for header in app.header}


def test_plan_without_reports_is_judged_for_the_present_half(run, home: Path, monkeypatch):
    from registry.database import Registry
    from tests.builders import good_plan

    rows = {name: rows for name, rows in good_plan("b").items() if name not in ("progress_reports", "measure_reviews", "kpi_values")}  # fmt: skip
    registry = Registry(f"sqlite:///{home}/new.sqlite")
    registry.accept(submitted_tables(rows), {}, SubmissionFacts("熊本県", NOW, "2026-09"))
    monkeypatch.setenv("INVESTMAP_REGISTRY", registry.url)
    words = record(run, B)
    assert "まだ報告がありません" in words
    assert "点検なし" in words
    assert "評価困難" in words
