"""From the map to a sheet with real clicks: previews, files that open, 会議表示 and the way back by Esc."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser


def downloaded(page, words: str) -> tuple[str, bytes]:
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name=words, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.fixture
def sheets_of_kyushu(visit) -> Watched:
    """The page 資料作成, reached by the link on the map of a block, with its preview."""
    watched = visit()
    page = watched.open("/investment_map?block=kyushu&field=ai_semiconductor&map=municipality")
    page.get_by_role("link", name="この表示を資料に").click()
    page.wait_for_url("**/briefing_sheets?**")
    page.locator("[data-testid=stImage] img").first.wait_for(timeout=60_000)
    watched.settle()
    return watched


def test_what_the_map_shows_becomes_a_sheet_to_download(sheets_of_kyushu):
    watched = sheets_of_kyushu
    page = watched.page
    for part in ("block=kyushu", "field=ai_semiconductor", "map=municipality"):
        assert part in page.url
    assert page.get_by_role("checkbox", name=re.compile("^戦略分野")).is_checked()
    size = page.locator("[data-testid=stImage] img").first.evaluate("e => [e.naturalWidth, e.clientWidth]")
    assert size[0] >= size[1] > 900, "as wide as the page, and no blown-up picture"
    name, content = downloaded(page, "PDF")
    assert name == "戦略分野_九州_AI・半導体.pdf"
    assert content.startswith(b"%PDF-")
    name, content = downloaded(page, "PowerPoint")
    assert name == "戦略分野_九州_AI・半導体.pptx"
    said = "\n".join(
        shape.text_frame.text
        for shape in Presentation(io.BytesIO(content)).slides[0].shapes
        if shape.has_text_frame
    )
    code = re.search("資料番号 ([0-9A-Z-]+)", page.locator("[data-testid=stApp]").inner_text())[1]
    assert f"資料番号 {code}" in said
    name, content = downloaded(page, "Excel（数値の表）")
    assert "説明" in load_workbook(io.BytesIO(content)).sheetnames
    assert watched.outside() == []


def test_the_code_of_a_sheet_leads_back_to_it(sheets_of_kyushu, visit):
    page = sheets_of_kyushu.page
    code = re.search("資料番号 ([0-9A-Z-]+)", page.locator("[data-testid=stApp]").inner_text())[1]
    other = visit()
    again = other.open(f"/briefing_sheets?code={code}")
    again.locator("[data-testid=stImage] img").first.wait_for(timeout=60_000)
    other.settle()
    assert "block=kyushu" in again.url
    assert "field=ai_semiconductor" in again.url
    assert f"資料番号 {code}: 登録簿の第1版" in again.locator(".opened").inner_text()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720)])
def test_the_meetings_map_fills_a_window_of_16_to_9_and_esc_leads_back(visit, width, height):
    watched = visit(width, height)
    page = watched.open("/investment_map?block=kyushu")
    page.get_by_role("link", name="会議表示").click()
    page.wait_for_url("**meeting=yes**")
    watched.settle()
    box = page.locator(".st-key-meeting").bounding_box()
    assert box["width"] / box["height"] == pytest.approx(16 / 9, rel=0.01)
    assert box["width"] == pytest.approx(min(width, height * 16 / 9), abs=2)
    for hidden in ("[data-testid=stSidebar]", "[data-testid=stHeader]"):
        assert not page.locator(hidden).is_visible()
    frame, cards = page.locator(".st-key-map_frame").bounding_box(), page.locator(".cards").bounding_box()
    assert frame["height"] == pytest.approx(cards["height"], abs=4)
    assert frame["height"] > 0.7 * box["height"]
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.meeting-head h1, .meeting-head p, .card .name, .card .value, .card p, .legend li')]
           .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"""
    )
    assert cut == []
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "meeting" not in url)
    watched.settle()
    assert page.locator("[data-testid=stSidebar]").is_visible()
    assert watched.outside() == []


@pytest.mark.parametrize("mode", ["plan", "kpi", "prefecture"])
def test_every_line_of_the_meetings_numbers_is_seen(visit, mode):
    watched = visit(1280, 720)
    page = watched.page
    page.goto(f"{watched.base}/investment_map?registry=demo&map={mode}&meeting=yes")
    page.locator(".meeting-foot").wait_for(timeout=60_000)
    watched.settle()
    lowest = page.locator(".meeting-foot").bounding_box()["y"]
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('.cards, .card')].map(e =>
          [e.scrollHeight - e.clientHeight, e.getBoundingClientRect().bottom])"""
    )
    assert len(boxes) == 5
    assert all(over <= 1 and bottom <= lowest for over, bottom in boxes), boxes
