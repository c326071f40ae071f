"""Servers and browsers for the benchmarks: start an app, open it, watch frames and messages."""

from __future__ import annotations

import base64
import contextlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, sync_playwright

from tests.this_machine import free_port

PEERS = Path(__file__).parent / "peers"
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]  # fmt: skip


@contextlib.contextmanager
def product(log: Path | None = None, **settings: str) -> Iterator[str]:
    """``investmap serve`` on its shipped data; yields its address. What it says is kept in ``log``."""
    with tempfile.TemporaryDirectory() as home:
        port = free_port()
        command = [sys.executable, "-m", "cli", "serve", "--port", str(port)]
        with _running(command, port, {"INVESTMAP_HOME": home} | settings, log):
            yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def peer(script: str) -> Iterator[str]:
    """A plain Streamlit app of ``benchmarks/peers``, with the settings that do it most good."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(PEERS / script), "--server.port", str(port)),
        *("--server.headless", "true", "--browser.gatherUsageStats", "false"),
        *("--browser.serverAddress", "localhost", "--server.fileWatcherType", "none"),
        *("--server.enableStaticServing", "true", "--runner.postScriptGC", "false"),
    ]
    root = Path(__file__).parent.parent
    with _running(command, port, {"PYTHONPATH": str(root)}):
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def _running(
    command: list[str], port: int, environment: dict[str, str], log: Path | None = None
) -> Iterator[None]:
    with (log or Path(os.devnull)).open("wb") as said:
        process = subprocess.Popen(
            command, env=os.environ | environment, stdout=said, stderr=subprocess.STDOUT
        )
    try:
        for _ in range(240):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).read()
                break
            time.sleep(0.25)
        else:
            raise SystemExit(f"{command} does not answer")
        time.sleep(1)
        if process.poll() is not None:
            raise SystemExit(f"{command} has ended with {process.returncode}")
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Watch:
    """Frames of a part of the page and bytes of its WebSocket, as they come."""

    page: Page
    clip: dict[str, float]
    frames: list[tuple[float, Image.Image]] = field(default_factory=list)
    received: int = 0

    def start(self) -> None:
        """Begin to watch; frames carry the browser's own time."""
        session = self.page.context.new_cdp_session(self.page)
        session.on("Page.screencastFrame", lambda frame: self._frame(session, frame))
        session.on("Network.webSocketFrameReceived", lambda event: self._bytes(event))
        session.send("Network.enable")
        session.send("Page.startScreencast", {"format": "jpeg", "quality": 60, "everyNthFrame": 1})

    def _bytes(self, event: dict[str, dict[str, object]]) -> None:
        response = event["response"]
        data = str(response["payloadData"])
        # Binary frames arrive in base64.
        self.received += len(data) * 3 // 4 if response["opcode"] == 2 else len(data.encode())

    def _frame(self, session: object, frame: dict[str, object]) -> None:
        session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})  # type: ignore[attr-defined]
        stamp = float(frame["metadata"]["timestamp"])  # type: ignore[index]
        picture = Image.open(io.BytesIO(base64.b64decode(str(frame["data"])))).convert("RGB")
        left, top = self.clip["x"], self.clip["y"]
        box = (int(left), int(top), int(left + self.clip["width"]), int(top + self.clip["height"]))
        self.frames.append((stamp, picture.crop(box)))

    def last_change_after(self, begin: float, *, threshold: int = 40, least: float = 0.0005) -> float | None:
        """Seconds from ``begin`` to the last frame that differs from the one before it."""
        changed = None
        before = None
        for stamp, picture in self.frames:
            if before is not None and before.size == picture.size and stamp >= begin:
                difference = ImageChops.difference(before, picture).convert("L")
                share = sum(difference.histogram()[threshold:]) / (picture.width * picture.height)
                if share > least:
                    changed = stamp - begin
            before = picture
        return changed


def click_to_paint(browser: Browser, address: str, map_selector: str, words: str) -> tuple[float, int]:
    """Seconds from a click on a button or link of ours with these ``words`` to the last change of the map,
    and bytes received meanwhile.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto(address)
    page.locator(map_selector).first.wait_for(timeout=60_000)
    page.wait_for_timeout(6000)
    box = page.locator(map_selector).first.bounding_box()
    assert box
    watch = Watch(page, dict(box))
    watch.start()
    page.wait_for_timeout(700)
    watch.received = 0
    begin = page.evaluate(
        f"""() => new Promise(done => {{
            const button = [...document.querySelectorAll('button, a[data-go]')].find(b => b.textContent.includes('{words}'));
            button.addEventListener('click', () => done(Date.now() / 1000), {{once: true, capture: true}});
            button.click();
        }})"""
    )
    page.wait_for_timeout(6000)
    changed = watch.last_change_after(begin)
    context.close()
    if changed is None:
        raise SystemExit(f"{address}: the map did not change")
    return changed, watch.received
