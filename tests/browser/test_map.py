"""The map with real clicks: drilling down, the ways back up, links both ways, filling its frame."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from geo.boundaries import shipped_boundaries
from geo.camera import NATION_BOUNDS, fit
from geo.palette import SEA, rgb
from geo.stills.island_groups import groups_of
from tests.browser.conftest import box_of_map, click_line, click_map, point_at, wait_until

pytestmark = pytest.mark.browser

KUMAMOTO_AT, KIKUYO_AT = (130.75, 32.6), (130.828, 32.858)


def headline(page):
    return [text.replace("\n", " ") for text in page.locator(".card .value").all_inner_texts()]


def test_an_officer_filters_drills_down_and_copies_the_link(visit):
    watched = visit()
    page = watched.open("/investment_map?block=kyushu&field=ai_semiconductor")
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
    page = watched.open("/investment_map?municipality=434043")
    page.locator(".breadcrumb a", has_text="熊本県").click()
    page.wait_for_url("**prefecture=430005**")
    watched.settle()
    page.locator(".breadcrumb a", has_text="全国").click()
    page.wait_for_url(f"{watched.base}/investment_map")
    watched.settle()
    assert headline(page)[1] == "136件"
    page.go_back()
    page.wait_for_url("**prefecture=430005**")
    watched.settle()
    assert page.locator(".panel h3").inner_text() == "熊本県"


def test_a_filter_changes_the_link_and_the_numbers(visit):
    watched = visit()
    page = watched.open("/investment_map")
    box = page.locator(".st-key-filter_field input")
    box.click()
    box.fill("海洋")
    page.get_by_role("option", name="海洋").click()
    page.wait_for_url("**field=ocean**")
    watched.settle()
    assert headline(page)[:2] == ["339億円", "3件"]
    page.get_by_text("条件をすべて外す").click()
    page.wait_for_url(f"{watched.base}/investment_map")
    watched.settle()
    assert headline(page)[1] == "136件"


def test_clicking_the_sea_selects_nothing(visit):
    watched = visit()
    page = watched.open("/investment_map")
    click_map(watched, 146.5, 34.0)
    watched.settle()
    assert page.url == f"{watched.base}/investment_map"


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720), (1920, 1080)])
def test_japan_fills_its_frame(visit, width, height):
    """From the northern tip to 沖縄 the land takes the height of the frame, but for its margin."""
    watched = visit(width, height)
    page = watched.open("/investment_map?map=municipality")
    frame = page.locator(".st-key-map_frame")

    def part_of_land() -> float:
        return height_of_land(Image.open(io.BytesIO(frame.screenshot())).convert("RGB"))

    # The map is drawn, in the frame's own size.
    assert wait_until(page, lambda: part_of_land() > 0.88, every_ms=1000)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    box = box_of_map(page)
    assert box["height"] > height * 0.55
    assert box["y"] + box["height"] <= height, "the whole map is in view without scrolling"


@pytest.mark.parametrize(
    ("width", "height"), [(1440, 900), (1280, 720), (1920, 1080), (1366, 768), (1440, 1700)]
)
def test_the_first_camera_fits_the_frame_that_the_page_will_have(visit, width, height):
    watched = visit(width, height)
    page = watched.open("/investment_map")
    box = box_of_map(page)
    cookie = next(each["value"] for each in page.context.cookies() if each["name"] == "map_frame")
    assert [int(number) for number in cookie.split("x")] == pytest.approx(
        [box["width"], box["height"]], abs=2
    )


def height_of_land(picture):
    """Part of the picture's height from the northernmost land to the southernmost."""
    differs = np.abs(np.asarray(picture).astype(int) - rgb(SEA)).sum(axis=2) > 20
    differs[:300, :340] = False  # the legend
    differs[-60:, -220:] = False  # the count
    rows = np.flatnonzero(differs[4:-4, 4:-4].any(axis=1))
    return (rows.max() - rows.min()) / picture.height if rows.size else 0.0


def test_a_picture_of_the_nation_is_there_until_the_map_is_touched(visit):
    """It lies under the drawn layers, and must not stay behind when these move."""
    watched = visit()
    page = watched.open("/investment_map")
    frame = page.locator(".st-key-map_frame")
    picture = "element => getComputedStyle(element).backgroundImage"
    assert frame.evaluate(picture).startswith('url("data:image/svg+xml')
    box = frame.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.8)
    page.mouse.wheel(0, 200)
    expect(frame).to_have_css("background-image", "none")


def test_the_picture_shows_what_the_layers_draw(visit):
    """Picture alone (its layers hidden) and layers alone differ in names and thin lines only."""
    watched = visit()
    page = watched.open("/investment_map")
    frame = page.locator(".st-key-map_frame")
    page.wait_for_timeout(4000)
    hide = "(part) => document.head.insertAdjacentHTML('beforeend', `<style>${part}</style>`)"
    page.evaluate(hide, "[data-testid=stDeckGlJsonChart] canvas { visibility: hidden }")
    alone = Image.open(io.BytesIO(frame.screenshot())).convert("RGB")
    page.evaluate(hide, "[data-testid=stDeckGlJsonChart] canvas { visibility: visible !important }")
    page.evaluate("document.documentElement.dataset.touched = ''")
    before = np.asarray(alone).astype(int)
    land = np.abs(before - rgb(SEA)).sum(axis=2) > 20
    assert land.mean() > 0.08

    def is_drawn() -> bool:
        drawn = Image.open(io.BytesIO(frame.screenshot())).convert("RGB")
        differs = np.abs(before - np.asarray(drawn).astype(int)).sum(axis=2) > 60
        return differs.sum() / land.sum() < 0.25

    assert wait_until(page, is_drawn, every_ms=1000)


def test_the_pointer_sees_the_value_of_an_area(visit):
    watched = visit()
    page = watched.open("/investment_map")
    box = box_of_map(page)
    spot = shipped_boundaries().label_spot("010006")
    camera = fit(NATION_BOUNDS, box["width"], box["height"])
    words = point_at(watched, camera, spot.lon, spot.lat, says="北海道", down=12)
    assert "7兆1,473億円（金額公表 4／7件）" in words


def test_a_line_of_the_table_opens_its_area(visit):
    """The second way to every drill-down, for slow presses and the keyboard."""
    watched = visit()
    page = watched.open("/investment_map")
    click_line(watched, page.locator("[data-testid=stDataFrame] canvas").first, 1, "**prefecture=010006**")


def test_remote_islands_are_one_click_away_and_the_mainland_another(visit):
    watched = visit()
    page = watched.open("/investment_map?prefecture=470007")
    page.get_by_role("link", name="先島諸島").click()
    page.wait_for_url("**islands=sakishima**")
    watched.settle()
    page.get_by_role("link", name="もとの範囲に戻る").click()
    page.wait_for_url(lambda url: "islands" not in url)
    watched.settle()
    page.get_by_role("link", name="先島諸島").click()
    page.wait_for_url("**islands=sakishima**")
    watched.settle()
    (group,) = (group for group in groups_of("470007") if group.code == "sakishima")
    click_map(watched, 124.2, 24.42, until="**municipality=472077**", looks_at=group.bounds)
    assert "islands" not in page.url, "another area begins with its mainland"
