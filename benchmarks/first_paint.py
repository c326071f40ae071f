"""First paint of the national map against that of an empty Streamlit page with an empty deck.

Cold is a browser that has never been here; warm one that comes back. The clock starts with the
navigation and stops, for the product, at the last frame in which the map changed; for the empty
page, when its canvas is there and two frames have passed.
"""

from __future__ import annotations

import statistics

from playwright.sync_api import Browser, BrowserContext

from benchmarks.running import Watch, chromium, peer, product

RUNS = 5
CANVAS = "[data-testid=stDeckGlJsonChart] canvas"


def until_canvas(context: BrowserContext, address: str) -> float:
    """Seconds from navigation to the deck's canvas and two frames more."""
    page = context.new_page()
    page.goto(address, wait_until="commit")
    page.locator(CANVAS).first.wait_for(state="attached", timeout=60_000)
    seconds = page.evaluate(
        """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(
            () => done(performance.now() / 1000))))"""
    )
    page.wait_for_timeout(3000)
    page.close()
    return float(seconds)


def until_painted(context: BrowserContext, address: str) -> float:
    """Seconds from navigation to the last change of the map's picture."""
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 720})
    watch = Watch(page, {"x": 290, "y": 232, "width": 660, "height": 450})
    watch.start()
    page.goto(address, wait_until="commit")
    begin = page.evaluate("performance.timeOrigin / 1000")
    page.locator(CANVAS).first.wait_for(state="attached", timeout=60_000)
    page.wait_for_timeout(6000)
    changed = watch.last_change_after(float(begin))
    page.close()
    if changed is None:
        raise SystemExit("the map was never painted")
    return changed


def measure(browser: Browser, ours: str, empty: str) -> None:
    cold: dict[str, list[float]] = {"ours": [], "empty": []}
    warm: dict[str, list[float]] = {"ours": [], "empty": []}
    for _ in range(RUNS):
        for name, address, clock in (("ours", ours, until_painted), ("empty", empty, until_canvas)):
            context = browser.new_context(viewport={"width": 1280, "height": 720})
            cold[name].append(clock(context, address))
            warm[name].append(clock(context, address))
            context.close()
    for name, taken in (("cold", cold), ("warm", warm)):
        product_s, empty_s = (statistics.median(taken[who]) for who in ("ours", "empty"))
        print(
            f"{name}: product {product_s:.2f} s   empty page {empty_s:.2f} s   ratio {product_s / empty_s:.2f}   {taken}"
        )


def main() -> None:
    with chromium() as browser, product() as ours, peer("empty_deck.py") as empty:
        measure(browser, ours, empty)


if __name__ == "__main__":
    main()
