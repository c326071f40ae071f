"""What the browser learns from the page's head, before Streamlit's own script runs: the language, the
title, the style sheet and which large files it will need. Without it a page would first stand there
unstyled, in English and under another name.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.folders import STATIC
from ui import first_picture, link
from ui.markup import style_address
from ui.security_headers import POLICY, policy

TITLE = "地域未来投資マップ"
_NEEDED_SOON = ("Html", "BidiComponent", "DataFrame", "arrowFormatUtils")
"""Parts of Streamlit's own script that nearly every page needs, by the start of their file names."""

_NEEDED_BY_MAPS = ("DeckGlJsonChart",)
"""Parts that only the map needs, and that are large: other pages fetch them when they have nothing else to do."""


class PageHead:
    """Completes the head of every HTML page that the application within sends."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "." in scope["path"].rpartition("/")[2]:
            await self.app(scope, receive, send)
            return
        # As plain text, whole, every time: a stored page would name an earlier style sheet.
        kept = [
            (name, value)
            for name, value in scope["headers"]
            if name not in (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
        ]
        is_map = str(scope["path"]).endswith(f"/{link.MAP}")
        query = scope["query_string"].decode("latin-1")
        style = await run_in_threadpool(first_picture.style, query) if is_map else ""
        await self.app({**scope, "headers": kept}, receive, _Completed(send, style, with_map=is_map))


class _Completed:
    """Holds an HTML page back until it is whole, and sends it with its head completed."""

    def __init__(self, send: Send, style: str, *, with_map: bool) -> None:
        self.send = send
        self.style = style
        self.with_map = with_map
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self.start = message
        elif message["type"] != "http.response.body" or self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_page(self.start)

    async def _send_page(self, start: Message) -> None:
        page = (
            completed(self.body.decode(), self.style, with_map=self.with_map).encode() if self.body else b""
        )
        headers = [
            (name, value)
            for name, value in start["headers"]
            if name.lower() not in (b"content-length", b"etag", b"last-modified")
        ]
        headers.append((b"content-length", str(len(page) or _length(start)).encode()))
        headers.append((POLICY.encode(), policy(page.decode()).encode()))
        await self.send({**start, "headers": headers})
        await self.send({"type": "http.response.body", "body": page})


def _is_page(start: Message) -> bool:
    kinds = [value for name, value in start["headers"] if name.lower() == b"content-type"]
    return start["status"] == 200 and any(kind.startswith(b"text/html") for kind in kinds)


def _length(start: Message) -> int:
    """The length that an answer to HEAD tells."""
    return next((int(value) for name, value in start["headers"] if name.lower() == b"content-length"), 0)


_FRAME_SIZE = """<script>
  // The size that static/style.css gives the map's frame beside a sidebar of usual width, so that the
  // first camera already fits; ui/browser_bridge.py tells the true size later. In 会議表示 all is in
  // hundredths of the picture's width.
  const part = Math.min(innerWidth, innerHeight * 16 / 9) / 100, size = /[?&]meeting=yes/.test(location.search)
    ? [73.2 * part, 44.9 * part]
    : [0.7 * (innerWidth - 306) - 7.5, Math.max(420, Math.min(innerHeight - 258, innerWidth / 2))];
  document.cookie = 'map_frame=' + size.map(Math.round).join('x') + '; path=/; SameSite=Lax';
</script>"""


def completed(page: str, style: str = "", *, with_map: bool = False) -> str:
    """The page in Japanese, with our title, ``style``, and the links of :func:`_links` in its head."""
    page = page.replace('<html lang="en">', '<html lang="ja">', 1)
    page = re.sub(r"<title>.*?</title>", f"<title>{TITLE}</title>", page, count=1)
    page = re.sub(
        r'<link rel="shortcut icon" [^>]*>', '<link rel="icon" href="./app/static/icon.png">', page, count=1
    )
    # Streamlit's own typeface has no Japanese and is not used.
    page = re.sub(r'<link\s+rel="preload"\s+href="[^"]*SourceSans[^>]*>', "", page, count=1)
    return page.replace(
        "<head>", f"<head>{_links(with_map)}{_FRAME_SIZE}{f'<style>{style}</style>' if style else ''}", 1
    )


@cache
def _links(with_map: bool) -> str:
    fonts = sorted((STATIC / "fonts").glob("*-Regular.woff2"))
    soon, later = _scripts(_NEEDED_SOON), _scripts(_NEEDED_BY_MAPS)
    if with_map:
        soon, later = soon + later, []
    return "".join(
        [
            f'<link rel="stylesheet" href="./{style_address()}">',
            *(
                f'<link rel="preload" as="font" type="font/woff2" crossorigin href="./app/static/fonts/{path.name}">'
                for path in fonts
            ),
            *(f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in soon),
            *(f'<link rel="prefetch" as="script" crossorigin href="./static/js/{name}">' for name in later),
        ]
    )


def _scripts(parts: tuple[str, ...]) -> list[str]:
    """File names of parts of Streamlit's own script."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return [path.name for part in parts for path in sorted(folder.glob(f"{part}.*.js"))]
