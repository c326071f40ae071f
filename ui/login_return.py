"""Back from the login to the page that it began on, and never to another host; failures told by the address.

Streamlit answers the provider by sending the browser to the start page, whatever came of the attempt.
"""

from __future__ import annotations

import re
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, quote, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from ui.login import PARAMETER
from ui.login_settings import CALLBACK

COOKIE = "investmap_return"
_LOGIN = "/auth/login"
_KEPT_S = 600
_LONGEST = 1500
_IDENTITY = re.compile(rb"^_streamlit_user=[^;]{20}")
"""The cookie of who has logged in, as it is set and not as it is deleted."""


class LoginReturn:
    """Keeps the page on which a login began in a cookie, and goes back there."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        base = _base()
        steps = {f"{base}{_LOGIN}": _began, f"{base}{CALLBACK}": _came_back}
        step = steps.get(str(scope["path"])) if scope["type"] == "http" else None
        if step is None:
            await self.app(scope, receive, send)
            return
        is_replaced = False

        async def send_changed(message: Message) -> None:
            nonlocal is_replaced
            if message["type"] == "http.response.start":
                message = step(scope, message, base)
                is_replaced = message["status"] == 302
            elif message["type"] == "http.response.body" and is_replaced:
                message = {**message, "body": b""}
            await send(message)

        await self.app(scope, receive, send_changed)


def _base() -> str:
    """The folder that a proxy gives the app; from the settings, never from what somebody asks for."""
    folder = str(config.get_option("server.baseUrlPath")).strip("/")
    return f"/{folder}" if folder else ""


def _began(scope: Scope, message: Message, base: str) -> Message:
    """The answer to who wants to log in: where they were is kept; a provider out of reach is told."""
    if message["status"] != 302:
        return _sent(message, f"{base}/?{PARAMETER}=unreachable", [])
    headers = Headers(scope=scope)
    left = urlsplit(headers.get("referer", ""))
    address = left.path + (f"?{left.query}" if left.query else "")
    is_ours = left.netloc == headers.get("host") and _is_page_below(base, address)
    kept = MutableHeaders(raw=[*message["headers"]])
    kept.append("set-cookie", _cookie(base, address if is_ours else ""))
    return {**message, "headers": kept.raw}


def _came_back(scope: Scope, message: Message, base: str) -> Message:
    """The answer to the provider: to the page where the login began, or to the start with what failed."""
    query = parse_qs(scope["query_string"].decode("latin-1"))
    if any(name == b"set-cookie" and _IDENTITY.match(value) for name, value in message["headers"]):
        address = _kept_address(scope)
        target = address if _is_page_below(base, address) else f"{base}/"
        return _sent(message, target, [_cookie(base, "")])
    if "error" in query:
        refused = query["error"] == ["access_denied"]
        return _sent(message, f"{base}/?{PARAMETER}={'refused' if refused else 'failed'}", [])
    if "code" in query or message["status"] != 302:
        return _sent(message, f"{base}/?{PARAMETER}=failed", [])
    return message


def _sent(message: Message, address: str, cookies: list[str]) -> Message:
    """The answer with another address to go to, and with the cookies that it sets."""
    dropped = (b"location", b"content-length", b"content-type")
    headers = MutableHeaders(raw=[pair for pair in message["headers"] if pair[0].lower() not in dropped])
    headers["location"] = address
    headers["content-length"] = "0"
    for cookie in cookies:
        headers.append("set-cookie", cookie)
    return {**message, "status": 302, "headers": headers.raw}


def _is_page_below(base: str, address: str) -> bool:
    """True for the path of a page of ours: nothing that a browser could take for another host."""
    if not address.startswith(f"{base}/") or len(address) > _LONGEST:
        return False
    if address.startswith("//") or re.search(r"[\\\x00-\x20\x7f-\U0010ffff]", address):
        return False
    parts = urlsplit(address)
    is_a_step = parts.path in (f"{base}{_LOGIN}", f"{base}{CALLBACK}")
    return not (parts.scheme or parts.netloc or is_a_step) and "//" not in parts.path


def _cookie(base: str, address: str) -> str:
    """The cookie that keeps an address; one without an address ends at once."""
    lasts = _KEPT_S if address else 0
    return f"{COOKIE}={quote(address, safe='')}; Path={base or '/'}; Max-Age={lasts}; HttpOnly; SameSite=Lax"


def _kept_address(scope: Scope) -> str:
    try:
        found = SimpleCookie(Headers(scope=scope).get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return unquote(found.value) if found else ""
