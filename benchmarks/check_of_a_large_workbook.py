"""Checking a workbook of 20,000 projects, against pandas merely reading it with openpyxl.

The check reads every sheet in a process of its own, turns the cells into typed records and runs every
rule over them. The peer gets the same bytes and makes frames of unread cells.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable

import pandas as pd

from benchmarks.generated_records import generated_records
from intake.submission import check_files
from loaders.plan_workbook import filled_bytes

PROJECTS = 20_000
RUNS = 3


def workbook() -> bytes:
    """A workbook of projects that belong to no plan yet, each with its sites and a source."""
    tables = dict(generated_records(PROJECTS).tables)
    tables["projects"] = tables["projects"].assign(source_url="https://example.jp/project")
    return filled_bytes(tables, "b", version=1, is_fictional=True)


def median_seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    content = workbook()
    found = len(check_files({"plan.xlsx": content}).findings)
    print(f"{PROJECTS:,} projects, {len(content) / 2**20:.1f} MiB, {found:,} findings")
    ours = median_seconds(lambda: check_files({"plan.xlsx": content}))
    print(f"check            {ours:6.2f} s")
    for name, sheets in (("all sheets", None), ("sheet 投資案件", "投資案件")):
        theirs = median_seconds(
            lambda sheets=sheets: pd.read_excel(io.BytesIO(content), sheet_name=sheets, engine="openpyxl")
        )
        print(f"pandas, {name:<12} {theirs:6.2f} s   ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
