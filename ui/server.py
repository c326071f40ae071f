"""The web server of the product: the app, imported boundaries beside it, and a warm start."""

from __future__ import annotations

import socket
import sys
import warnings
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
import uvicorn
from authlib.deprecate import AuthlibDeprecationWarning
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager

from domain.folders import PRODUCT
from geo.boundaries import imported_edition
from ui import login_settings
from ui.announced_server import AnnouncedServer
from ui.boundary_address import IMPORTED
from ui.failed_download import speak_japanese
from ui.file_store import keep_files
from ui.login_return import LoginReturn
from ui.old_links import OldLinks
from ui.page_head import PageHead
from ui.security_headers import SecurityHeaders
from ui.upload_limit import UploadLimit
from ui.warm import load_drawing, warm

NOT_STARTED = 3
"""Exit code where the server cannot begin, as uvicorn has it."""

_OWN_ADDRESSES = ("127.0.0.1", "::1")
_OWN_NAMES = (*_OWN_ADDRESSES, "localhost")
_FOR_EVER = "public, max-age=31536000, immutable"  # the name changes with the content


class SameOriginSockets:
    """Refuses WebSockets that another site's page opens, under whatever name it has for this machine.

    Streamlit would decide by asking an outside service for this machine's address, which a closed
    network must not see. A page of the product is drawn through the WebSocket alone, so that nothing
    is shown without it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
            origin = headers.get(b"origin")
            is_foreign = origin and urlsplit(origin).netloc != headers.get(b"host")
            if is_foreign or _is_rebound(scope, headers):
                await receive()
                await send({"type": "websocket.close", "code": 1008})
                return
        await self.app(scope, receive, send)


def _is_rebound(scope: Scope, headers: Mapping[bytes, str]) -> bool:
    """True where somebody's own name leads a browser to a server that listens for its own machine alone.

    A proxy says for whom it asks, and the name is then the site's (docs/DEPLOY.md: others are refused there).
    """
    server = scope.get("server")
    if not server or server[0] not in _OWN_ADDRESSES or b"x-forwarded-for" in headers:
        return False
    host = urlsplit("//" + headers.get(b"host", "")).hostname
    return host not in _OWN_NAMES


async def _imported_boundary(request: Request) -> Response:
    """A browser file of an edition of the user's boundaries; only plain names are answered."""
    name = request.path_params["name"]
    edition = imported_edition(request.path_params["edition"])
    if edition is None or Path(name).name != name or not name.endswith(".json"):
        return Response(status_code=404)
    path = edition.browser_folder / name
    if not path.is_file():
        return Response(status_code=404)
    return FileResponse(path, media_type="application/json", headers={"Cache-Control": _FOR_EVER})


@asynccontextmanager
async def _warm_start(_: object) -> AsyncIterator[None]:
    # Our pages/ are listed by app.py; else the first visitor of another page would pass it by.
    PagesManager.uses_pages_directory = False
    warm()
    load_drawing()
    yield


def application() -> st.App:
    """The ASGI application of the product, ready to be run by any ASGI server."""
    speak_japanese()
    keep_files()
    # The first part of the pattern is empty, or the base path behind a proxy.
    boundary_route = Route(f"/{{base:path}}{IMPORTED}/{{edition}}/{{name}}", _imported_boundary)
    return st.App(
        PRODUCT / "app.py",
        routes=[boundary_route],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(SameOriginSockets),
            Middleware(LoginReturn),
            Middleware(UploadLimit),
            Middleware(OldLinks),
            Middleware(PageHead),
        ],
        lifespan=_warm_start,
    )


def login_trouble(base_path: str) -> str:
    """A sentence on what a login that is configured lacks; "" for nothing."""
    return login_settings.trouble(base_path)


def is_open_to_all(address: str) -> bool:
    """True where other machines reach the pages and nobody has to log in."""
    return address not in _OWN_NAMES and not login_settings.is_configured()


def is_free(address: str, port: int) -> bool:
    """True if a server may listen there."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def serve(address: str, port: int, base_path: str = "") -> None:
    """Serve until interrupted, below ``base_path`` if a proxy in front gives the app a folder.

    What a proxy on this machine says of the visitor (X-Forwarded-For, X-Forwarded-Proto) is believed;
    ``FORWARDED_ALLOW_IPS`` names others. One process: viewers are told apart in its memory, so
    further ones are started beside it, and the proxy keeps a viewer with one of them.
    """
    app = application()
    # Not before: the app tells Streamlit where its settings lie, whichever folder this was started in.
    if login_settings.is_configured():
        # On httpx, for which Streamlit asks: who runs the server can do nothing about it.
        warnings.filterwarnings("ignore", category=AuthlibDeprecationWarning)
        config.set_option("secrets.files", [str(login_settings.secrets_file())])
    config.set_option("server.baseUrlPath", base_path)
    settings = uvicorn.Config(
        app,
        host=address,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws_per_message_deflate=False,  # messages are small; packing them costs a tenth of the time
        # Viewers keep their connection for hours; who stops the server does not wait for them.
        timeout_graceful_shutdown=10,
    )
    server = AnnouncedServer(settings)
    with suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        sys.exit(NOT_STARTED)
