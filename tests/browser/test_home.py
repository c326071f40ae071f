"""ホーム with real clicks: to a plan and back, to another area, old links to the map; words, and no outside."""

from __future__ import annotations

import re

import pytest

from tests.browser.test_pages import ENGLISH

pytestmark = pytest.mark.browser

CUT = """() => [...document.querySelectorAll('.home *')]
    .filter(e => e.children.length === 0 && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0)
    .map(e => e.innerText)"""


@pytest.mark.parametrize(
    ("query", "size"),
    [
        ("", (1280, 720)),
        ("?registry=demo", (1280, 720)),
        ("?registry=demo&block=kyushu", (1440, 900)),
        ("?registry=demo&prefecture=430005&period=2025H2", (1280, 720)),
    ],
)
def test_every_word_is_japanese_and_whole_and_nothing_is_asked_outside(visit, size, query):
    watched = visit(*size)
    page = watched.open("/" + query)
    words = set(page.locator("[data-testid=stApp]").inner_text().replace("\n", " ").split())
    assert not words & set(ENGLISH)
    assert page.evaluate(CUT) == [], "labels that do not fit their place"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.wait_for_function("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    assert watched.outside() == []


def test_from_what_needs_attention_to_the_plan_and_back(visit):
    watched = visit()
    page = watched.open("/?registry=demo&block=kyushu")
    box = page.locator(".box", has_text="守られなかった約束")
    told = box.locator("li a").first.inner_text()
    box.locator("li a").first.click()
    page.wait_for_url(re.compile(r"/plan_record\?block=kyushu&plan=DEMO-[^&]+&registry=demo$"))
    watched.settle()
    assert told in page.locator("ol.timeline").inner_text()
    assert "× 未履行" in page.locator("ol.timeline").inner_text()
    page.go_back()
    page.wait_for_url("**/?block=kyushu&registry=demo")
    watched.settle()
    assert page.locator(".home h1").inner_text().startswith("ホーム")
    assert "九州ブロック" in page.locator(".home h1").inner_text()


def test_a_part_of_the_area_is_one_click_away_and_stays_on_the_other_pages(visit):
    watched = visit()
    page = watched.open("/")
    page.locator("nav.areas").get_by_role("link", name="九州").click()
    page.wait_for_url("**/?block=kyushu")
    watched.settle()
    page.locator("nav.areas").get_by_role("link", name="熊本県").click()
    page.wait_for_url("**/?prefecture=430005")
    watched.settle()
    page.locator(".box.map a.picture").click()
    page.wait_for_url("**/investment_map?prefecture=430005")
    watched.settle()
    assert page.locator(".panel h3").inner_text() == "熊本県"
    page.locator("[data-testid=stTopNavLink]").get_by_text("ホーム", exact=True).click()
    page.wait_for_url("**/?prefecture=430005")
    watched.settle()
    page.locator(".breadcrumb a", has_text="全国").click()
    page.wait_for_url(f"{watched.base}/")


def test_an_old_link_to_the_map_still_shows_the_map(visit):
    watched = visit()
    page = watched.open("/?map=bubble&prefecture=430005")
    assert page.url == f"{watched.base}/investment_map?map=bubble&prefecture=430005" or (
        page.url == f"{watched.base}/investment_map?prefecture=430005&map=bubble"
    )
    assert page.locator(".st-key-map_frame").is_visible()
    assert page.locator(".panel h3").inner_text() == "熊本県"


def test_ways_within_a_record_lead_to_its_parts(visit):
    watched = visit()
    page = watched.open("/plan_record?registry=demo&plan=DEMO-B-010006-02")
    page.locator("nav.contents").get_by_role("link", name="進捗報告").click()
    place = "document.querySelector('#reports').getBoundingClientRect()"
    page.wait_for_function(f"Math.abs({place}.top) < innerHeight / 2")
    assert "plan=DEMO-B-010006-02" in page.url
