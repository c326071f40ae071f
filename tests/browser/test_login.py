"""Logging in by a real OpenID Connect provider, in the browser: who sees what, and what no trick opens."""

from __future__ import annotations

import base64
import json
import re
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from itsdangerous import URLSafeTimedSerializer
from playwright.sync_api import Browser, BrowserContext, Page, expect

from registry.access_log import entries
from registry.database import Registry
from tests.browser.conftest import PATIENCE_MS, Server
from tests.drafted_plans import DRAFTS, HOKKAIDO_PLAN, KUMAMOTO_DRAFT, KUMAMOTO_PLAN, drafted_registry
from tests.server.oidc import Provider
from tests.server.oidc import oidc_at as oidc_at
from tests.server.oidc import oidc_packages as oidc_packages
from tests.this_machine import free_port

pytestmark = pytest.mark.browser

HEADINGS = "メール,グループ,取扱区分,ブロック,都道府県,提出,管理,備考"
ROLES = (",九州局,行政限り,九州,,はい,,", "admin@example.jp,,行政限り,全国,,,はい,")
PEOPLE = {
    "kyushu": {
        "email": "kyushu@example.jp",
        "email_verified": True,
        "name": "九州 花子",
        "groups": ["九州局"],
    },
    "admin": {"email": "admin@example.jp", "email_verified": True, "name": "管理 太郎"},
    "stranger": {"email": "stranger@example.jp", "email_verified": True, "groups": ["四国局"]},
    "doubtful": {"email": "admin@example.jp", "email_verified": False},
}


