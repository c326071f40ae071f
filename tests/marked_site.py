"""The running product with a login, and all that it tells one of its visitors: messages, pages, files.

Who visits bears a cookie as the login leaves it, so that no provider is needed.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from itsdangerous import URLSafeTimedSerializer
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.page_session import Drawn, PageSession
from benchmarks.running import product
from tests.marked_search import Looked
from tests.marked_text import texts_in, texts_in_message

OFFICIAL, BUREAU, TOWN = "official@example.jp", "bureau@example.jp", "town@example.jp"
_ROLES = (
    "メール,グループ,取扱区分,ブロック,都道府県,提出,管理,備考",
    f"{OFFICIAL},,行政限り,全国,,はい,はい,",
    f"{BUREAU},,行政限り,北海道,,はい,,",
    f"{TOWN},,公開,,熊本県,はい,,",
)
_SECRET = "signs the cookies of the tests, and of nothing else"
_USER = "_streamlit_user"
_TRIES = 8
_FILE = re.compile(r"/media/[0-9a-f]+\.[a-z0-9]+")


@dataclass
class Site:
    """Where it runs, and what its process said."""

    address: str
    log: Path
    home: Path

    def cookie(self, mail: str) -> str:
        """The cookie of somebody who has logged in; "" for nobody."""
        if not mail:
            return ""
        told = {"is_logged_in": True, "origin": self.address, "email": mail, "iat": time.time()}
        return f"{_USER}={URLSafeTimedSerializer(_SECRET, salt=_USER).dumps(json.dumps(told))}"


@contextlib.contextmanager
def site(registry_url: str, folder: Path) -> Iterator[Site]:
    """The product on a registry, with a login that an official, the bureau of another block, and a town have."""
    secrets, roles = folder / "login.toml", folder / "roles.csv"
    secrets.touch(mode=0o600)
    lines = {
        "redirect_uri": "http://127.0.0.1:1/oauth2callback",
        "cookie_secret": _SECRET,
        "client_id": "investmap",
        "client_secret": "none",
        "server_metadata_url": "http://127.0.0.1:1/.well-known/openid-configuration",
    }
    secrets.write_text(
        "[auth]\n" + "\n".join(f"{name} = {json.dumps(value)}" for name, value in lines.items())
    )
    roles.write_text("\n".join(_ROLES), encoding="utf-8")
    settings = {
        "INVESTMAP_REGISTRY": registry_url,
        "INVESTMAP_SECRETS": str(secrets),
        "INVESTMAP_ROLES": str(roles),
        "INVESTMAP_HOME": str(folder / "home"),
    }
    log = folder / "server.log"
    with product(log, **settings) as address:
        yield Site(address, log, folder / "home")


@dataclass
class Visit:
    """A visitor of the site and everything that they were told."""

    site: Site
    mail: str
    looked: Looked
    files: set[str] = field(default_factory=set)
    """Addresses of files made for them, all of which they fetch."""
    own_files: set[str] = field(default_factory=set)
    """Those in which a mark stands."""
    failed: list[str] = field(default_factory=list)
    """Files that were offered and could not be made."""
    _heard: list[bytes] = field(default_factory=list)
    _named: set[str] = field(default_factory=set)
    _saved: set[tuple[str, str]] = field(default_factory=set)

    @property
    def cookie(self) -> str:
        return self.site.cookie(self.mail)

    async def page(self, page: str, query: str, *, deep: bool = True) -> None:
        """Open a page; with ``deep`` all that can be opened on it, its files, and a line of each table."""
        name = f"{page}?{query}"
        await asyncio.to_thread(self._fetch, f"page {name}", f"/{page}?{query}")
        async with PageSession(
            self.site.address, page, cookie=self.cookie, hear=self._heard.append
        ).opened() as session:
            drawn = await session.run(query)
            self._check(drawn, name)
            if deep:
                await self._downloads(session, drawn, name)
                drawn = await self._opened(session, drawn, query)
                await self._downloads(session, drawn, name)
                await self._selected(session, drawn, query)
            self._hear(f"messages {name}")
        await self._fetch_files(name)

    async def upload(self, name: str, content: bytes) -> None:
        """Hand in a file up to the last step, which is not pressed, and look at all that is told of it."""
        async with PageSession(
            self.site.address, "data_submission", cookie=self.cookie, hear=self._heard.append
        ).opened() as session:
            drawn = await session.run()
            await session.upload(drawn.elements["file_uploader"][0], name, content)
            drawn = await self._opened(session, await session.run(), "")
            self._check(drawn, name)
            await self._downloads(session, drawn, f"upload {name}")
            self._hear(f"messages upload {name}")
        await self._fetch_files(f"upload {name}")

    def fetch(self, path: str) -> None:
        """Fetch what everybody may."""
        self._fetch(path, f"/{path}")

    async def _opened(self, session: PageSession, drawn: Drawn, query: str) -> Drawn:
        """Open what can be opened; twice, as there may be more in it."""
        for _ in range(2):
            new = [each for each in drawn.blocks if each not in session.states]
            if not new:
                break
            for each in new:
                session.open(each)
            drawn = await session.run(query)
            self._check(drawn, query)
        return drawn

    async def _selected(self, session: PageSession, drawn: Drawn, query: str) -> None:
        """Choose the first line of every table, and click what the map shows first, one after the other."""
        before = dict(session.states)
        for table in drawn.elements.get("arrow_data_frame", []):
            if table.id:
                session.select(table, {"rows": [0], "columns": [], "cells": []})
                self._check(await session.run(query), query)
                session.states = dict(before)
        for chart in drawn.elements.get("deck_gl_json_chart", []):
            for picked in _features(json.loads(chart.json)):
                session.select(chart, {"indices": {}, "objects": {"layer": [picked]}})
                self._check(await session.run(query), query)
                session.states = dict(before)

    async def _downloads(self, session: PageSession, drawn: Drawn, name: str) -> None:
        for button in drawn.elements.get("download_button", []):
            if (name, button.id) in self._saved:
                continue
            self._saved.add((name, button.id))
            surface = f"file {name} {button.label}"
            address = await self._saved_file(session, button, surface)
            if not address:
                self.failed.append(f"{name}: {button.label}")
                continue
            self.files.add(address)
            if self.looked.found[surface]:
                self.own_files.add(address)

    async def _saved_file(self, session: PageSession, button: Any, surface: str) -> str:
        """Where the file of a button was had; "" if it could not be. Streamlit drops a file that was made on a
        press after two runs of anybody, so that it is asked for again, as a person would.
        """
        for _ in range(_TRIES):
            address = button.url or await session.file_address(button)
            with contextlib.suppress(urllib.error.HTTPError):
                if address:
                    await asyncio.to_thread(self._fetch, surface, address)
                return address
        return ""

    def _hear(self, surface: str) -> None:
        for raw in self._heard:
            message = ForwardMsg()
            message.ParseFromString(raw)
            self.looked.look(surface, texts_in_message(message, raw))
        self._named = {
            found for raw in self._heard for found in _FILE.findall(raw.decode("utf-8", "replace"))
        }
        self._heard.clear()

    async def _fetch_files(self, name: str) -> None:
        for address in sorted(self._named - self.files):
            with contextlib.suppress(urllib.error.HTTPError):  # gone with its page
                await asyncio.to_thread(self._fetch, f"media {name}", address)
            self.files.add(address)

    def _fetch(self, surface: str, path: str) -> None:
        """Look through what an address answers: the head, which names the file, and the body."""
        request = urllib.request.Request(f"{self.site.address}{path}", headers={"Cookie": self.cookie})
        with urllib.request.urlopen(request, timeout=60) as answer:
            head = "\n".join(f"{key}: {unquote(value)}" for key, value in answer.headers.items())
            self.looked.look(surface, [head, *texts_in(answer.read())])

    @staticmethod
    def _check(drawn: Drawn, name: str) -> None:
        if failed := drawn.elements.get("exception"):
            raise RuntimeError(f"{name}: {failed[0].message}")


def _features(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The first object of every layer whose data travel."""
    for layer in spec.get("layers", []):
        data = layer.get("data")
        if isinstance(data, list) and data and isinstance(data[0], dict):
            yield data[0]
