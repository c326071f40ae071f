"""The database stops and comes back while pages are open: told in Japanese, with what was read last, and nobody clicks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from registry.database import Registry
from tests.browser.conftest import Server, Watched
from tests.browser.test_submission import choose, say_who
from tests.plan_files import plan_workbook
from tests.server.postgresql import APP
from tests.server.postgresql import Server as Database
from tests.this_machine import is_listening

pytestmark = pytest.mark.browser

AWAY = "登録簿のデータベースにつながりません。最後に読んだ第1版の内容を表示しています。"


@pytest.fixture(scope="module")
def url(postgresql: Database) -> str:
    return postgresql.url(postgresql.new_registry(), APP)


@pytest.fixture(scope="module")
def desk(start: Callable[..., Server], url: str) -> Server:
    return start(INVESTMAP_REGISTRY=url, INVESTMAP_AUDIENCE="government")


@pytest.fixture
def database(postgresql: Database) -> Iterator[Database]:
    yield postgresql
    if not is_listening(postgresql.port):
        postgresql.go_on()


def test_page_comes_back_by_itself_and_a_submission_is_accepted_once(
    visit: Callable[..., Watched], desk: Server, database: Database, url: str
) -> None:
    looking, sending = visit(at=desk), visit(at=desk)
    page = looking.open("/project_list?block=kyushu")
    cards = page.locator(".cards").first.inner_text()
    desk_page = sending.open("/data_submission")
    choose(sending, ("計画.xlsx", plan_workbook()))
    say_who(sending, "熊本県")

    database.pause()
    page.wait_for_timeout(1_100)  # the registry is asked at most once a second
    page.get_by_role("link", name="投資規模").first.click()
    page.wait_for_url("**/investment_size?block=kyushu")
    expect(page.locator(".trouble")).to_contain_text(AWAY)
    expect(page.locator(".foot")).to_contain_text("登録簿: 第1版")
    expect(page.locator(".foot")).to_contain_text("時点")
    page.get_by_role("link", name="案件一覧").first.click()
    page.wait_for_url("**/project_list?block=kyushu")
    expect(page.locator(".cards").first).to_have_text(cards, use_inner_text=True)
    desk_page.get_by_role("button", name="受け付ける", exact=True).click()
    expect(desk_page.locator(".trouble").last).to_contain_text("受け付けていません。登録簿のデータベースに")

    database.go_on()
    expect(page.get_by_text("つながりません")).to_have_count(0)
    expect(page.locator(".cards").first).to_have_text(cards, use_inner_text=True)
    again = desk_page.get_by_role("button", name="受け付ける", exact=True)
    expect(again).to_be_enabled()
    expect(desk_page.get_by_text("計画.xlsx").first).to_be_visible()
    assert Registry(url).version() == 1, "nothing was accepted behind the sender's back"
    sending.settle()
    again.click()
    expect(desk_page.locator(".verdict.good").first).to_contain_text("受け付けました")
    assert Registry(url).version() == 2
