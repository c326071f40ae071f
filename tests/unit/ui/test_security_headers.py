"""What browsers are told to allow: scripts of the page that is sent, by their content, and no others."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from tests.apart import run_apart
from ui.security_headers import POLICY, SecurityHeaders, policy


def directives(text: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (part.split() for part in text.split("; "))}


def answer(scheme: str, headers: list[tuple[bytes, bytes]]) -> dict[str, list[str]]:
    """Headers that come out, by name, of an application that answers with ``headers``."""
    sent: list[dict[str, Any]] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": headers})

    async def send(message: Any) -> None:
        sent.append(message)

    run_apart(SecurityHeaders(inner)({"type": "http", "scheme": scheme}, None, send))  # type: ignore[arg-type]
    found: dict[str, list[str]] = {}
    for name, value in sent[0]["headers"]:
        found.setdefault(name.decode().lower(), []).append(value.decode())
    return found


def test_scripts_of_the_page_are_named_by_their_content() -> None:
    script = "\n  window.x = 1\n"
    page = f"<head><script>{script}</script><script src='./a.js'></script></head>"
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in directives(policy(page))["script-src"]
    assert len([source for source in directives(policy(page))["script-src"] if "sha256" in source]) == 1


@pytest.mark.parametrize("page", ["", "<script>x</script>"])
def test_nothing_is_allowed_in_general(page: str) -> None:
    found = directives(policy(page))
    assert found["default-src"] == ["'none'"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "data:", "*"} & set(found["script-src"])
    assert not [source for sources in found.values() for source in sources if "//" in source or source == "*"]


def test_policy_of_a_page_is_kept_and_others_get_one() -> None:
    own = answer("http", [(POLICY.encode(), b"default-src 'self'")])
    assert own[POLICY] == ["default-src 'self'"]
    assert answer("http", [])[POLICY] == [policy()]
    assert answer("http", [])["x-content-type-options"] == ["nosniff"]


def test_cookies_are_secure_where_the_page_came_by_https() -> None:
    cookies = [(b"set-cookie", b"a=1; Path=/"), (b"Set-Cookie", b"b=secure; secure")]
    assert answer("https", cookies)["set-cookie"] == ["a=1; Path=/; Secure", "b=secure; secure"]
    assert answer("http", cookies)["set-cookie"] == ["a=1; Path=/", "b=secure; secure"]
