"""A hundred sessions for five minutes on PostgreSQL, which is stopped and started again in the middle.

Two processes of the app serve them, as docs/DEPLOY.md sets up. Most look at areas and fields on 投資マップ; some
hand in plans by データ登録. The headline cards are compared with those worked out beforehand, from a registry of
its own, for every version that the viewers may see.
Beside it: the same load on an empty Streamlit page. ``python -m benchmarks.hundred_sessions [seconds] [sessions]``
"""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs

import websockets

from analysis.allocation import allocate
from analysis.selection import parse_selection
from benchmarks.page_session import Drawn, PageSession
from benchmarks.running import peer, product
from intake.first_start import open_registry
from intake.submission import accept, check_files
from registry.database import Registry, SubmissionFacts
from registry.history import submissions_of_plans
from registry.snapshot import read_records
from tests.plan_files import plan_workbook
from tests.server.postgresql import APP, Server, programs
from ui.cards import cards
from ui.half_choice import begun_halves

SECONDS, SESSIONS, THINK_S, AWAY_S = 300.0, 100, 8.0, 10.0
PROCESSES = 2
ONE_IN_TEN = 10
QUERIES = (
    "", "block=hokkaido", "block=kyushu", "prefecture=430005", "field=ai_semiconductor",
    "block=kyushu&field=ai_semiconductor", "block=tohoku", "field=shipbuilding",
)  # fmt: skip
AWAY = "登録簿のデータベースにつながり"


@dataclass
class Told:
    """What the sessions have seen."""

    expected: dict[tuple[int, str], str]
    until: float
    seconds: list[float] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    receipts: list[str] = field(default_factory=list)
    """Plans that a session was given a receipt for."""
    sent: list[str] = field(default_factory=list)
    """Plans that a session began to hand in."""
    last_away: float = 0.0
    log: str = ""
    """What the server has said."""


def expected_cards(versions: int) -> dict[tuple[int, str], str]:
    """By version and query the cards, as a registry of its own answers; every submission adds as much."""
    registry = open_registry("sqlite://")
    half, today = begun_halves()[0], dt.date.today().isoformat()
    found: dict[tuple[int, str], str] = {}
    for number in range(versions + 1):
        allocation = allocate(read_records(registry), dt.date.today())
        for query in QUERIES:
            selection, _ = parse_selection(parse_qs(query))
            found[registry.version(), query] = "".join(cards(allocation, selection))
        checked = check_files({"計画.xlsx": plan_workbook(plan_id=f"B-430005-{number:04}")}, registry)
        accept(registry, checked, SubmissionFacts("熊本県", half, today))
    return found


def compare(drawn: Drawn, query: str, told: Told) -> None:
    """Hold what a page shows against what is right for the version that it says it shows."""
    told.counts["runs"] += 1
    told.counts["crashes"] += len(drawn.elements.get("exception", []))
    if AWAY in drawn.html:
        told.counts["told that the database is away"] += 1
        told.last_away = time.time()
    version = re.search(r"登録簿: 第(\d+)版", drawn.html)
    if version is None:
        told.counts["told and not shown" if AWAY in drawn.html else "not shown"] += 1
        return
    right = told.expected[int(version[1]), query]
    if f'<div class="cards">{right}</div>' not in drawn.html:
        told.wrong.append(f"第{version[1]}版 {query}")


async def look(address: str, told: Told, chance: random.Random, page: str = "investment_map") -> None:
    """Look at one area or field after the other; a page that asks to be run again is, as browsers do."""
    async with PageSession(address, page).opened() as session:
        query = ""
        drawn = await session.run(query)
        while time.time() < told.until:
            if told.expected:
                compare(drawn, query, told)
            if drawn.asked_again:
                interval, fragment = drawn.asked_again
                await asyncio.sleep(interval)
                again = await session.run(query, fragment=fragment)
                # A fragment that finds nothing new leaves the page as it was.
                drawn = again if again.html else drawn
                told.counts["recovered by themselves"] += bool(again.html and AWAY not in again.html)
                continue
            await asyncio.sleep(THINK_S * (0.5 + chance.random()))
            query = chance.choice(QUERIES)
            drawn = await session.run(query)
            told.seconds.append(drawn.seconds)


async def hand_in(address: str, told: Told, plans: list[str], chance: random.Random) -> None:
    """Hand in one plan after the other by データ登録 until the time is over."""
    async with PageSession(address, "data_submission").opened() as session:
        drawn = await session.run()
        for plan in plans:
            await asyncio.sleep(THINK_S * (0.5 + chance.random()))
            if time.time() > told.until:
                return
            told.sent.append(plan)
            await session.upload(
                drawn.elements["file_uploader"][0], f"{plan}.xlsx", plan_workbook(plan_id=plan)
            )
            session.write(drawn.widget("text_input", "upload_by"), "熊本県")
            drawn = await settled(session, await session.run(), told)
            for box in drawn.elements.get("checkbox", []):
                session.tick(box)
            drawn = await session.run()
            drawn = await settled(session, drawn, told, press=True)
            told.receipts.append(plan)
            session.states = {}


