"""KPI進捗 with real clicks: from the matrix to a KPI's card and the plan's record; filters in the link; words."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Server, Watched
from tests.browser.test_pages import ENGLISH
from tests.builders import plan, plan_area
from tests.pages.plan_registries import registry_with
from tests.plan_snapshots import joined
from tests.progress_rows import BEHIND, SLOW, SMALL, TROUBLED, progress_rows

pytestmark = pytest.mark.browser

PAGE = "/kpi_progress"
PATHS = [
    f"{PAGE}?kpi={BEHIND}",
    f"{PAGE}?list=attention",
    f"{PAGE}?list=promises&grade=behind",
    f"{PAGE}?list=kpis",
    "/?map=kpi",
    "/?map=kpi&prefecture=430005",
]


@pytest.fixture(scope="module")
def checked(start, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The product with plans in the middle of a half's check, and enough without KPIs for a second sheet."""
    url = f"sqlite:///{tmp_path_factory.mktemp('progress')}/progress.sqlite"
    others = [f"C-434043-{number:02}" for number in range(2, 22)]
    rest = {
        "plans": [plan(plan_id, plan_type="c", published_date="2026-09-01") for plan_id in others],
        "plan_areas": [plan_area(plan_id) for plan_id in others],
    }
    registry_with(url, joined(progress_rows(), rest))
    # Whatever day it is, reports are shown to who sees them before their publication.
    return start(INVESTMAP_REGISTRY=url, INVESTMAP_AUDIENCE="government")


@pytest.mark.parametrize("path", PATHS)
def test_every_word_is_japanese_and_whole_and_nothing_comes_from_outside(visit, checked, path):
    watched = visit(1280, 720, at=checked)
    page = watched.open(path)
    words = set(page.locator("[data-testid=stApp]").inner_text().replace("\n", " ").split())
    assert not words & set(ENGLISH)
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.card .value, .card p, .legend li, .panel li, .chips a, .lists a,'
             + 'i.grade, a.kpi b, .compared > span, .kpi-card dd, .kpi-card td, table.lists td')]
           .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"""
    )
    assert cut == [], "labels that do not fit their place"
    wide = page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert wide, "the page itself never scrolls sideways"
    assert watched.outside() == []
    assert page.title() != "HOSTILE"


def in_view(watched: Watched, selector: str) -> bool:
    box = watched.page.locator(selector).bounding_box()
    return bool(box) and 0 < box["y"] < 700


def test_from_a_mark_to_the_card_to_the_record(visit, checked):
    watched = visit(1280, 720, at=checked)
    page = watched.open(PAGE)
    page.locator(f"a.kpi[href*='kpi={SLOW}']").click()
    page.wait_for_url(f"**{PAGE}?kpi={SLOW}")
    watched.settle()
    card = page.locator(".kpi-card")
    assert "雇用者数" in card.inner_text()
    assert "速報（2026年9月30日）" in card.inner_text()
    assert in_view(watched, ".kpi-card"), "it opens where it was clicked"
    card.get_by_role("link", name="閉じる").click()
    page.wait_for_url(f"**{PAGE}")
    watched.settle()
    assert page.locator(".kpi-card").count() == 0
    page.locator(f"a.kpi[href*='kpi={BEHIND}']").click()
    page.wait_for_url(f"**{PAGE}?kpi={BEHIND}")
    watched.settle()
    page.locator(".kpi-card").get_by_role("link", name="計画カルテを開く").click()
    page.wait_for_url(f"**/plan_record?plan={TROUBLED}")
    watched.settle()
    assert f"{TROUBLED} の計画" in page.locator(".record-head h2").first.inner_text()


def test_grade_and_alert_chips_filter_and_travel_in_the_link(visit, checked):
    watched = visit(at=checked)
    page = watched.open(PAGE)
    page.locator(".chips a", has_text="やや遅れ").click()
    page.wait_for_url("**?grade=slightly_behind")
    watched.settle()
    assert page.locator("a.kpi").count() == 1
    assert page.locator(".chips a[aria-current]").inner_text().replace("\n", "").startswith("C")
    page.reload()
    page.locator(".foot").wait_for()
    watched.settle()
    assert page.locator("a.kpi").count() == 1, "the link says it all"
    page.locator(".chips a[aria-current]").click()
    page.wait_for_url(f"**{PAGE}")
    watched.settle()
    page.locator(".chips a", has_text="2回続けて実績なし").click()
    page.wait_for_url("**?alert=no_value_twice")
    watched.settle()
    assert page.locator(".kpi-matrix th a").inner_text().endswith(f"{SMALL} の計画")


def test_lists_and_sheets_are_leafed_through_by_links(visit, checked):
    watched = visit(at=checked)
    page = watched.open(PAGE)
    assert "1／2頁" in page.locator(".pager").first.inner_text()
    page.locator(".pager").first.get_by_role("link", name="次へ").click()
    page.wait_for_url("**?sheet=2")
    watched.settle()
    assert page.locator(".kpi-matrix tbody tr").count() == 4
    page.locator(".lists a", has_text="約束の履行").click()
    page.wait_for_url("**?list=promises")
    watched.settle()
    assert page.locator("table.lists tbody tr").count() == 3


def test_the_map_of_grades_leads_to_the_page_of_its_area_which_hands_out_the_book(visit, checked):
    watched = visit(at=checked)
    page = watched.open("/investment_map?map=kpi&prefecture=430005")
    assert "D× 遅れ" in page.locator(".legend").inner_text()
    page.get_by_role("link", name="KPI進捗の頁で詳しく見る").click()
    page.wait_for_url(f"**{PAGE}?prefecture=430005")
    watched.settle()
    assert page.locator("a.kpi").count() == 4
    page.get_by_role("button", name="ダウンロード").click()
    watched.settle()
    with page.expect_download() as download:
        page.get_by_role("button", name="Excel（KPI進捗）").click()
    assert download.value.suggested_filename == "KPI進捗_熊本県.xlsx"
