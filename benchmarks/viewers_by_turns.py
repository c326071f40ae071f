"""Fifty-seven people who may see different drafts (47 prefectures, 9 bureaus, headquarters), by turns on one process.

Everybody is logged in as a person of their own, on the demo nation; each looks at 投資マップ and KPI進捗 of the nation, one after
the other, round after round. What is told: how long each page takes, and the process's memory.
``python -m benchmarks.viewers_by_turns [rounds]``
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import websockets
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, generate_xsrf_token_string

from benchmarks.page_session import PageSession
from benchmarks.running import product
from domain.area import NATION
from domain.codelist import codelist

ROUNDS = 4
PAGES = ("investment_map", "kpi_progress")
SECRET = "a secret of this benchmark alone, and of no other"
HEADINGS = "メール,グループ,取扱区分,ブロック,都道府県,提出,管理,備考"


def people() -> dict[str, str]:
    """By address the row of the table of roles."""
    areas = [(NATION, "全国,")]
    areas += [(entry.code, f"{entry.label_ja},") for entry in codelist("block")]
    areas += [(entry.code, f",{entry.label_ja}") for entry in codelist("prefecture")]
    return {f"{code}@example.jp": f"{code}@example.jp,,行政限り,{area},はい,," for code, area in areas}


def settings(folder: Path) -> dict[str, str]:
    """A login that nobody is asked for: the cookies are signed here."""
    secrets, roles = folder / "login.toml", folder / "roles.csv"
    secrets.write_text(
        f'[auth]\nredirect_uri = "http://127.0.0.1:1/oauth2callback"\ncookie_secret = "{SECRET}"\n'
        f'client_id = "benchmark"\nclient_secret = "{SECRET}"\n'
        'server_metadata_url = "http://127.0.0.1:1/.well-known/openid-configuration"\n'
    )
    secrets.chmod(0o600)
    roles.write_text("\n".join([HEADINGS, *people().values()]) + "\n", encoding="utf-8")
    return {"INVESTMAP_SECRETS": str(secrets), "INVESTMAP_ROLES": str(roles)}


class PersonalSession(PageSession):
    """A session of somebody who is logged in."""

    def __init__(self, address: str, page: str, mail: str) -> None:
        super().__init__(address, page)
        self.mail = mail

    @contextlib.asynccontextmanager
    async def opened(self) -> AsyncIterator[PersonalSession]:
        origin, token = f"http://{self.host}", generate_xsrf_token_string()
        person = {"email": self.mail, "iat": time.time(), "sub": self.mail, "iss": "benchmark"}
        claims = json.dumps(person | {"is_logged_in": True, "origin": origin})
        user = create_signed_value(SECRET, "_streamlit_user", claims).decode()
        async with websockets.connect(
            f"ws://{self.host}/_stcore/stream",
            subprotocols=["streamlit", token],
            additional_headers={"Cookie": f"_streamlit_user={user}; _streamlit_xsrf={token}"},
            origin=origin,
            max_size=None,
            ping_interval=None,
            open_timeout=60,
        ) as self.socket:
            yield self


async def by_turns(address: str, rounds: int) -> dict[str, list[float]]:
    """Seconds of each page, the first round apart."""
    taken: dict[str, list[float]] = {}
    async with contextlib.AsyncExitStack() as stack:
        sessions = {
            (mail, page): await stack.enter_async_context(PersonalSession(address, page, mail).opened())
            for mail in people()
            for page in PAGES
        }
        for number in range(rounds):
            for (mail, page), session in sessions.items():
                drawn = await session.run("registry=demo")
                if mail not in drawn.html or "exception" in drawn.elements:
                    raise SystemExit(f"{mail} was not shown {page}")
                taken.setdefault(f"{page}, {'first' if number == 0 else 'later'}", []).append(drawn.seconds)
            print(f"round {number + 1}: {memory_mb(address):.0f} MB", flush=True)
    return taken


def memory_mb(address: str) -> float:
    """Memory of the server's process."""
    port = f"--port {urlsplit(address).port}".encode()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if port in path.read_bytes().replace(b"\0", b" "):
                pages = int((path.parent / "statm").read_text().split()[1])
                return pages * 4096 / 2**20
    return float("nan")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder, product(**settings(Path(folder))) as address:
        print(f"started: {memory_mb(address):.0f} MB")
        taken = asyncio.run(by_turns(address, rounds))
    for name, seconds in taken.items():
        each = sorted(second * 1000 for second in seconds)
        print(
            f"{name:<24} n {len(each):4}   p50 {each[len(each) // 2]:7.1f} ms   "
            f"p95 {each[int(len(each) * 0.95)]:7.1f} ms   max {each[-1]:7.1f} ms"
        )


if __name__ == "__main__":
    main()
