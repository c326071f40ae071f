"""Nothing leaves for any other host: on any page, in any interaction."""

from __future__ import annotations

import pytest

from tests.browser.conftest import click_map

pytestmark = pytest.mark.browser

PATHS = ("/", "/?registry=demo", "/investment_map?map=municipality", "/investment_map?map=bubble", "/investment_map?prefecture=430005", "/strategic_fields?opened=ocean",
         "/investment_size", "/project_list?project=PUB-001", "/data_submission", "/submission_status",
         "/sources")  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_a_page_asks_only_its_own_host(visit, path):
    watched = visit()
    watched.open(path)
    watched.page.wait_for_timeout(1500)
    assert len(watched.requested) > 10
    assert watched.outside() == []


def test_a_day_of_clicks_asks_only_its_own_host(visit):
    watched = visit()
    page = watched.open("/investment_map")
    for words in ("市区町村", "案件（円）", "都道府県"):
        page.locator(".st-key-map_controls").get_by_text(words, exact=True).click()
        watched.settle()
    for words in ("件数", "投資額"):
        page.locator(".st-key-map_controls").get_by_text(words, exact=True).click()
        watched.settle()
    page.mouse.move(700, 500)
    click_map(watched, 142.9, 43.4, until="**prefecture=010006**")
    page.get_by_text("示していない案件").click()
    watched.settle()
    page.get_by_text("ダウンロード・この表示のリンク").click()
    watched.settle()
    with page.expect_download() as download:
        page.get_by_text("Excel（集計と案件）").click()
    assert download.value.suggested_filename == "投資マップ_北海道.xlsx"
    page.keyboard.press("Escape")
    for name in ("戦略分野", "投資規模", "案件一覧", "出典とデータ", "ホーム", "投資マップ"):
        page.locator("[data-testid=stTopNavLink]").get_by_text(name, exact=True).click()
        page.locator(".foot").wait_for()
        watched.settle()
    assert watched.outside() == []


def test_the_font_comes_from_the_product(visit):
    watched = visit()
    page = watched.open("/investment_map")
    fonts = [url for url in watched.requested if url.endswith(".woff2")]
    assert any("app/static/fonts/NotoSansJP" in url for url in fonts)
    family = page.evaluate("getComputedStyle(document.querySelector('.card')).fontFamily")
    assert family.startswith('"Noto Sans JP"')
    letters = """'16px "Noto Sans JP"', '髙﨑檮鰺▲△①㈱㎡※'"""
    assert page.evaluate(f"document.fonts.load({letters}).then(() => document.fonts.check({letters}))")
