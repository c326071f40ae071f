"""First paint of ホーム and of the national map against that of an empty Streamlit page with an empty deck.

Cold is a browser that has never been here; warm one that comes back. The clock starts with the
navigation. For the product it stops at the first frame of the screen in which the map is seen, and
is read once more at the last frame in which the map changed: then its layers, names and values are
there. For the empty page it stops when its canvas is there and two frames have passed, and for ホーム
when its boxes and the pictures in them are.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from typing import NamedTuple

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, BrowserContext

from benchmarks.running import Watch, chromium, peer, product

RUNS = 7
CANVAS = "[data-testid=stDeckGlJsonChart] canvas"
HOME = ".home .box img"
MAP = {"x": 560.0, "y": 232.0, "width": 380.0, "height": 450.0}
"""The part of a 1280 x 720 window with the eastern half of the map, beside its legend."""


class Painted(NamedTuple):
    """Seconds from navigation until the map was seen, and until it was finished."""

    seen: float
    finished: float


def until_there(context: BrowserContext, address: str, what: str) -> float:
    """Seconds from navigation until something is on the page, and two frames more."""
    page = context.new_page()
    page.goto(address, wait_until="commit")
    page.locator(what).first.wait_for(state="attached", timeout=60_000)
    seconds = page.evaluate(
        """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(
            () => done(performance.now() / 1000))))"""
    )
    page.wait_for_timeout(2500)
    page.close()
    return float(seconds)


def is_map(picture: Image.Image) -> bool:
    """True if a fiftieth of the picture has the blues of areas: not the sea, not grey boxes, not text."""
    colours = np.asarray(picture).astype(int)
    red, blue = colours[..., 0], colours[..., 2]
    return bool(((red < 150) & (blue > red + 60)).mean() > 0.02)


def until_painted(context: BrowserContext, address: str) -> Painted:
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 720})
    watch = Watch(page, MAP)
    watch.start()
    page.goto(address, wait_until="commit")
    begin = float(page.evaluate("performance.timeOrigin / 1000"))
    page.locator(CANVAS).first.wait_for(state="attached", timeout=60_000)
    page.wait_for_timeout(5000)
    seen = next((stamp - begin for stamp, picture in watch.frames if stamp > begin and is_map(picture)), None)
    finished = watch.last_change_after(begin)
    page.close()
    if seen is None or finished is None:
        raise SystemExit("the map was never painted")
    return Painted(seen, finished)


def measure(browser: Browser, ours: str, empty: str) -> None:
    taken: dict[str, dict[str, list[float]]] = {"cold": defaultdict(list), "warm": defaultdict(list)}
    for _ in range(RUNS):
        empty_context = browser.new_context(viewport={"width": 1280, "height": 720})
        home_context = browser.new_context(viewport={"width": 1280, "height": 720})
        our_context = browser.new_context(viewport={"width": 1280, "height": 720})
        for found in taken.values():  # the first visit of a context is the cold one
            found["empty"].append(until_there(empty_context, empty, CANVAS))
            found["home"].append(until_there(home_context, ours, HOME))
            painted = until_painted(our_context, f"{ours}/investment_map")
            found["seen"].append(painted.seen)
            found["finished"].append(painted.finished)
        empty_context.close()
        home_context.close()
        our_context.close()
    for name, found in taken.items():
        empty_s, home, seen, finished = (
            statistics.median(found[of]) for of in ("empty", "home", "seen", "finished")
        )
        print(
            f"{name}: empty page {empty_s:.2f} s   home {home:.2f} s, ratio {home / empty_s:.2f}   map seen {seen:.2f} s, ratio {seen / empty_s:.2f}"
            f"   layers finished {finished:.2f} s, ratio {finished / empty_s:.2f}"
        )


def main() -> None:
    with chromium() as browser, product() as ours, peer("empty_deck.py") as empty:
        measure(browser, ours, empty)


if __name__ == "__main__":
    main()
