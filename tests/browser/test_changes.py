"""変更点 with real clicks: a bar opens its list, a plan its difference; words whole, nothing from outside."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Server, click_line
from tests.browser.test_pages import ENGLISH
from tests.two_halves import B, registry_of_two_halves

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def with_halves(start, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The product with two halves."""
    url = f"sqlite:///{tmp_path_factory.mktemp('halves')}/halves.sqlite"
    registry_of_two_halves(url, label="試験（架空）", is_fictional=True)
    return start(INVESTMAP_REGISTRY=url)


@pytest.mark.parametrize(
    "path", ["/changes", "/changes?step=moved&municipality=412058", f"/changes?plan={B}"]
)
def test_every_word_about_changes_is_japanese_and_whole(visit, with_halves, path):
    watched = visit(1280, 720, at=with_halves)
    page = watched.open(path)
    words = set(page.locator("[data-testid=stApp]").inner_text().replace("\n", " ").split())
    assert not words & set(ENGLISH)
    cut = page.evaluate(
        """() => [...document.querySelectorAll(
             '.card .value, .card p, .card .name, .scroll, .beside, table.bridge td, table.moves th, .record-head h2')]
           .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"""
    )
    assert cut == [], "labels that do not fit their place"
    assert watched.outside() == []


def test_a_bar_opens_the_list_behind_it_and_the_list_its_projects(visit, with_halves):
    watched = visit(at=with_halves)
    page = watched.open("/changes")
    assert page.get_by_role("heading", name="すべての変更").is_visible()
    page.locator("table.bridge").get_by_role("link", name="取下げ").click()
    page.wait_for_url("**/changes?step=withdrawn")
    watched.settle()
    assert page.get_by_role("heading", name="取下げの案件").is_visible()
    assert "2行、投資額の合計 ▲45億円、案件数 ▲2件" in page.locator("[data-testid=stApp]").inner_text()
    assert page.locator("table.bridge tr[aria-current=true] th").inner_text() == "取下げ"
    page.locator("table.bridge").get_by_role("link", name="すべての変更").click()
    page.wait_for_url("**/changes")
    watched.settle()
    assert page.get_by_role("heading", name="すべての変更").is_visible()


def test_bars_of_changes_begin_where_the_step_before_ended(visit, with_halves):
    page = visit(at=with_halves).open("/changes")
    for column in (3, 5):
        bars = page.locator(f"table.bridge tbody td:nth-child({column}) i")
        boxes = [bars.nth(at).bounding_box() for at in range(bars.count())]
        assert len(boxes) == 8
        new, raised = boxes[1], boxes[2]
        assert abs(new["x"] - (boxes[0]["x"] + boxes[0]["width"])) < 3
        assert abs(raised["x"] - (new["x"] + new["width"])) < 3 or raised["width"] <= 2
        ends = [box["x"] + box["width"] for box in (boxes[0], boxes[-1])]
        assert ends[1] > ends[0], "the total grew"


def test_a_line_of_the_plans_opens_the_plans_difference(visit, with_halves):
    watched = visit(at=with_halves)
    page = watched.open("/changes")
    tables = page.locator("[data-testid=stDataFrame]")
    click_line(watched, tables.last.locator("canvas").first, 1, f"**/changes?plan={B}")
    assert page.locator("ins", has_text="3").first.is_visible()
    assert page.locator("del", has_text="2").first.is_visible()
    picture = page.get_by_alt_text("区域の変更の地図。加わった: 佐賀県 伊万里市。外れた: 熊本県 大津町")
    assert picture.bounding_box()["height"] > 100
    page.get_by_role("link", name="全体の変更点に戻る").click()
    page.wait_for_url("**/changes")
    watched.settle()
    assert page.locator("table.bridge").is_visible()


def test_the_book_of_changes_is_handed_out(visit, with_halves):
    watched = visit(at=with_halves)
    page = watched.open("/changes")
    page.get_by_role("button", name="ダウンロード・この表示のリンク").click()
    watched.settle()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Excel（変更点）").click()
    assert waiting.value.suggested_filename == "【架空】変更点_全国_2025H2-2026H1.xlsx"
    assert watched.outside() == []
