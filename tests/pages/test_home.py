"""ホーム: what needs attention now, with the numbers of the pages that its lines lead to; never empty."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from domain.money import format_yen
from registry.database import Registry, SubmissionFacts
from tests.builders import KIKUYO, KUMAMOTO, plan, review, submitted_tables
from tests.pages.conftest import html_of
from tests.pages.plan_registries import demo, plans_in_use, plans_url
from tests.two_halves import NOW, THEN, A, B, registry_of_two_halves

__all__ = ["demo", "plans_in_use", "plans_url"]

BOXES = ("期限超過の報告", "新たに遅れ", "守られなかった約束", "大きな変更")
PROMISE = {"action": "refine", "action_text": "公募の回数を増やす", "action_due": "2026-09-30"}
POOR = {"execution": "delayed", "result": "partly_late", "cause_kind": "people", "cause": "担当が足りない"}
AREAS: list[dict[str, list[str]]] = [
    {},
    {"block": ["kyushu"]},
    {"prefecture": [KUMAMOTO]},
    {"municipality": [KIKUYO]},
    {"prefecture": ["410004"]},
    {"plan_type": ["b"]},
    {"prefecture": ["010006"]},
]


@pytest.fixture(scope="module")
def checked_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    registry = registry_of_two_halves(
        f"sqlite:///{tmp_path_factory.mktemp('halves')}/halves.sqlite",
        label="試験（架空）",
        is_fictional=True,
    )
    rows = {
        "measure_reviews": [review(f"{A}-M1", THEN, **PROMISE), review(f"{A}-M1", NOW, **POOR)],
        "plans": [plan(B, published_date="2025-04-01", revision=2, revised_date="2026-08-01")],
    }
    facts = SubmissionFacts("試験の提出者", NOW, "2026-09", received_at="2026-10-25T09:00:00+09:00")
    registry.accept(submitted_tables(rows), {}, facts)
    return registry.url


@pytest.fixture
def checked(checked_url: str, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """Two halves; in the second two KPIs became poor and a promise of the first was not kept."""
    monkeypatch.setenv("INVESTMAP_REGISTRY", checked_url)
    return Registry(checked_url)


def box(words: str, title: str) -> str:
    """The HTML of a box by its title."""
    return re.search(rf'<section class="box[^"]*"><h3>{title}.*?</section>', words, re.S)[0]


def number(words: str, title: str) -> str:
    return re.search(r"<b>([^<]+)<small>", box(words, title))[1]


def opened(run, words: str, title: str) -> str:
    """The page to which a box leads, as its last link has it."""
    address = unescape(re.findall(r'data-go href="([^"]*)"', box(words, title))[-1])
    page, _, query = address.partition("?")
    return html_of(run(page, parse_qs(query)))


def found(pattern: str, words: str, default: str = "") -> str:
    match = re.search(pattern, words, re.S)
    return match[1] if match else default


@pytest.mark.parametrize("area", AREAS, ids=str)
def test_numbers_are_those_of_the_pages_that_the_boxes_lead_to(run, checked, area):
    words = html_of(run("", area))
    status, poor, promises, changes = (opened(run, words, title) for title in BOXES)
    assert number(words, "期限超過の報告") == found(r"期限超過 ([\d,]+)件", status)
    assert number(words, "新たに遅れ") == found(r"うち新たに ([\d,]+)指標", poor)
    assert number(words, "守られなかった約束") == found(r"未履行 ([\d,]+)・点検なし", promises, "0")
    difference = found(r"投資額の差<.*?<div class=\"value\">([^<]*)<", changes)
    assert number(words, "大きな変更") == ("±0" if difference == "—" else difference)


def test_something_of_every_kind_is_told_and_each_line_leads_to_where_one_acts(run, checked):
    words = html_of(run("", {"prefecture": [KUMAMOTO]}))
    assert number(words, "新たに遅れ") == "2"
    assert f"plan_record?prefecture={KUMAMOTO}&amp;plan={A}" in box(words, "新たに遅れ")
    assert "指標 A-kyushu-01-K1" in box(words, "新たに遅れ")
    assert number(words, "守られなかった約束") == "1"
    assert "公募の回数を増やす" in box(words, "守られなかった約束")
    assert f"plan_record?prefecture={KUMAMOTO}&amp;plan={A}" in box(words, "守られなかった約束")
    assert f"project_list?prefecture={KUMAMOTO}&amp;project=" in box(words, "大きな変更")
    assert f"changes?prefecture={KUMAMOTO}&amp;from={THEN}&amp;to={NOW}" in box(words, "大きな変更")
    assert f"submission_status?prefecture={KUMAMOTO}&amp;half={NOW}" in box(words, "期限超過の報告")
    assert "kpi_progress?prefecture=430005&amp;list=attention" in box(words, "新たに遅れ")
    assert f'class="picture" href="investment_map?prefecture={KUMAMOTO}"' in words


def test_headline_cards_are_those_of_the_other_pages(run, checked):
    words = html_of(run("", {"prefecture": [KUMAMOTO]}))
    cards = re.findall(r'<div class="card">(?:(?!<div class="card">).)*?</p></div>', words, re.S)
    assert len(cards) == 4
    elsewhere = "".join(
        html_of(run(page, {"prefecture": [KUMAMOTO], "half": [NOW]}))
        for page in ("plan_list", "investment_map", "kpi_progress", "submission_status")
    )
    for card in cards:
        assert card in elsewhere


def test_next_dates_lead_to_the_half_that_is_due(run, checked):
    dates = box(html_of(run()), "次の期限")
    assert "の進捗報告</a>" in dates
    assert re.search(r"submission_status\?half=20\d\dH[12]", dates)


def test_looking_back_says_of_when_it_speaks_and_compares_with_nothing_before(run, checked):
    words = html_of(run("", {"period": [THEN]}))
    assert "全国で、令和7年度下期の時点で対応が要ること" in words
    assert "大きな変更" not in words, "there is no half before"
    assert f"plan_record?plan={A}&amp;period={THEN}" in words or f"period={THEN}" in box(
        words, "期限超過の報告"
    )


def test_area_without_plans_says_so_and_is_not_empty(run, checked):
    words = html_of(run("", {"prefecture": ["010006"]}))
    assert "この条件に当てはまる計画はありません" in words
    for title in BOXES[:3]:
        assert number(words, title) == "0"
        assert "quiet" in box(words, title)


def test_plans_without_any_report_are_told_of(run, home: Path, monkeypatch: pytest.MonkeyPatch):
    registry = Registry(f"sqlite:///{home}/new.sqlite")
    facts = SubmissionFacts("熊本県", NOW, "2026-09")
    registry.accept(submitted_tables({"plans": [plan(A)]}), {}, facts)
    monkeypatch.setenv("INVESTMAP_REGISTRY", registry.url)
    words = html_of(run())
    assert number(words, "新たに遅れ") == "0"
    assert "次の期限" in words


# --- without plans


def test_public_registry_says_what_is_there_and_what_can_be_done(run, public):
    words = html_of(run())
    assert "全国の公表された投資案件" in words
    assert '<div class="value">136<small>件' in words
    assert format_yen(17_846_000_000_000).removesuffix("円") in words
    assert "計画・KPI・進捗報告はまだありません" in words
    for page in ("investment_map", "strategic_fields", "project_list", "data_submission"):
        assert f'data-go href="{page}"' in words, page
    assert 'href="./?registry=demo"' in words
    assert "data:image/svg+xml;base64," in words
    assert "期限超過の報告</h3>" not in words


@pytest.mark.parametrize(
    "area", [{"block": ["kyushu"]}, {"prefecture": [KUMAMOTO]}, {"municipality": [KIKUYO]}]
)
def test_public_registry_knows_its_areas(run, area):
    words = html_of(run("", area))
    assert '<nav class="breadcrumb" aria-label="区域"><a data-go href="./">全国</a>' in words
    assert "data:image/svg+xml;base64," in words


def test_areas_are_offered_from_the_nation_down_to_prefectures(run):
    words = html_of(run())
    assert 'aria-label="ブロックを選ぶ"' in words
    assert 'href="./?block=kyushu">九州</a>' in words
    words = html_of(run("", {"block": ["kyushu"]}))
    assert f'href="./?prefecture={KUMAMOTO}">熊本県</a>' in words
    assert "を選ぶ" not in html_of(run("", {"prefecture": [KUMAMOTO]}))


def test_chosen_area_is_kept_in_the_link_and_on_the_other_pages(run):
    app: AppTest = run()
    app.selectbox(key="filter_block").set_value("kyushu").run()
    assert app.query_params["block"] == "kyushu"
    assert "九州ブロックの公表された投資案件" in html_of(app)
    app.switch_page("pages/project_list.py").run()
    assert app.query_params["block"] == "kyushu"


@pytest.mark.usefixtures("demo")
def test_fiction_is_told_and_leads_nowhere_else(run):
    words = html_of(run("", {"registry": ["demo"]}))
    assert 'class="fiction"' in words
    links = [part.split('"')[0] for part in words.split('data-go href="')[1:]]
    assert [link for link in links if "registry=demo" not in link] == ["./"], "the way to the other one"
