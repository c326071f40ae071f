"""Plans with real clicks: from the list to the record, to the map, a name on the map; words, and no outside."""

from __future__ import annotations

import pytest

from geo.boundaries import shipped_boundaries
from geo.camera import fit
from geo.plan_outline import name_spot, union
from tests.browser.conftest import Server, box_of_map, click_line, click_map, point_at
from tests.browser.test_pages import ENGLISH
from tests.builders import KIKUYO, OZU
from tests.pages.plan_registries import registry_with, rows_of_three_plans

pytestmark = pytest.mark.browser

A, B = "A-kyushu-01", "B-430005-01"
RECORD = f"/plan_record?plan={B}"


@pytest.fixture(scope="module")
def with_plans(start, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The product with a plan of each type beside the shipped projects."""
    url = f"sqlite:///{tmp_path_factory.mktemp('plans')}/plans.sqlite"
    rows = rows_of_three_plans()
    rows["plans"][0]["title"] = "（架空）<img src=x onerror=\"document.title='HOSTILE'\"> の計画"
    registry_with(url, rows)
    return start(INVESTMAP_REGISTRY=url)


@pytest.mark.parametrize(
    "path",
    ["/plan_list", RECORD, "/", "/investment_map?map=plan", "/investment_map?map=plan&prefecture=430005"],
)
def test_every_word_about_plans_is_japanese_and_whole(visit, with_plans, path):
    watched = visit(1280, 720, at=with_plans)
    page = watched.open(path)
    words = set(page.locator("[data-testid=stApp]").inner_text().replace("\n", " ").split())
    assert not words & set(ENGLISH)
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.card .value, .card p, .legend li, .blocks section, .panel li, .box li, .signals section, .kpi, ol.timeline section, ol.timeline em')]
           .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"""
    )
    assert cut == [], "labels that do not fit their place"
    assert watched.outside() == []


def test_a_line_opens_the_record_and_the_record_its_place_on_the_map(visit, with_plans):
    watched = visit(at=with_plans)
    page = watched.open("/plan_list")
    click_line(watched, page.locator("[data-testid=stDataFrame] canvas").first, 2, f"**/plan_record?plan={B}")
    assert page.locator(".record-head h2").inner_text().endswith(f"{B} の計画")
    page.get_by_role("link", name="投資マップで区域を見る").click()
    page.wait_for_url(f"**/investment_map?prefecture=430005&map=plan&cluster={B}")
    watched.settle()
    assert "選んだ計画の区域" in page.locator(".legend").inner_text()
    page.get_by_role("link", name="この計画の強調をやめる").click()
    page.wait_for_url("**/investment_map?prefecture=430005&map=plan")


def test_pointing_at_a_name_tells_the_plan_without_running_it(visit, with_plans):
    watched = visit(at=with_plans)
    page = watched.open(f"/investment_map?map=plan&prefecture=430005&cluster={A}")
    box = box_of_map(page)
    boundaries, area = shipped_boundaries(), (OZU, KIKUYO)
    camera = fit(union(boundaries, "low", area).bounds, box["width"], box["height"], margin=60)
    spot = name_spot(boundaries, area)
    # What came from a file is shown, not run.
    told = point_at(watched, camera, spot.lon, spot.lat, says="<img src=x")
    assert "A 戦略産業クラスター計画" in told
    assert page.title() != "HOSTILE"


def test_a_click_on_a_name_picks_its_plan_out(visit, with_plans):
    watched = visit(at=with_plans)
    page = watched.open("/investment_map?map=plan&prefecture=430005&plan_type=b")
    spot = name_spot(shipped_boundaries(), (OZU, KIKUYO))
    click_map(watched, spot.lon, spot.lat, until=f"**cluster={B}**")
    assert "選んだ計画の区域" in page.locator(".legend").inner_text()


def test_the_fictional_registry_is_one_click_away_and_back(visit, with_plans):
    watched = visit(at=with_plans)
    page = watched.open("/plan_list?prefecture=430005")
    page.get_by_role("link", name="デモ（架空）").click()
    page.wait_for_url("**/plan_list?registry=demo")
    watched.settle()
    page.get_by_role("link", name="公表案件").click()
    page.wait_for_url("**/plan_list")
    watched.settle()
    assert page.locator(".fiction").count() == 0
