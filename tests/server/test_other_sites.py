"""What pages of other sites, and programs, get from the running product: nothing to read, nothing to send."""

from __future__ import annotations

import http.client
from collections.abc import Iterator

import pytest
import websockets
from websockets.exceptions import InvalidStatus

from benchmarks.page_session import PageSession
from benchmarks.running import product
from tests.apart import run_apart
from ui.upload_limit import MOST_FILES

EVIL = "https://evil.example"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("other_sites")
    with product(INVESTMAP_REGISTRY=f"sqlite:///{folder}/registry.sqlite") as found:
        yield found


def ask(address: str, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=named)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def opens(address: str, **headers: str) -> bool:
    """True if a WebSocket with these headers is let in."""

    async def attempt() -> bool:
        host = address.removeprefix("http://")
        try:
            async with websockets.connect(
                f"ws://{host}/_stcore/stream",
                subprotocols=["streamlit"],
                additional_headers={k: v for k, v in headers.items() if k != "Host"},
                **(
                    {"host": host.split(":")[0], "port": int(host.split(":")[1])} if "Host" in headers else {}
                ),
            ):
                return True
        except InvalidStatus:
            return False

    return run_apart(attempt())


def test_socket_is_for_pages_of_the_product(address: str) -> None:
    assert opens(address)
    assert opens(address, Origin=address)
    assert not opens(address, Origin=EVIL)
    assert not opens(address, Origin="http://localhost:1")
    assert not opens(address, Origin="null")


def test_name_that_somebody_gave_this_machine_is_no_way_in(address: str) -> None:
    """DNS rebinding: a page of evil.example whose name has come to mean this machine."""
    port = address.rpartition(":")[2]

    async def attempt(**headers: str) -> bool:
        rebound = f"ws://evil.example:{port}/_stcore/stream"
        try:
            async with websockets.connect(
                rebound,
                host="127.0.0.1",
                port=int(port),
                subprotocols=["streamlit"],
                origin=f"http://evil.example:{port}",
                additional_headers=headers,
            ):
                return True
        except InvalidStatus:
            return False

    assert not run_apart(attempt())
    assert run_apart(attempt(**{"X-Forwarded-For": "192.0.2.1"})), "a proxy names the site and the visitor"


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/host-config", "/app/static/style.css"])
def test_no_other_site_may_read(address: str, path: str) -> None:
    answer = ask(address, path, Origin=EVIL)
    assert answer.headers.get("Access-Control-Allow-Origin") not in ("*", EVIL)
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_file_without_the_token_is_refused(address: str, method: str) -> None:
    assert ask(address, "/_stcore/upload_file/session/file", method, Content_Length="0").status == 403
    forged = {"Cookie": "_streamlit_xsrf=2|a|b|1", "X_Xsrftoken": "2|c|d|1", "Content_Length": "0"}
    assert ask(address, "/_stcore/upload_file/session/file", method, **forged).status == 403


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/agent/interact", "/_stcore/agent/mcp", "/_stcore/agent/openapi.json", "/app/static/../app.py",
        "/app/static/..%2fapp.py", "/app/static/%2e%2e/pyproject.toml", "/.streamlit/config.toml", "/media/..%2f..%2fetc%2fpasswd",
        "//evil.example/app/static/style.css", "/app/static/\\..\\app.py", "/component/x/../../../etc/passwd",
    ],
)  # fmt: skip
def test_nothing_else_is_served(address: str, path: str) -> None:
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=30)
    connection.putrequest("GET", path, skip_host=False)
    connection.endheaders()
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    location = answer.headers.get("Location", "")
    assert "evil.example" not in location
    for secret in ("import streamlit", "[project]", "enableXsrf", "root:x:", "build-backend"):
        assert secret not in text


def test_session_lays_down_no_more_files_than_one_may(address: str) -> None:
    async def fill() -> int:
        async with PageSession(address, "data_submission").opened() as session:
            drawn = await session.run()
            for number in range(MOST_FILES + 2):
                try:
                    await session.upload(drawn.elements["file_uploader"][0], f"{number}.csv", b"x")
                except RuntimeError as refused:
                    return number if "413" in str(refused) else -1
        return -1

    assert run_apart(fill()) == MOST_FILES
