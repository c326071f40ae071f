"""Links from before ホーム: the map was the start page, and what they ask for is asked of the map's own page."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.link import MAP, VIEW_PARAMETERS

_OF_THE_MAP = frozenset(name for name, parameter in VIEW_PARAMETERS.items() if MAP in parameter.pages)
"""Parameters that the map has and the start page has not. Areas and filters are understood by both."""


class OldLinks:
    """Sends a browser that asks the start page for a view of the map on to the map.

    By the server and not by the page: so the link before it stays what Back leads to.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = RedirectResponse(_address(scope)) if _asks_for_the_map(scope) else self.app
        await answer(scope, receive, send)


def _asks_for_the_map(scope: Scope) -> bool:
    if scope["type"] != "http" or not str(scope["path"]).endswith("/"):
        return False
    return not _OF_THE_MAP.isdisjoint(parse_qs(scope["query_string"].decode("latin-1")))


def _address(scope: Scope) -> str:
    """Relative, so that it also holds below the base path of a proxy."""
    return f"{MAP}?{scope['query_string'].decode('latin-1')}"