async def settled(session: PageSession, drawn: Drawn, told: Told, *, press: bool = False) -> Drawn:
    """Go on as a person would: wait while the page says that it comes back, press until there is a receipt."""
    for _ in range(200):
        told.counts["crashes"] += len(drawn.elements.get("exception", []))
        if AWAY in drawn.html or "つながらない" in drawn.html:
            told.counts["submitters told"] += 1
        if "受け付けました。" in drawn.html and press:
            return drawn
        buttons = [each for each in drawn.elements.get("button", []) if each.label == "受け付ける"]
        if buttons and not press:
            return drawn
        if buttons and not buttons[0].disabled:
            drawn = await session.run(pressed=buttons[0].id)
            continue
        await asyncio.sleep(2)
        fragment = drawn.asked_again[1] if drawn.asked_again else ""
        again = await session.run(fragment=fragment)
        drawn = again if again.html or not fragment else drawn
    raise RuntimeError(f"no receipt: {re.sub('<[^>]*>', ' ', drawn.html)[:500]}")


async def crowd(
    addresses: Sequence[str], told: Told, sessions: int, page: str, plans: list[list[str]]
) -> None:
    """All sessions, by turns at one process or the other, where each stays as nginx keeps it."""
    at = itertools.cycle(addresses)
    work = [hand_in(next(at), told, own, random.Random(str(own))) for own in plans]
    work += [look(next(at), told, random.Random(number), page) for number in range(sessions - len(plans))]
    for ended in await asyncio.gather(*work, return_exceptions=True):
        if isinstance(ended, websockets.ConnectionClosed):
            told.counts["connections lost"] += 1
        elif isinstance(ended, BaseException):
            raise ended


async def interrupted(server: Server, after: float, away: float) -> float:
    """Stop the database and start it again; when it was back."""
    await asyncio.sleep(after)
    await asyncio.to_thread(server.pause)
    await asyncio.sleep(away)
    await asyncio.to_thread(server.go_on)
    return time.time()


async def run_with_restart(
    addresses: Sequence[str],
    server: Server,
    told: Told,
    seconds: float,
    sessions: int,
    plans: list[list[str]],
) -> float:
    """All sessions, and the restart in the middle; seconds from the database's return to the last one that
    was still told it was away.
    """
    away = min(AWAY_S, seconds / 4)
    back, _ = await asyncio.gather(
        interrupted(server, seconds / 2 - away / 2, away),
        crowd(addresses, told, sessions, "investment_map", plans),
    )
    return max(0.0, told.last_away - back)


def percentiles(told: Told) -> str:
    taken = sorted(second * 1000 for second in told.seconds)
    if not taken:
        return "nothing was measured"
    return f"n {len(taken):5}   p50 {taken[len(taken) // 2]:7.1f} ms   p95 {taken[int(len(taken) * 0.95)]:7.1f} ms   max {taken[-1]:7.1f} ms"


def faults(told: Told, registry: Registry) -> dict[str, int]:
    """What must not have happened, and how often it did."""
    stored = Counter(submissions_of_plans(registry)["plan_id"])
    return {
        "lost submissions": sum(stored[plan] == 0 for plan in told.receipts),
        "submissions stored twice": sum(number > 1 for number in stored.values()),
        "submissions without a receipt": len(set(stored) & set(told.sent) - set(told.receipts)),
        "wrong numbers": len(told.wrong),
        "crashes": told.counts["crashes"],
        "failures in the server's log": told.log.count("Traceback")
        + told.log.count("Uncaught app exception"),
        "pages not shown and nothing told": told.counts["not shown"],
        "connections lost": told.counts["connections lost"],
    }


def measure(seconds: float, sessions: int) -> tuple[Told, dict[str, int], float]:
    """Processes of the product on a PostgreSQL server of its own; what was seen, what went wrong, how long to recover."""
    submitters = max(2, sessions // ONE_IN_TEN)
    each = max(2, int(seconds / (THINK_S + 3)))
    plans = [[f"B-430005-{9000 - s * each - n}" for n in range(each)] for s in range(submitters)]
    where = programs()
    if where is None:
        raise SystemExit("no PostgreSQL on this machine: apt-get install postgresql")
    expected = expected_cards(submitters * each)
    server = Server(where)
    server.start()
    try:
        url = server.url(server.new_registry(), APP)
        with tempfile.TemporaryDirectory() as folder:
            logs = [Path(folder) / f"{number}.log" for number in range(PROCESSES)]
            with ExitStack() as served:
                at = [served.enter_context(product(log, INVESTMAP_REGISTRY=url)) for log in logs]
                told = Told(expected, time.time() + seconds)
                recovered = asyncio.run(run_with_restart(at, server, told, seconds, sessions, plans))
            told.log = "".join(log.read_text(errors="replace") for log in logs)
        return told, faults(told, Registry(url)), recovered
    finally:
        server.stop()


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    sessions = int(sys.argv[2]) if len(sys.argv) > 2 else SESSIONS
    told, wrong, recovered = measure(seconds, sessions)
    print(f"investmap    {percentiles(told)}")
    with ExitStack() as served:
        empty = [served.enter_context(peer("empty_page.py")) for _ in range(PROCESSES)]
        base = Told({}, time.time() + min(seconds, 60))
        asyncio.run(crowd(empty, base, sessions, "", []))
    print(f"empty page   {percentiles(base)}")
    print(f"submissions with a receipt {len(told.receipts)}   {dict(told.counts)}")
    print(f"last told that the database is away {recovered:.1f} s after its return")
    print("   ".join(f"{what} {number}" for what, number in wrong.items()))
    if any(wrong.values()):
        print("\n".join(told.wrong[:20]), told.log[-20_000:], sep="\n")
        raise SystemExit(1)


if __name__ == "__main__":
    main()
