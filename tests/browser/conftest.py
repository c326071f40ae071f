"""A running product and a Chromium for the tests that need real clicks.

A missing browser skips with a reason, but where ``CI`` is set it is a failure.
"""

from __future__ import annotations

import itertools
import math
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import (
    Browser,
    FloatRect,
    Locator,
    Page,
    Playwright,
    TimeoutError,
    expect,
    sync_playwright,
)

from geo.boundaries import shipped_boundaries
from geo.camera import NATION_BOUNDS, Camera, fit
from geo.stills.scene import scene
from tests.this_machine import free_port, lacking, stop

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox",
    # Maps are drawn without a graphics card here.
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    # Chromium's own calls home would be refused, and are not what is tested.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

PATIENCE_MS = 120_000
"""How long the browser waits for what is to come; a machine that does much else is slow."""
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        lacking("no Chromium on this machine: apt-get install chromium")
    running = playwright.chromium.launch(executable_path=path, args=FLAGS)
    yield running
    running.close()


class Server:
    """``investmap serve`` in a process of its own, with a folder and settings of its own."""

    def __init__(self, home: Path, port: int = 0, **settings: str) -> None:
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = home.with_name(f"{home.name}.log")
        environment = {k: v for k, v in os.environ.items() if not k.startswith("INVESTMAP_")}
        environment |= {"INVESTMAP_HOME": str(home)} | settings
        command = [sys.executable, "-m", "cli", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, env=environment, stdout=self.log.open("w"), stderr=subprocess.STDOUT
        )
        self._wait()

    def _wait(self) -> None:
        for _ in range(240):
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2).read()
            except OSError:
                time.sleep(0.25)
            else:
                return
        pytest.fail(f"the server did not start:\n{self.log.read_text()}")

    def stop(self) -> None:
        stop(self.process)


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Start further servers with settings; all are stopped at the end."""
    running: list[Server] = []

    def begin(home: Path | None = None, port: int = 0, **settings: str) -> Server:
        running.append(Server(home or tmp_path_factory.mktemp("home"), port, **settings))
        return running[-1]

    yield begin
    for server in running:
        server.stop()


@pytest.fixture(scope="session")
def server(start: Callable[..., Server]) -> Server:
    """The product on its shipped data."""
    return start()


class Watched:
    """A page, and every address that it asked for."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.requested: list[str] = []
        page.on("request", lambda request: self.requested.append(request.url))
        page.on("websocket", lambda socket_: self.requested.append(socket_.url))

    def open(self, path: str = "/") -> Page:
        self.page.goto(f"{self.base}{path}")
        self.page.locator(".foot").wait_for()
        self.settle()
        return self.page

    def settle(self) -> None:
        """Until Streamlit has drawn what it was asked for."""
        self.page.wait_for_timeout(250)
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        self.page.wait_for_timeout(250)

    def outside(self) -> list[str]:
        """Addresses that are not the product's own."""
        host = self.base.removeprefix("http://")
        own = (f"http://{host}/", f"ws://{host}/", "data:", f"blob:http://{host}/")
        return [url for url in self.requested if not url.startswith(own)]


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Callable[..., Watched]]:
    """Open a page of the product in a new browser context, as a new visitor."""
    contexts = []

    def begin(width: int = 1440, height: int = 900, at: Server | None = None) -> Watched:
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="ja-JP", accept_downloads=True
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return Watched(context.new_page(), (at or server).url)

    yield begin
    for context in contexts:
        context.close()


T = TypeVar("T")


def wait_until(page: Page, is_so: Callable[[], T], every_ms: int = 250) -> T:
    """What it gives once that is something, asked for again and again; after all patience, what it gave last."""
    end = time.monotonic() + PATIENCE_MS / 1000
    while not (found := is_so()) and time.monotonic() < end:
        page.wait_for_timeout(every_ms)
    return found


Bounds = tuple[float, float, float, float]


def click_map(
    watched: Watched, lon: float, lat: float, *, until: str = "", looks_at: Bounds | None = None
) -> None:
    """Click a place on the map, by the camera that the page's frame was fitted to: to ``looks_at``, or to
    the area of the page's link.

    deck.gl loses a press during which the machine is busy for 250 ms, so a click that is to lead
    to the address ``until`` is repeated, as a person would.
    """
    page = watched.page
    frame = page.locator(".st-key-map_frame")
    frame.scroll_into_view_if_needed()
    query = page.url.partition("?")[2]
    area = next(
        (part.partition("=")[2] for part in query.split("&") if part.startswith(("block=", "prefecture="))),
        "",
    )
    bounds = looks_at or (scene(shipped_boundaries(), area, ()).bounds if area else NATION_BOUNDS)

    def click() -> None:
        page.wait_for_timeout(1000)
        box = box_of_map(page)
        camera = fit(bounds, box["width"], box["height"], **({"margin": 28} if area else {}))
        page.mouse.click(*in_window(box, on_screen(camera, lon, lat)))

    if until:
        _click_until(watched, click, until)
    else:
        click()


def _click_until(watched: Watched, click: Callable[[], None], until: str) -> None:
    """Click up to five times, until the page has the address."""
    for _ in range(5):
        click()
        try:
            watched.page.wait_for_url(until, timeout=15_000)
        except TimeoutError:
            continue
        watched.settle()
        return
    pytest.fail(f"five clicks did not lead to {until}, but to {watched.page.url}")


def point_at(watched: Watched, camera: Camera, lon: float, lat: float, says: str, *, down: float = 0) -> str:
    """Words of the tooltip over a place, ``down`` pixels below it, once it tells what it ``says``.

    The layers are drawn one after the other, and until the last is there what lies below it is told.
    """
    page = watched.page
    across, below = on_screen(camera, lon, lat)
    tooltip = page.locator(".deck-tooltip")
    told, steps = "", itertools.count()

    def is_told() -> bool:
        nonlocal told
        x, y = in_window(box_of_map(page), (across, below + down))
        page.mouse.move(x + next(steps) % 3, y, steps=3)
        told = tooltip.inner_text() if tooltip.count() else ""
        return says in told

    if not wait_until(page, is_told, every_ms=700):
        pytest.fail(f"the tooltip does not say {says}, but: {told}")
    return told


def click_line(watched: Watched, table: Locator, line: int, until: str) -> None:
    """Choose a line of a table on a canvas, which is to lead to the address ``until``.

    A table that is still being laid out loses the click, which is then repeated, as a person would.
    """

    def click() -> None:
        table.scroll_into_view_if_needed()
        box = table.bounding_box()
        assert box
        watched.page.mouse.click(box["x"] + 17, box["y"] + 34 * line + 17)

    _click_until(watched, click, until)


def box_of_map(page: Page) -> FloatRect:
    """Where the map's frame lies in the window, now."""
    box = page.locator(".st-key-map_frame").bounding_box()
    assert box
    return box


def in_window(box: FloatRect, at: tuple[float, float]) -> tuple[float, float]:
    """A place given from the centre of a box."""
    return box["x"] + box["width"] / 2 + at[0], box["y"] + box["height"] / 2 + at[1]


def on_screen(camera: Camera, lon: float, lat: float) -> tuple[float, float]:
    """Pixels right of and below the centre of a web-mercator view."""

    def mercator(latitude: float) -> float:
        return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))

    scale = 512 * 2**camera.zoom / (2 * math.pi)
    return (
        math.radians(lon - camera.longitude) * scale,
        (mercator(camera.latitude) - mercator(lat)) * scale,
    )
