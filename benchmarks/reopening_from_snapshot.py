"""Opening a registry of 340,000 projects again from its snapshot, against reading it from the database.

Both open the file anew each time, so that nothing of the last run is left but what the disk holds.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.generated_records import generated_records
from domain.record import Records, SubmittedTable
from domain.tables import TABLES
from registry.database import Registry, SubmissionFacts
from registry.snapshot import read_records
from registry.snapshot_cache import cached_records, snapshots_folder

PROJECTS = 340_000
IN_ONE_SUBMISSION = 20_000
RUNS = 5


def filled(url: str) -> None:
    """A registry of the generated projects, handed in by the twenty thousand."""
    registry, records = Registry(url, label="測定用（架空）", is_fictional=True), generated_records(PROJECTS)
    part = records.projects["project_id"].str[4:].astype("int64") // IN_ONE_SUBMISSION
    part_of_site = records.project_sites["project_id"].str[4:].astype("int64") // IN_ONE_SUBMISSION
    for number in range(PROJECTS // IN_ONE_SUBMISSION):
        submitted = {
            "projects": SubmittedTable(TABLES["projects"], records.projects[part == number]),
            "project_sites": SubmittedTable(
                TABLES["project_sites"], records.project_sites[part_of_site == number]
            ),
        }
        registry.accept(submitted, {}, SubmissionFacts("測定", "2026H1", "2026-03"))
    registry.engine.dispose()


def seconds(url: str, read: Callable[[Registry], Records]) -> float:
    start = time.perf_counter()
    found = read(Registry(url))
    taken = time.perf_counter() - start
    if len(found.projects) != PROJECTS:
        raise ValueError(f"{len(found.projects)} projects instead of {PROJECTS}")
    return taken


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["INVESTMAP_HOME"] = home
        url = f"sqlite:///{home}/registry.sqlite"
        start = time.perf_counter()
        filled(url)
        print(f"{PROJECTS:,} projects generated and accepted in {time.perf_counter() - start:.1f} s")
        print(f"first opening, which writes the snapshot: {seconds(url, cached_records):.2f} s")
        # By turns, so that a busy moment of the machine meets both.
        pairs = [(seconds(url, read_records), seconds(url, cached_records)) for _ in range(RUNS)]
        database, snapshot = (statistics.median(times) for times in zip(*pairs, strict=True))
        size = sum(path.stat().st_size for path in snapshots_folder().rglob("*.parquet"))
        print(f"database {Path(url[10:]).stat().st_size / 1e6:.0f} MB, snapshot {size / 1e6:.1f} MB")
        print(f"from the database {database:.2f} s   from the snapshot {snapshot:.3f} s   "
              f"ratio {snapshot / database:.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
