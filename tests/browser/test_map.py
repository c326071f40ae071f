"""The map with real clicks: drilling down, the ways back up, links both ways, filling its frame."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from geo.boundaries import shipped_boundaries
from geo.camera import NATION_BOUNDS, fit
from geo.palette import SEA, rgb
from tests.browser.conftest import click_map, point_at

pytestmark = pytest.mark.browser

KUMAMOTO_AT, KIKUYO_AT = (130.75, 32.6), (130.828, 32.858)


def headline(page):
    return [text.replace("\n", " ") for text in page.locator(".card .value").all_inner_texts()]


def test_an_officer_filters_drills_down_and_copies_the_link(visit):
    watched = visit()
    page = watched.open("/?block=kyushu&field=ai_semiconductor")
    assert headline(page)[0] == "1兆8,097億円"
    click_map(watched, *KUMAMOTO_AT, until="**prefecture=430005**")
    assert page.locator(".panel h3").inner_text() == "熊本県"
    click_map(watched, *KIKUYO_AT, until="**municipality=434043**")
    assert page.locator(".panel h3").inner_text() == "熊本県 菊陽町"
    assert "field=ai_semiconductor" in page.url
    seen = headline(page)

    page.get_by_text("ダウンロード・この表示のリンク").click()
    watched.settle()
    link = page.locator("[data-testid=stCode]").inner_text().strip()
    colleague = visit()
    colleague.page.goto(link)
    colleague.page.locator(".foot").wait_for()
    colleague.settle()
    assert headline(colleague.page) == seen
    assert colleague.page.locator(".panel h3").inner_text() == "熊本県 菊陽町"


def test_the_breadcrumb_and_back_lead_up_again(visit):
    watched = visit()
    page = watched.open("/?municipality=434043")
    page.locator(".breadcrumb a", has_text="熊本県").click()
    page.wait_for_url("**prefecture=430005**")
    watched.settle()
    page.locator(".breadcrumb a", has_text="全国").click()
    page.wait_for_url(f"{watched.base}/")
    watched.settle()
    assert headline(page)[1] == "136件"
    page.go_back()
    page.wait_for_url("**prefecture=430005**")
    watched.settle()
    assert page.locator(".panel h3").inner_text() == "熊本県"


def test_a_filter_changes_the_link_and_the_numbers(visit):
    watched = visit()
    page = watched.open("/")
    box = page.locator(".st-key-filter_field input")
    box.click()
    box.fill("海洋")
    page.get_by_role("option", name="海洋").click()
    page.wait_for_url("**field=ocean**")
    watched.settle()
    assert headline(page)[:2] == ["339億円", "3件"]
    page.get_by_text("条件をすべて外す").click()
    page.wait_for_url(f"{watched.base}/")
    watched.settle()
    assert headline(page)[1] == "136件"


def test_clicking_the_sea_selects_nothing(visit):
    watched = visit()
    page = watched.open("/")
    click_map(watched, 146.5, 34.0)
    watched.settle()
    assert page.url.rstrip("/") == watched.base


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720), (1920, 1080)])
def test_japan_fills_its_frame(visit, width, height):
    """From the northern tip to 沖縄 the land takes the height of the frame, but for its margin."""
    watched = visit(width, height)
    page = watched.open("/?map=municipality")
    page.wait_for_timeout(2500)
    picture = Image.open(io.BytesIO(page.locator(".st-key-map_frame").screenshot())).convert("RGB")
    sea = rgb(SEA)
    legend_right, count_top = 250, picture.height - 60
    rows = [
        y
        for y in range(4, picture.height - 4)
        if any(
            sum(abs(a - b) for a, b in zip(picture.getpixel((x, y)), sea, strict=True)) > 20
            for x in range(4, picture.width - 4, 2)
            if not (x < legend_right and y < 300) and not (x > picture.width - 220 and y > count_top)
        )
    ]
    assert (max(rows) - min(rows)) / picture.height > 0.88
    assert picture.height > height * 0.55
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    box = page.locator(".st-key-map_frame").bounding_box()
    assert box
    assert box["y"] + box["height"] <= height, "the whole map is in view without scrolling"


def test_the_pointer_sees_the_value_of_an_area(visit):
    watched = visit()
    page = watched.open("/")
    box = page.locator(".st-key-map_frame").bounding_box()
    spot = shipped_boundaries().label_spot("010006")
    camera = fit(NATION_BOUNDS, box["width"], box["height"])
    words = point_at(watched, camera, spot.lon, spot.lat, down=12)
    assert "北海道" in words
    assert "7兆1,473億円（7件中4件の金額公表）" in words


def test_a_line_of_the_table_opens_its_area(visit):
    """The second way to every drill-down, for slow presses and the keyboard."""
    watched = visit()
    page = watched.open("/")
    table = page.locator("[data-testid=stDataFrame]").first
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    page.mouse.click(box["x"] + 16, box["y"] + 34 + 17)
    page.wait_for_url("**prefecture=010006**")
