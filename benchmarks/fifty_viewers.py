"""Fifty viewers on the real map page and on ホーム, one process, four seconds between clicks; and one slider.

A viewer is a WebSocket that speaks Streamlit's own messages: it draws the page once, then changes
the filter of fields or the block again and again, and waits until the script has finished. As a browser does,
it tells which messages it has cached. A page and the slider are measured in turns, three times each.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from dataclasses import dataclass, field

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.running import peer, product

VIEWERS, THINK_S, SECONDS, ROUNDS = 50, 4.0, 30.0, 3
PATHS = {"map": "investment_map", "home": "", "slider": ""}
"""By kind of viewer the page that is looked at."""


@dataclass
class Viewer:
    """One session, and what it must send back to be believed a browser."""

    address: str
    kind: str
    latencies: list[float] = field(default_factory=list)
    received: list[int] = field(default_factory=list)
    query: str = ""
    page: str = ""
    cached: dict[str, None] = field(default_factory=dict)
    widgets: dict[str, object] = field(default_factory=dict)

    async def look(self, until: float, think: float) -> None:
        host = self.address.removeprefix("http://")
        async with websockets.connect(
            f"ws://{host}/_stcore/stream", subprotocols=["streamlit"], max_size=None, ping_interval=None
        ) as socket:
            await self._run(socket, None)
            await asyncio.sleep(random.random() * think)
            while time.time() < until:
                start = time.perf_counter()
                size = await self._run(socket, random.choice(list(self.widgets)))
                self.latencies.append(time.perf_counter() - start)
                self.received.append(size)
                await asyncio.sleep(think * (0.5 + random.random()))

    async def _run(self, socket: websockets.ClientConnection, change: str | None) -> int:
        message = BackMsg()
        message.rerun_script.query_string = self.query
        # The first run asks for a page by name, later ones by the name that the server has for it.
        message.rerun_script.page_name = "" if self.page else PATHS[self.kind]
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.cached_message_hashes.extend(self.cached)
        if change:
            state = message.rerun_script.widget_states.widgets.add()
            state.id = change
            self._choose(state, self.widgets[change])
        await socket.send(message.SerializeToString())
        size = 0
        while True:
            raw = await socket.recv()
            size += len(raw)
            answer = ForwardMsg()
            answer.ParseFromString(raw)
            if answer.metadata.cacheable:
                self.cached[answer.hash] = None
            what = answer.WhichOneof("type")
            if what == "delta":
                self._note(answer)
            elif what == "navigation":
                self.page = answer.navigation.page_script_hash
            elif what == "page_info_changed":
                self.query = answer.page_info_changed.query_string
            elif what == "script_finished":
                return size

    def _note(self, answer: ForwardMsg) -> None:
        if answer.delta.WhichOneof("type") != "new_element":
            return
        element = answer.delta.new_element
        what = element.WhichOneof("type")
        if what == "exception":
            raise SystemExit(f"the page failed: {element.exception.message}")
        if self.kind == "slider" and what == "slider":
            self.widgets[element.slider.id] = None
        if self.kind != "slider" and what == "multiselect" and "filter_field" in element.multiselect.id:
            self.widgets[element.multiselect.id] = list(element.multiselect.options)
        if self.kind != "slider" and what == "selectbox" and "filter_block" in element.selectbox.id:
            self.widgets[element.selectbox.id] = tuple(element.selectbox.options)

    @staticmethod
    def _choose(state: object, options: object) -> None:
        if options is None:
            state.double_array_value.data.append(random.randint(0, 100))  # type: ignore[attr-defined]
        elif isinstance(options, list):
            state.string_array_value.data.extend(random.sample(options, random.randint(0, 2)))  # type: ignore[attr-defined]
        else:
            state.string_value = random.choice(options)  # type: ignore[attr-defined]


async def crowd(address: str, kind: str, seconds: float, think: float = THINK_S) -> list[Viewer]:
    viewers = [Viewer(address, kind) for _ in range(VIEWERS)]
    until = time.time() + seconds
    await asyncio.gather(*(viewer.look(until, think) for viewer in viewers))
    return viewers


def report(name: str, viewers: list[Viewer]) -> float:
    """Print and return the 95th percentile in milliseconds."""
    taken = sorted(latency * 1000 for viewer in viewers for latency in viewer.latencies)
    sizes = [size for viewer in viewers for size in viewer.received]
    p50, p95 = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
    print(
        f"{name:<8} n {len(taken):4}   p50 {p50:6.1f} ms   p95 {p95:6.1f} ms   max {taken[-1]:6.1f} ms   received {statistics.median(sizes) / 1000:.1f} kB"
    )
    return p95


def measure(kind: str, slider: str) -> None:
    """A page on a server of its own, in turns with the slider."""
    with product() as ours:
        print(f"{kind}, first minute, nothing asked before:")
        report(kind, asyncio.run(crowd(ours, kind, SECONDS)))
        asyncio.run(crowd(ours, kind, 45, think=1.5))
        print("a morning later:")
        p95s, ratios = [], []
        for _ in range(ROUNDS):
            base = report("slider", asyncio.run(crowd(slider, "slider", SECONDS)))
            p95s.append(report(kind, asyncio.run(crowd(ours, kind, SECONDS))))
            ratios.append(p95s[-1] / base)
    print(
        f"{kind}: p95 of a filter change: median {statistics.median(p95s):.1f} ms; against "
        f"one slider: {[round(ratio, 2) for ratio in ratios]}, median {statistics.median(ratios):.2f}"
    )


def main() -> None:
    random.seed(1)
    with peer("one_slider.py") as slider:
        asyncio.run(crowd(slider, "slider", 5))
        for kind in ("map", "home"):
            measure(kind, slider)


if __name__ == "__main__":
    main()
