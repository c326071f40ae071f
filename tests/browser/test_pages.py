"""The other pages with real clicks: opening a field, a cell of the matrix, a record; downloads."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from domain.folders import PRODUCT

pytestmark = pytest.mark.browser

PAGES = ("/", "/investment_map", "/strategic_fields", "/investment_size", "/project_list", "/sources")
ENGLISH = (
    "None",
    "nan",
    "NaN",
    "Choose",
    "Select all",
    "No options",
    "Error",
    "Loading",
    "undefined",
    "null",
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("query", ["", "?text=どこにもない語句", "?block=kyushu&field=ai_semiconductor"])
def test_every_word_on_the_page_is_japanese_and_whole(visit, path, query):
    watched = visit(1280, 720)
    page = watched.open(path + query)
    text = page.locator("[data-testid=stApp]").inner_text()
    words = set(text.replace("\n", " ").split())
    assert not words & set(ENGLISH)
    assert "例外" not in text
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.card .value, .card p, .legend li, .breadcrumb, .field-map .value, .box h3, .box li, nav.areas a')]
           .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"""
    )
    assert cut == [], "labels that do not fit their place"


def test_a_small_map_opens_its_field_and_a_number_its_projects(visit):
    watched = visit()
    page = watched.open("/strategic_fields")
    assert page.locator(".field-map").count() == 17
    page.locator(".field-map", has_text="海洋").click()
    page.wait_for_url("**opened=ocean**")
    watched.settle()
    assert page.get_by_role("heading", name="海洋").is_visible()
    page.locator("table.matrix tr", has_text="造船").locator("a").first.click()
    page.wait_for_url("**field=shipbuilding**")
    watched.settle()
    assert "造船" in page.locator(".st-key-filter_field").inner_text()


def test_a_project_opens_with_its_source_and_quote(visit):
    watched = visit()
    page = watched.open("/investment_map?prefecture=430005")
    page.locator(".panel ul.projects a").first.click()
    page.wait_for_url("**project_list?**project=PUB-026**")
    watched.settle()
    record = page.locator(".record")
    assert "総投資額は約1兆1,000億円で" in record.inner_text()
    source = record.locator("a").first
    assert source.get_attribute("href").startswith("https://")
    assert source.get_attribute("rel") == "noopener noreferrer"


def downloaded(page, words):
    with page.expect_download() as download:
        page.get_by_role("button", name=words).click()
    return Path(download.value.path()).read_bytes()


def test_downloads_say_what_the_page_says(visit):
    watched = visit()
    page = watched.open("/investment_map?block=kyushu")
    shown = page.locator(".card .value").first.inner_text().replace("\n", "")
    assert shown == "3兆1,387億円"
    page.get_by_text("ダウンロード・この表示のリンク").click()
    watched.settle()
    book = load_workbook(io.BytesIO(downloaded(page, "Excel（集計と案件）")))
    total = book["合計"]
    assert total.cell(2, [c.value for c in total[1]].index("投資額（円）") + 1).value == 3_138_700_000_000
    text = downloaded(page, "CSV（都道府県別の集計）")
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    assert sum(int(row["投資額（円）"] or 0) for row in rows) == 3_138_700_000_000
    projects = list(csv.DictReader(io.StringIO(downloaded(page, "CSV（案件）").decode("utf-8-sig"))))
    assert len(projects) == 26
    assert downloaded(page, "GeoJSON").startswith(b'{"type": "FeatureCollection"')
    assert downloaded(page, "GeoPackage").startswith(b"SQLite format 3")


def test_a_link_with_mistakes_says_so_and_shows_the_rest(visit):
    watched = visit()
    page = watched.open("/investment_map?block=kyushu&feild=ocean&status=zz")
    notices = page.locator(".notice").all_inner_texts()
    assert any("feild" in text for text in notices)
    assert any("zz" in text for text in notices)
    assert page.locator(".panel h3").inner_text() == "九州ブロック"


def test_the_first_visitor_may_come_by_a_link_to_any_page(visit, start):
    """Streamlit would run the page without its frame, because there is a folder ``pages/``."""
    fresh = start()
    watched = visit(at=fresh)
    page = watched.open("/strategic_fields?opened=quantum")
    assert page.locator(".field-map").count() == 17
    listed = (PRODUCT / "app.py").read_text(encoding="utf-8")
    pages = listed.count("st.Page(") - listed.count('visibility="hidden"')
    assert page.locator("[data-testid=stTopNavLink]").count() == pages, "every page is in sight at this width"


def test_a_narrow_window_gathers_pages_under_japanese_words(visit):
    watched = visit(width=1024, height=768)
    page = watched.open("/sources")
    button = page.locator("[data-testid=stTopNavSection]")
    assert button.inner_text() == "", "not Streamlit's 「n more」"
    words = button.locator("[data-testid=stMarkdownContainer]")
    assert words.evaluate("element => getComputedStyle(element, '::after').content") == '"ほかの頁"'
    button.click()
    page.get_by_role("menuitem", name="提出状況").click()
    page.wait_for_url("**/submission_status")
