"""Recolouring the national municipality map after a filter change: the product and its peers.

The same polygons (``municipalities_low``), the same numbers, the same Chromium. The product is its
real start page with everything on it; a peer is a page with the map and one button. The filter is
taken off by one click; the time runs to the last frame in which the map changed.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import tarfile
import tempfile
from pathlib import Path

from benchmarks.running import PEERS, chromium, click_to_paint, peer, product
from geo.boundaries import shipped_boundaries

RUNS = 5
FIELDS = ("ai_semiconductor", "energy_gx", "materials", "content", "drug_discovery")
LEAFLET = "leaflet@1.9.4"


def prepare() -> None:
    """The polygons for plotly, and Leaflet for folium, which would fetch it from outside."""
    shipped = shipped_boundaries()
    (PEERS / "static").mkdir(exist_ok=True)
    name = shipped.browser_file("municipalities_low")
    shutil.copy(shipped.browser_folder / name, PEERS / "static" / "municipalities.json")
    target = PEERS / "static" / "leaflet"
    if target.exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", LEAFLET], cwd=folder, check=True, capture_output=True)
        with tarfile.open(next(Path(folder).glob("leaflet-*.tgz"))) as archive:
            archive.extractall(folder, filter="data")
        (Path(folder) / "package" / "dist").rename(target)


def main() -> None:
    prepare()
    contenders = (
        ("product", product(), ".st-key-map_frame", "条件をすべて外す"),
        ("folium", peer("folium_map.py"), "iframe", "外す"),
        ("plotly", peer("plotly_map.py"), "[data-testid=stPlotlyChart]", "外す"),
        ("plain pydeck", peer("plain_pydeck.py"), "[data-testid=stDeckGlJsonChart]", "外す"),
    )
    results: dict[str, tuple[float, float]] = {}
    with chromium() as browser:
        for name, running, selector, button in contenders:
            with running as address:
                taken = [
                    click_to_paint(browser, f"{address}/?map=municipality&field={field}", selector, button)
                    for field in FIELDS[:RUNS]
                ]
            seconds = statistics.median(time for time, _ in taken)
            received = statistics.median(size for _, size in taken)
            results[name] = seconds, received
            print(
                f"{name:<14} paint {seconds:5.2f} s   received {received / 1000:8.1f} kB   {[round(t, 2) for t, _ in taken]}"
            )
    ours = results["product"][0]
    faster = min(results["folium"][0], results["plotly"][0])
    print(f"against the faster of folium and plotly: {ours / faster:.2f}")
    print(f"against plain pydeck:                    {ours / results['plain pydeck'][0]:.2f}")
    print(f"received by the product:                 {results['product'][1] / 1000:.1f} kB")


if __name__ == "__main__":
    main()
