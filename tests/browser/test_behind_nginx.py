"""The app as a ministry runs it: two processes on PostgreSQL behind nginx with TLS, as deployed.

Everything is asked for through the configuration of ``deploy/nginx``.
"""

from __future__ import annotations

import http.client
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from geo.camera import NATION_BOUNDS, fit
from tests.browser.conftest import PATIENCE_MS, Server, Watched, box_of_map, point_at, wait_until
from tests.server.nginx import NAME, Nginx
from tests.server.postgresql import APP
from tests.server.postgresql import Server as Database

pytestmark = pytest.mark.browser

PAGES = (
    "", "investment_map", "strategic_fields", "investment_size", "project_list", "plan_list", "plan_record",
    "kpi_progress", "changes", "briefing_sheets", "data_submission", "submission_status", "sources",
)  # fmt: skip
WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation',
  (e) => violations.push(`${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));
"""


class Site:
    """nginx, and the processes of the app behind it."""

    def __init__(self, nginx: Nginx, processes: list[Server]) -> None:
        self.nginx, self.processes = nginx, processes


@pytest.fixture(scope="module")
def site(
    start: Callable[..., Server], postgresql: Database, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    database = postgresql.new_registry()
    settings = {"INVESTMAP_REGISTRY": postgresql.url(database, APP), "INVESTMAP_AUDIENCE": "government"}
    processes = [start(**settings), start(**settings)]
    nginx = Nginx(tmp_path_factory.mktemp("nginx"), [process.port for process in processes])
    yield Site(nginx, processes)
    nginx.stop()
    # The database goes with its server: the processes still hold connections.


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """A new visitor who trusts the certificate of the test."""
    opened = browser.new_context(
        viewport={"width": 1440, "height": 900},
        locale="ja-JP",
        ignore_https_errors=True,
        accept_downloads=True,
    )
    opened.set_default_timeout(PATIENCE_MS)
    opened.add_init_script(WATCH)
    yield opened
    opened.close()


def visit(context: BrowserContext, site: Site, path: str = "") -> Watched:
    watched = Watched(context.new_page(), site.nginx.url)
    watched.open(f"/{path}")
    return watched


def violations(page: Page) -> list[str]:
    return page.evaluate("window.violations")


@pytest.mark.parametrize(
    "path", ["/", "/investment_map", "/app/static/style.css", "/_stcore/health", "/nowhere.js"]
)
def test_every_answer_bears_the_headers(site: Site, path: str) -> None:
    _, headers, _ = site.nginx.ask(path)
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "same-origin"
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"} & set(
        policy["script-src"].split()
    )
    assert headers["server"] == "nginx"


def test_cookies_go_by_https_alone(site: Site) -> None:
    _, headers, _ = site.nginx.ask("/_stcore/health")
    assert "investmap_process=" in headers["set-cookie"]
    for cookie in headers["set-cookie"].split(", "):
        assert "Secure" in cookie
        assert "SameSite=Lax" in cookie


def test_plain_http_is_sent_to_https(site: Site) -> None:
    status, headers, _ = site.nginx.ask("/plan_list?block=kyushu", plain=True, Host=NAME)
    assert (status, headers["location"]) == (301, f"https://{NAME}/plan_list?block=kyushu")


@pytest.mark.parametrize("plain", [True, False])
def test_who_asks_for_another_name_is_not_answered(site: Site, plain: bool) -> None:
    with pytest.raises(http.client.RemoteDisconnected):
        site.nginx.ask("/", plain=plain, Host="elsewhere.example")


@pytest.mark.parametrize("path", ["agent/openapi.json", "agent/interact", "metrics", "script-health-check"])
def test_what_the_screen_does_not_need_is_shut(site: Site, path: str) -> None:
    assert site.nginx.ask(f"/_stcore/{path}")[0] == 404


def test_health_can_be_asked_for(site: Site) -> None:
    assert site.nginx.ask("/healthz")[::2] == (200, "ok")


@pytest.mark.parametrize("path", PAGES)
def test_policy_lets_every_page_do_its_work(context: BrowserContext, site: Site, path: str) -> None:
    watched = visit(context, site, f"{path}?registry=demo")
    page = watched.page
    page.wait_for_timeout(700)
    assert violations(page) == []
    assert "エラー" not in page.locator("[data-testid=stApp]").inner_text()
    if path == "investment_size":
        page.locator(".vega-embed canvas, .vega-embed svg").nth(1).wait_for()
    sockets = [url for url in watched.requested if url.startswith("ws")]
    assert sockets == [f"wss://127.0.0.1:{site.nginx.port}/_stcore/stream"]


def test_map_is_drawn_and_answers_the_pointer(context: BrowserContext, site: Site) -> None:
    watched = visit(context, site, "investment_map")
    box = box_of_map(watched.page)
    camera = fit(NATION_BOUNDS, box["width"], box["height"])
    assert point_at(watched, camera, 142.8, 43.4, says="北海道")
    assert violations(watched.page) == []


def test_file_comes_down_and_another_goes_up(context: BrowserContext, site: Site) -> None:
    watched = visit(context, site, "investment_map?block=kyushu")
    watched.page.get_by_text("ダウンロード・この表示のリンク").click()
    watched.settle()
    with watched.page.expect_download() as download:
        watched.page.get_by_role("button", name="CSV（案件）").click()
    assert download.value.path().stat().st_size > 1000
    watched = visit(context, site, "data_submission")
    uploader = watched.page.locator("input[type=file]").first
    uploader.set_input_files(
        {"name": "public_projects.csv", "mimeType": "text/csv", "buffer": "案件ID,案件名\nX,試験\n".encode()}
    )
    watched.settle()
    watched.page.get_by_text("public_projects.csv").first.wait_for()
    assert violations(watched.page) == []
    # The name is shown while the file is still on its way.
    sent = wait_until(
        watched.page,
        lambda: [line for line in site.nginx.requests() if "/_stcore/upload_file/" in line[4]],
    )
    assert {line[5] for line in sent} <= {"200", "204"}
    assert sent


def test_file_beyond_the_limit_is_refused_in_japanese(context: BrowserContext, site: Site) -> None:
    path = "/_stcore/upload_file/session/file"
    status, headers, text = site.nginx.ask(path, method="PUT", **{"Content-Length": str(60 * 2**20)})
    assert status == 413
    assert "50MBまで" in text
    assert headers["content-security-policy"].startswith("default-src 'none'")
    # As a browser sends it: by HTTP/2, and really.
    page = visit(context, site, "sources").page
    sent = "fetch(path, {method: 'PUT', body: new Uint8Array(55e6)}).then(async (a) => [a.status, await a.text()])"
    status, text = page.evaluate(f"(path) => {sent}", path)
    assert status == 413
    assert "50MBまで" in text


def test_log_keeps_no_question_and_no_cookie(context: BrowserContext, site: Site) -> None:
    visit(context, site, "project_list?text=himitsu")
    assert any(line[4] == "/project_list" for line in site.nginx.requests())
    log = site.nginx.access_log.read_text()
    assert "himitsu" not in log
    assert "investmap_process" not in log


def test_viewer_stays_with_one_process(browser: Browser, site: Site) -> None:
    for _ in range(2):
        seen = len(site.nginx.requests())
        with browser.new_context(ignore_https_errors=True, locale="ja-JP") as visitor:
            for _ in range(2):
                visit(visitor, site, "sources")
        lines = site.nginx.requests()[seen:]
        # A connection is noted when it ends, and the visitor before may have had some; pages are asked for once.
        pages = [line[8] for line in lines if line[8] != "-" and line[4] == "/sources"]
        assert len(pages) == 2
        assert len(set(pages)) == 1


def test_viewers_are_spread_over_the_processes(site: Site) -> None:
    # By chance: that all of 64 new viewers come to one of two happens in no one's lifetime; of six, it does.
    seen = len(site.nginx.requests())
    for _ in range(64):
        site.nginx.ask("/sources")
    lines = site.nginx.requests()[seen:]
    used = Counter(line[8] for line in lines if line[4] == "/sources")
    assert used.total() == 64
    assert set(used) == {f"127.0.0.1:{process.port}" for process in site.processes}


def _bytes(sent: str | bytes) -> bytes:
    return sent.encode() if isinstance(sent, str) else sent


def test_when_a_process_dies_the_other_takes_over(context: BrowserContext, site: Site) -> None:
    view = "block=kyushu&registry=demo&period=2026H1"
    for process in site.processes:
        Watched(context.new_page(), process.url).open(f"/project_list?{view}")
    watched = visit(context, site, f"project_list?{view}")
    page = watched.page
    sent_anew: list[bytes] = []
    page.on(
        "websocket",
        lambda connection: connection.on("framesent", lambda sent: sent_anew.append(_bytes(sent))),
    )
    before = page.locator(".card .value").first.inner_text()
    asked = [line for line in site.nginx.requests() if line[4] == "/project_list"]
    in_use = urlsplit(f"//{asked[-1][8]}").port
    (process,) = [each for each in site.processes if each.port == in_use]
    process.process.kill()
    process.process.wait()
    # Streamlit connects again by itself. The other process knows nothing of what was selected; the page tells it
    # by itself, by its link.
    assert wait_until(page, lambda: any(b"again" in sent for sent in sent_anew))
    watched.settle()
    page.get_by_role("link", name="投資マップ").first.click()
    page.wait_for_url("**/investment_map?**")
    watched.settle()
    assert parse_qs(urlsplit(page.url).query) == parse_qs(view)
    assert page.locator(".card .value").first.inner_text() == before
    assert page.locator(".handling strong").inner_text() == "行政限り"
    other = {each.port for each in site.processes} - {in_use}
    assert urlsplit(f"//{site.nginx.requests()[-1][8].split(', ')[-1]}").port in other
    assert site.nginx.ask("/healthz")[0] == 200
    # Both gone: said in Japanese.
    for each in site.processes:
        each.process.kill()
        each.process.wait()
    status, _, text = site.nginx.ask("/")
    assert status in {502, 503, 504}
    assert "準備中" in text
    # Streamlit's dialog over the page that is open, in words of ours.
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    said = "(e) => [...e.querySelectorAll('h2, h2 + div > div')].map((each) => getComputedStyle(each, '::after').content)"
    assert [
        "つながりません" in words or "自動で元に戻ります" in words for words in dialog.evaluate(said)
    ] == [True] * 2
    assert dialog.locator("h2").evaluate("(e) => getComputedStyle(e).fontSize") == "0px"
