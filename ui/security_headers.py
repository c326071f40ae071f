"""What a browser is told to allow: the app's own scripts, styles and connections, and nothing else.

The app itself sends these headers, so that they hold with and without a server in front of it, and so
that the policy names exactly the scripts that stand in the page that is sent.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "content-security-policy"

_DIRECTIVES = {
    "default-src": "'none'",
    # The map reads binary data with WebAssembly, and Streamlit loads our bridge to the browser as a blob.
    "script-src": "'self' blob: 'wasm-unsafe-eval'",
    # Streamlit writes its styles with script, and our tables and pictures have style attributes.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    # Streamlit's few symbols are a font within its style sheet.
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.S)


def policy(page: str = "") -> str:
    """The content security policy of an answer; of ``page`` if it is one, whose own scripts may run."""
    scripts = [_hash(script) for script in _INLINE_SCRIPT.findall(page)]
    directives = _DIRECTIVES | {"script-src": " ".join([_DIRECTIVES["script-src"], *scripts])}
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def _hash(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"


class SecurityHeaders:
    """Puts the headers on every answer; cookies go by https alone where the page came by https."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_secure = scope.get("scheme") == "https"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _completed(message["headers"], is_secure)}
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _completed(given: Sequence[tuple[bytes, bytes]], is_secure: bool) -> list[tuple[bytes, bytes]]:
    kept = [
        (name, _secured(value) if is_secure and name.lower() == b"set-cookie" else value)
        for name, value in given
        # Streamlit lets every site read static files; nobody but our own pages needs to.
        if (name.lower(), value) != (b"access-control-allow-origin", b"*")
    ]
    headers = MutableHeaders(raw=kept)
    for name, value in (_ALWAYS | {POLICY: policy()}).items():
        headers.setdefault(name, value)
    return headers.raw


def _secured(cookie: bytes) -> bytes:
    return cookie if re.search(rb";\s*secure\b", cookie, re.I) else cookie + b"; Secure"
