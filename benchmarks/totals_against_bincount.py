"""Totals for all municipalities from 340,000 projects, against a bare mask and numpy.bincount.

340,000 is the size of METI's own 国内投資マップ. The bare run makes one sum of the same rows' amounts;
ours makes eight columns, in exact whole yen, with the line for what no municipality can hold.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from analysis.allocation import UNIT_CODES, Allocation, allocate
from analysis.selection import Selection
from analysis.totals import Breakdown, totals
from benchmarks.generated_records import generated_records
from domain.area import Level
from domain.codelist import codelist

PROJECTS = 340_000
RUNS = 25


def median_ms(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def bare(allocation: Allocation, selection: Selection) -> Callable[[], object]:
    """Mask and bincount over the rows in the order in which a file would have them."""
    rows = allocation.levels[Level.MUNICIPALITY]
    units = len(UNIT_CODES[Level.MUNICIPALITY])
    last = int(rows.starts[units])
    order = np.random.default_rng(0).permutation(last)
    unit = np.repeat(np.arange(units), np.diff(rows.starts[: units + 1]))[order]
    amount = rows.amount_yen[:last][order].astype(np.float64)
    field = rows.attributes.field[:last][order]
    year = rows.attributes.announced_year[:last][order]
    wanted = [codelist("strategic_field").position[code] for code in selection.fields]

    def run() -> object:
        mask = np.ones(last, dtype=bool)
        if wanted:
            mask = field == wanted[0]
        if selection.announced_from:
            mask &= year >= selection.announced_from
        return np.bincount(unit[mask], weights=amount[mask], minlength=units)

    return run


def main() -> None:
    start = time.perf_counter()
    allocation = allocate(generated_records(PROJECTS))
    print(f"{PROJECTS:,} projects made and allocated in {time.perf_counter() - start:.1f} s")
    one_field = (codelist("strategic_field").codes[3],)
    for name, selection in (
        ("one field, from 2020", Selection(fields=one_field, announced_from=2020)),
        ("from 2020", Selection(announced_from=2020)),
        ("everything", Selection()),
        ("one field in 九州", replace(Selection(fields=one_field), area="kyushu")),
    ):
        ours = median_ms(lambda selection=selection: totals(allocation, selection, Breakdown.MUNICIPALITY))
        theirs = median_ms(bare(allocation, selection))
        print(f"{name:<22} ours {ours:6.2f} ms   bare {theirs:6.2f} ms   ratio {ours / theirs:4.2f}")


if __name__ == "__main__":
    main()
