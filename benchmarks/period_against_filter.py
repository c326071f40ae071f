"""Changing the half looked at, against changing a filter: the same map, the same page, the same browser.

The demo registry has plans and projects of several halves. Either change recolours the national map of
municipalities; the first change of a kind reads the records of its half, the later ones find them.
"""

from __future__ import annotations

import statistics

from benchmarks.running import chromium, click_to_paint, product

RUNS = 5
MAP = "investment_map?registry=demo&map=municipality"
CHANGES = (
    ("filter taken off", f"{MAP}&field=materials", "条件をすべて外す"),
    ("half changed", MAP, "令和7年度下期"),
)


def main() -> None:
    medians = []
    with product() as address, chromium() as browser:
        for name, place, words in CHANGES:
            taken = [
                click_to_paint(browser, f"{address}/{place}", ".st-key-map_frame", words)[0]
                for _ in range(RUNS)
            ]
            medians.append(statistics.median(taken))
            print(f"{name:<20} paint {medians[-1]:5.2f} s   {[round(time, 2) for time in taken]}")
    print(f"half against filter: {medians[1] / medians[0]:.2f}")


if __name__ == "__main__":
    main()
