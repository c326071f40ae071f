"""A workbook comes in with real clicks: faults, mended file, acceptance, seen on map, list and record."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.browser.conftest import Server, Watched
from tests.plan_files import plan_workbook, with_cell

pytestmark = pytest.mark.browser

PLACE = "[data-testid=stFileUploaderDropzoneInput]"
ENGLISH = ("Upload", "Browse", "Drag", "drop", "file", "files", "Limit", "MB", "per", "None", "nan", "Error")


@pytest.fixture(scope="module")
def desk(start, tmp_path_factory) -> Server:
    """A product for officials with a registry of its own."""
    folder = tmp_path_factory.mktemp("desk")
    return start(
        INVESTMAP_REGISTRY=f"sqlite:///{folder / 'registry.sqlite'}", INVESTMAP_AUDIENCE="government"
    )


def choose(watched: Watched, *files: tuple[str, bytes]) -> None:
    """Choose files in place of those that are there, and wait for the verdict."""
    page = watched.page
    while page.locator("[data-testid=stFileChipDeleteBtn] button").count():
        page.locator("[data-testid=stFileChipDeleteBtn] button").first.click()
        watched.settle()
    page.set_input_files(
        PLACE, [{"name": name, "mimeType": "application/zip", "buffer": content} for name, content in files]
    )
    page.locator(".verdict", has_text="受け付けられ").wait_for()
    watched.settle()


def downloaded(page, words: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=words).click()
    return Path(download.value.path()).read_bytes()


def say_who(watched: Watched, name: str) -> None:
    watched.page.get_by_label("提出者").fill(name)
    watched.page.keyboard.press("Enter")
    watched.settle()


def test_faulty_workbook_is_mended_accepted_and_seen_everywhere(visit, desk):
    watched = visit(at=desk)
    page = watched.open("/data_submission")
    good = plan_workbook()
    faulty = with_cell(good, "投資案件", 2, "投資額（億円）", "約<img src=x onerror=alert(1)>百億")
    choose(watched, ("熊本県の計画.xlsx", faulty))
    assert "誤りが1件あります" in page.locator(".verdict").inner_text()
    finding = page.locator(".finding").first
    assert "投資案件 2行目 「投資額（億円）」" in finding.inner_text()
    assert "<img src=x" in finding.inner_text(), "shown as text"
    assert page.locator("img[src=x]").count() == 0
    assert page.get_by_role("button", name="受け付ける").is_disabled()
    marked = load_workbook(io.BytesIO(downloaded(page, "指摘入りファイル")))
    assert marked.sheetnames[0] == "指摘一覧"
    assert "読めません" in marked["投資案件"]["I2"].comment.text
    listed = load_workbook(io.BytesIO(downloaded(page, "指摘一覧（Excel）")))["指摘一覧"]
    assert listed.cell(2, 1).value == "誤り"

    say_who(watched, "熊本県産業振興局")
    choose(watched, ("熊本県の計画.xlsx", good))
    page.get_by_role("button", name="受け付ける").click()
    receipt = page.locator(".verdict", has_text="受け付けました")
    receipt.wait_for()
    watched.settle()
    assert "第2版" in receipt.inner_text()

    receipt.get_by_role("link", name="投資マップで見る").click()
    page.wait_for_url("**map=plan**")
    watched.settle()
    assert "（架空）B-430005-01 の計画" in page.locator(".panel").inner_text()
    page.locator("[data-testid=stTopNavLink]").get_by_text("計画一覧", exact=True).click()
    page.wait_for_url("**/plan_list**")
    watched.settle()
    assert page.locator(".card .value").first.inner_text().replace("\n", "").startswith("1")

    page.locator("[data-testid=stTopNavLink]").get_by_text("提出状況", exact=True).click()
    page.wait_for_url("**/submission_status**")
    watched.settle()
    assert "熊本県産業振興局" in page.locator(".cards").inner_text()
    assert watched.outside() == []


def test_registered_plan_is_changed_through_its_own_workbook_and_the_original_kept(visit, desk):
    watched = visit(at=desk)
    page = watched.open("/data_submission")
    say_who(watched, "大津町")
    choose(watched, ("c.xlsx", plan_workbook("c")))
    page.get_by_role("button", name="受け付ける").click()
    page.locator(".verdict", has_text="受け付けました").wait_for()
    watched.settle()
    page.locator(".st-key-plan_to_export input").click()
    page.get_by_text("C （架空）C-434043-01").last.click()
    watched.settle()
    own = with_cell(downloaded(page, "この計画の様式"), "計画", 2, "雇用の目標", 512)
    choose(watched, ("直した計画.xlsx", own))
    assert "512" in page.locator("table.changes.changed").inner_text()
    page.get_by_role("button", name="受け付ける").click()
    receipt = page.locator(".verdict", has_text="受け付けました")
    receipt.wait_for()
    watched.settle()
    receipt.get_by_role("link", name="提出状況で見る").click()
    page.wait_for_url("**submission=S-**")
    watched.settle()
    record = page.get_by_role("dialog")
    assert "直した計画.xlsx" in record.inner_text()
    assert "512" in record.locator("table.changes.changed").inner_text()
    assert downloaded(page, "保存する") == own
    record.get_by_role("button", name="閉じる").click()
    watched.settle()
    assert page.get_by_role("dialog").count() == 0
    assert "submission=" not in page.url
    assert watched.outside() == []


def test_several_files_come_back_marked_in_one_zip(visit, desk):
    watched = visit(at=desk)
    page = watched.open("/data_submission")
    choose(
        watched,
        ("B.xlsx", with_cell(plan_workbook("b", "B-430005-09"), "計画", 2, "計画名", None)),
        ("A.xlsx", plan_workbook("a", "A-kyushu-09")),
    )
    archive = zipfile.ZipFile(io.BytesIO(downloaded(page, "指摘入りファイル")))
    assert sorted(archive.namelist()) == ["A（指摘）.xlsx", "B（指摘）.xlsx"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("写真.xlsx", b"\x89PNG\r\n\x1a\n" * 50), ("途中.xlsx", plan_workbook()[:9000]), ("空.csv", b"")],
    ids=["no workbook", "cut off", "empty"],
)
def test_file_that_cannot_be_read_is_refused_in_a_sentence(visit, desk, name, content):
    watched = visit(at=desk)
    page = watched.open("/data_submission")
    choose(watched, (name, content))
    assert "受け付けられません" in page.locator(".verdict").inner_text()
    assert name in page.locator(".finding").first.inner_text()
    assert page.get_by_role("button", name="受け付ける").is_disabled()


def test_file_beyond_the_limit_is_refused_before_it_travels(visit, desk):
    watched = visit(at=desk)
    page = watched.open("/data_submission")
    assert "50MB" in page.locator("[data-testid=stFileUploader] label").inner_text()
    page.evaluate(
        """(place) => { const input = document.querySelector(place), files = new DataTransfer();
        files.items.add(new File([new Uint8Array(51 * 1024 * 1024)], 'big.xlsx'));
        input.files = files.files; input.dispatchEvent(new Event('change', {bubbles: true})); }""",
        PLACE,
    )
    page.locator("[aria-invalid=true]").wait_for()
    words = page.evaluate(
        "getComputedStyle(document.querySelector('[data-testid=stFileUploader]'), '::after').content"
    )
    assert "大きさか数の上限を超えているか" in words
    assert page.locator(".verdict").count() == 0


@pytest.mark.parametrize("path", ["/data_submission", "/submission_status"])
@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)])
def test_every_word_is_japanese_and_no_card_is_cut(visit, desk, path, size):
    watched = visit(*size, at=desk)
    page = watched.open(path)
    shown = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stMain] *')].filter(
             e => e.checkVisibility() && parseFloat(getComputedStyle(e).fontSize) > 0
               && !e.closest('[data-testid=stIconMaterial]'))
           .flatMap(e => [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent)).join(' ')"""
    )
    assert not set(shown.split()) & set(ENGLISH)
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.card .value, .card .name')]
           .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"""
    )
    assert cut == []
    assert watched.outside() == []
