"""Back to where the login began: kept in a cookie, and nothing but pages of ours is followed."""

from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Receive, Scope, Send
from streamlit import config

from tests.apart import run_apart
from ui.login_return import COOKIE, LoginReturn, _is_page_below

LOGGED_IN = (b"set-cookie", b"_streamlit_user=" + b"x" * 200 + b"; Path=/; HttpOnly")


def answer(
    path: str, query: str = "", *, status: int = 302, given: tuple[Any, ...] = (), **headers: str
) -> tuple[int, str, list[str]]:
    """Status, address and cookies of an answer of Streamlit's on its way through."""
    sent: list[Any] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        pairs = [(b"location", b"/"), (b"content-length", b"4"), *given]
        await send({"type": "http.response.start", "status": status, "headers": pairs})
        await send({"type": "http.response.body", "body": b"body"})

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    pairs = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": pairs}
    run_apart(LoginReturn(inner)(scope, receive, send))
    start = sent[0]
    found = [(name.decode().lower(), value.decode("latin-1")) for name, value in start["headers"]]
    cookies = [value for name, value in found if name == "set-cookie"]
    assert [name for name, _ in found].count("content-length") == 1
    return start["status"], dict(found).get("location", ""), cookies


def kept(cookies: list[str]) -> str:
    return next(cookie for cookie in cookies if cookie.startswith(COOKIE)).split(";")[0].partition("=")[2]


def test_page_on_which_a_login_began_is_kept_and_returned_to():
    asked = "/plan_list?prefecture=430005&period=2026H1"
    _, _, cookies = answer("/auth/login", host="app:1", referer=f"http://app:1{asked}")
    assert "HttpOnly" in cookies[0]
    assert "SameSite=Lax" in cookies[0]
    status, where, cookies = answer(
        "/oauth2callback", "code=x&state=y", given=(LOGGED_IN,), cookie=f"a=b; {COOKIE}={kept(cookies)}"
    )
    assert (status, where) == (302, asked)
    assert f"{COOKIE}=; Path=/; Max-Age=0" in cookies[-1], "once"


@pytest.mark.parametrize(
    "referer", ["", "https://evil.example/plan_list", "http://app:1.evil.example/", "about:blank"]
)
def test_where_another_site_sent_the_browser_from_is_not_kept(referer):
    _, _, cookies = answer("/auth/login", host="app:1", referer=referer)
    assert kept(cookies) == ""


HOSTILE = [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/%0d%0aSet-Cookie:x=y",
    "/plan\r\nX: y",
    "\\\\evil.example",
    "javascript:alert(1)",
    "/a//evil.example",
    "/oauth2callback?code=x",
    "/auth/login?provider=x",
    "/" + "a" * 2000,
    "",
]


@pytest.mark.parametrize("address", HOSTILE)
def test_address_put_into_the_cookie_by_somebody_is_not_followed_elsewhere(address):
    cookie = f"{COOKIE}={quote(address, safe='')}"
    _, where, _ = answer("/oauth2callback", "code=x&state=y", given=(LOGGED_IN,), cookie=cookie)
    assert where == ("/%0d%0aSet-Cookie:x=y" if "%0d" in address else "/")


@given(st.text(alphabet=st.sampled_from("/\\.:@?#%a \t\r\n\u3002\uff0f"), max_size=12))
def test_whatever_is_followed_is_a_path_of_this_host(address):
    if _is_page_below("", address):
        parts = urlsplit(address)
        assert not parts.scheme
        assert not parts.netloc
        assert address[:1] == "/"
        assert address[1:2] not in ("/", "\\")
        assert not set("\\\r\n\t ") & set(address)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("error=access_denied", "refused"),
        ("error=server_error&error_description=x", "failed"),
        ("code=x", "failed"),
    ],
)
def test_failure_is_told_by_the_address(query, code):
    assert answer("/oauth2callback", query)[:2] == (302, f"/?login={code}")


def test_provider_out_of_reach_is_told_by_the_address():
    assert answer("/auth/login", status=400, host="app:1")[:2] == (302, "/?login=unreachable")


def test_deleted_cookie_is_no_login():
    gone = (b"set-cookie", b'_streamlit_user=""; Max-Age=0; Path=/')
    assert answer("/oauth2callback", "code=x", given=(gone,))[1] == "/?login=failed"


def test_way_back_from_logging_out_at_the_provider_and_everything_else_stays():
    assert answer("/oauth2callback")[:2] == (302, "/")
    assert answer("/plan_list", "code=x")[:2] == (302, "/")
    assert answer("//evil.example/oauth2callback", "code=x")[:2] == (302, "/")


def test_below_a_base_path_everything_stays_below_it(monkeypatch):
    real = config.get_option
    monkeypatch.setattr(
        config, "get_option", lambda name: "map" if name == "server.baseUrlPath" else real(name)
    )
    _, _, cookies = answer("/map/auth/login", host="app:1", referer="http://app:1/map/plan_list")
    assert "Path=/map;" in cookies[0]
    cookie = f"{COOKIE}={kept(cookies)}"
    assert answer("/map/oauth2callback", "code=x", given=(LOGGED_IN,), cookie=cookie)[1] == "/map/plan_list"
    elsewhere = f"{COOKIE}={quote('/other/', safe='')}"
    assert answer("/map/oauth2callback", "code=x", given=(LOGGED_IN,), cookie=elsewhere)[1] == "/map/"