class Site:
    """The app, its provider, and the files that an administrator keeps."""

    def __init__(self, server: Server, provider: Provider, registry: Registry, roles: Path) -> None:
        self.server, self.provider, self.registry, self.roles = server, provider, registry, roles
        self.url = server.url

    def write_roles(self, *rows: str) -> None:
        self.roles.write_text("\n".join([HEADINGS, *rows]) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def site(
    start: Callable[..., Server],
    oidc_at: Callable[..., Provider],
    tmp_path_factory: pytest.TempPathFactory,
) -> Site:
    folder = tmp_path_factory.mktemp("login")
    url = f"sqlite:///{folder}/registry.sqlite"
    registry, roles, secrets = drafted_registry(url), folder / "roles.csv", folder / "login.toml"
    port = free_port()
    app = f"http://127.0.0.1:{port}"
    provider = oidc_at(app, PEOPLE)
    secrets.touch(mode=0o600)
    secrets.write_text(provider.settings(app), encoding="utf-8")
    roles.write_text("\n".join([HEADINGS, *ROLES]) + "\n", encoding="utf-8")
    settings = {"INVESTMAP_REGISTRY": url, "INVESTMAP_SECRETS": str(secrets), "INVESTMAP_ROLES": str(roles)}
    return Site(start(port=port, **settings), provider, registry, roles)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A new visitor, whose browser reaches this machine alone."""
    opened = browser.new_context(viewport={"width": 1280, "height": 900}, locale="ja-JP")
    opened.set_default_timeout(PATIENCE_MS)
    # The provider's own pages ask for a font from outside.
    outside = re.compile(r"^https?://(?!127\.0\.0\.1:)")
    opened.route(outside, lambda route: route.abort())
    yield opened
    opened.close()


def open_page(context: BrowserContext, site: Site, path: str) -> Page:
    page = context.new_page()
    page.goto(f"{site.url}{path}")
    return drawn(page)


def drawn(page: Page) -> Page:
    page.locator(".foot").wait_for()
    page.wait_for_timeout(250)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    return page


def log_in(page: Page, who: str) -> Page:
    page.get_by_role("button", name="ログイン").click()
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill("any will do")
    page.get_by_role("button").first.click()
    return drawn(page)


def log_out(page: Page) -> Page:
    page.get_by_role("button", name="ログアウト").click()
    page.get_by_role("button", name="Yes").click()
    return drawn(page)


def mark(page: Page) -> str:
    return page.locator(".handling").inner_text()


def is_shown(page: Page, site: Site, plan_id: str) -> bool:
    """Does the record of a plan open for who is logged in in this window?"""
    page.goto(f"{site.url}/plan_record?plan={plan_id}")
    return f"（架空）{plan_id} の計画" in drawn(page).locator(".stMain").inner_text()


def drafts_shown(page: Page, site: Site) -> list[str]:
    return [plan_id for plan_id in DRAFTS if is_shown(page, site, plan_id)]


def actions(site: Site, actor: str) -> list[str]:
    return entries(site.registry, actor=actor)["action"].to_list()


def test_official_of_kyushu_sees_drafts_of_kyushu_alone_until_logging_out(context, site):
    page = open_page(context, site, "/plan_list?prefecture=430005")
    assert mark(page).split() == ["取扱区分", "公開"]
    log_in(page, "kyushu")
    assert page.url == f"{site.url}/plan_list?prefecture=430005", "where the login began"
    assert mark(page).split() == [
        "取扱区分",
        "行政限り",
        "検討中の計画:",
        "九州",
        "九州",
        "花子",
        "kyushu@example.jp",
    ]
    assert drafts_shown(page, site) == [KUMAMOTO_DRAFT]
    assert is_shown(page, site, HOKKAIDO_PLAN)
    other = open_page(context, site, "/plan_list")
    assert "行政限り" in mark(other), "another window of the same browser"
    log_out(page)
    assert mark(page).split() == ["取扱区分", "公開"]
    assert drafts_shown(page, site) == []
    assert is_shown(page, site, KUMAMOTO_PLAN)
    other.get_by_role("link", name="計画カルテ").click()
    expect(other.locator(".handling strong")).to_have_text("公開")
    assert actions(site, "kyushu@example.jp") == ["sign_in", "sign_out"]


def test_downloads_of_an_official_are_recorded_and_the_publics_are_not(context, site):
    page = open_page(context, site, "/plan_list")
    save_plans(page)
    log_in(page, "admin")
    save_plans(page)
    found = entries(site.registry, action="download")
    assert found["actor"].to_list() == ["admin@example.jp"]
    assert found["subject"].iloc[0].endswith(".csv")
    page.goto(
        f"{site.url}/submission_status?submission=" + site.registry.submissions()["submission_id"].iloc[0]
    )
    with page.expect_download():
        page.get_by_role("button", name="保存する").click()
    assert entries(site.registry, action="original_file")["subject"].to_list() == [f"{KUMAMOTO_PLAN}.xlsx"]


def save_plans(page: Page) -> None:
    page.get_by_text("ダウンロード・この表示のリンク").click()
    with page.expect_download():
        page.get_by_role("button", name="CSV（計画）").click()


def test_sender_is_who_is_logged_in_and_nobody_hands_in_without_the_right(context, site):
    page = open_page(context, site, "/data_submission")
    assert page.locator("[data-testid=stFileUploader]").count() == 0
    assert "「ログイン」から" in page.locator(".notice").inner_text()
    log_in(page, "kyushu")
    expect(page.get_by_label("提出者")).to_have_value("九州 花子（kyushu@example.jp）")
    assert page.get_by_label("提出者").is_disabled()
    other = open_page(context.browser.new_context(), site, "/data_submission")
    log_in(other, "admin")
    assert other.locator("[data-testid=stFileUploader]").count() == 0
    assert "提出の権限がありません" in other.locator(".notice").inner_text()
    other.context.close()


def test_who_is_not_in_the_table_is_told_so_and_sees_what_is_public(context, site):
    page = log_in(open_page(context, site, "/"), "stranger")
    assert "stranger@example.jp は役割の表にない" in page.locator(".trouble").inner_text()
    assert mark(page).split()[:2] == ["取扱区分", "公開"]
    assert not is_shown(page, site, KUMAMOTO_DRAFT)
    assert "refusal" in actions(site, "stranger@example.jp")


def test_address_that_the_provider_has_not_verified_is_nobodys(context, site):
    page = log_in(open_page(context, site, "/"), "doubtful")
    assert mark(page).split() == ["取扱区分", "公開"]
    assert "メールアドレスが伝わりませんでした" in page.locator(".trouble").inner_text()


def test_changed_table_of_roles_counts_from_the_next_click(context, site):
    page = log_in(open_page(context, site, "/plan_list"), "admin")
    assert "検討中の計画: 全国" in mark(page)
    try:
        site.write_roles(ROLES[0])
        page.get_by_role("link", name="案件一覧").click()
        expect(page.locator(".handling strong")).to_have_text("公開")
    finally:
        site.write_roles(*ROLES)


def cookie_of(site: Site, secret: str, **claims: object) -> str:
    told = {
        "email": "admin@example.jp",
        "email_verified": True,
        "iat": int(time.time()),
        "iss": "x",
        "sub": "x",
    }
    value = json.dumps(told | {"origin": site.url, "is_logged_in": True, "provider": "default"} | claims)
    return URLSafeTimedSerializer(secret, salt="_streamlit_user").dumps(value)


OWN_SECRET = "signs the cookies of the tests, and of nothing else"


@pytest.mark.parametrize(
    ("make", "is_believed"),
    [
        # Proves that the forgeries fail for what is wrong with them.
        (lambda site: cookie_of(site, OWN_SECRET), True),
        (lambda site: cookie_of(site, "a guess"), False),
        (lambda site: cookie_of(site, OWN_SECRET, origin="https://evil.example"), False),
        (lambda site: cookie_of(site, OWN_SECRET, iat=int(time.time()) - 13 * 3600), False),
        (lambda site: with_other_claims(cookie_of(site, OWN_SECRET, email="kyushu@example.jp")), False),
        (lambda _: base64.urlsafe_b64encode(b'{"is_logged_in": true}').decode(), False),
    ],
    ids=["own", "guess", "origin", "old", "claims", "unsigned"],
)
def test_forged_cookie_is_not_believed(context, site, make, is_believed):
    context.add_cookies([{"name": "_streamlit_user", "value": make(site), "url": site.url}])
    page = open_page(context, site, "/plan_list")
    assert ("行政限り" in mark(page)) is is_believed


def with_other_claims(cookie: str) -> str:
    """The signature of one person's claims under another's."""
    payload, _, signature = cookie.partition(".")
    padded = payload + "=" * (-len(payload) % 4)
    changed = base64.urlsafe_b64decode(padded).replace(b"kyushu@", b"admin@")
    return f"{base64.urlsafe_b64encode(changed).decode().rstrip('=')}.{signature}"


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def location(url: str, **headers: str) -> str:
    """Where an answer sends the browser; "" if nowhere."""
    request = urllib.request.Request(url, headers=headers)
    try:
        answer = urllib.request.build_opener(_Stay).open(request, timeout=20)
    except urllib.error.HTTPError as error:
        return error.headers.get("location", "")
    return answer.headers.get("location", "")


@pytest.mark.parametrize(
    "path",
    [
        "/auth/login?next=https://evil.example",
        "/auth/login?provider=https://evil.example",
        "/auth/logout?post_logout_redirect_uri=https://evil.example",
        "/oauth2callback?redirect_uri=https://evil.example&return=//evil.example",
        "/oauth2callback?error=access_denied&error_uri=https://evil.example",
        "/oauth2callback?code=stolen&state=guessed",
        "//evil.example/auth/login",
        "//evil.example/oauth2callback",
        "/\\evil.example/oauth2callback",
    ],
)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Host": "evil.example"},
        {"Referer": "https://evil.example/plan_list"},
        {"Cookie": "investmap_return=https%3A%2F%2Fevil.example%2F"},
        {"Cookie": "investmap_return=%2F%2Fevil.example%2F"},
        {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"},
    ],
    ids=["plain", "host", "referer", "cookie", "cookie_slashes", "forwarded"],
)
def test_no_answer_sends_the_browser_to_another_host(site, path, headers):
    found = location(f"{site.url}{path}", **headers)
    parts = urlsplit(found)
    assert parts.netloc == ""
    assert not found.startswith(("//", "/\\"))


def test_login_goes_to_the_provider_with_our_own_way_back_whatever_the_host_says(context, site):
    page = open_page(context, site, "/plan_list")
    with page.expect_request(re.compile("/auth/login")) as asked:
        page.get_by_role("button", name="ログイン").click()
    sent = urlsplit(location(asked.value.url, Host="evil.example", Referer="https://evil.example/"))
    assert sent.netloc == urlsplit(site.provider.url).netloc
    assert f"redirect_uri={site.url.replace(':', '%3A').replace('/', '%2F')}%2Foauth2callback" in sent.query
    assert "evil" not in sent.query
    assert "code_challenge_method=S256" in sent.query


def test_login_that_was_broken_off_is_told(context, site):
    page = open_page(context, site, "/oauth2callback?error=access_denied")
    assert "ログインを取りやめたか" in page.locator(".trouble").inner_text()
    page = open_page(context, site, "/oauth2callback?code=stolen&state=guessed")
    assert "ログインできませんでした" in page.locator(".trouble").inner_text()
    assert mark(page).split() == ["取扱区分", "公開"]


def test_provider_that_is_down_is_told_and_the_public_page_goes_on(context, site):
    page = open_page(context, site, "/plan_list")
    site.provider.stop()  # the last test of this file
    page.get_by_role("button", name="ログイン").click()
    page.wait_for_url(re.compile(r"/$|login="))
    drawn(page)
    assert "ログイン先につながりません" in page.locator(".trouble").inner_text()
    assert is_shown(page, site, KUMAMOTO_PLAN)
