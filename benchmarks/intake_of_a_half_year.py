"""A half-year's intake: 1,741 small workbooks checked and accepted, and what twenty thousand more cost.

The first half goes the whole way of a file: read, checked against the registry, compared, accepted. The
second half hands in ready-made tables of the same size, plan after plan and again from the first, as
half-years do, and holds the last submissions against the first ones.
"""

from __future__ import annotations

import io
import os
import statistics
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from domain.belonging import PARENTS
from domain.municipality import NORTHERN_KIND, municipalities
from domain.record import Submitted
from intake.submission import accept, check_files
from loaders.plan_workbook import filled_bytes
from registry.database import Registry, SubmissionFacts
from tests.builders import good_plan, submitted_tables

SUBMISSIONS = 20_000
COMPARED = 1_000
FACTS = SubmissionFacts("測定", "2026H1", "2026-09")
ID_COLUMNS = {"plan_id", *PARENTS}
MODEL = "C-000000-01"


def plan_ids() -> list[str]:
    """One plan of type C for each of the 1,741 municipalities."""
    return [f"C-{entry.code}-01" for entry in municipalities() if entry.more["kind"] != NORTHERN_KIND]


def plans(ids: list[str]) -> Iterator[Submitted]:
    """A small plan with rows in every table for each id; ids of all records begin with the plan's."""
    model = submitted_tables(good_plan("c", MODEL))
    for plan_id in ids:
        yield {
            name: replace(
                table,
                frame=table.frame.assign(
                    **{
                        column: table.frame[column].str.replace(MODEL, plan_id, regex=False)
                        for column in table.frame.columns
                        if column in ID_COLUMNS
                    }
                ),
            )
            for name, table in model.items()
        }


def renamed(workbook: bytes, plan_id: str) -> bytes:
    """The workbook with the ids of another plan in it, which is quicker than writing it anew."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as to,
    ):
        for part in source.namelist():
            to.writestr(part, source.read(part).replace(MODEL.encode(), plan_id.encode()))
    return out.getvalue()


def workbooks(home: str) -> None:
    """Time of the whole way of a file, for one workbook of every municipality."""
    model = next(plans([MODEL]))
    frames = {name: table.frame for name, table in model.items()}
    workbook = filled_bytes(frames, "c", version=0, is_fictional=False)
    ids = plan_ids()
    files = [renamed(workbook, plan_id) for plan_id in ids]
    print(f"{len(ids):,} workbooks of {statistics.mean(map(len, files)) / 1000:.0f} kB")
    registry = Registry(f"sqlite:///{home}/workbooks.sqlite")
    start = time.perf_counter()
    for plan_id, content in zip(ids, files, strict=True):
        checked = check_files({f"{plan_id}.xlsx": content}, registry)
        accept(registry, checked, FACTS)
    taken = time.perf_counter() - start
    print(f"checked and accepted in {taken:.0f} s: {len(ids) / taken:.1f} a second")


def seconds(registry: Registry, plan: Submitted) -> float:
    """Time of one acceptance, with a file of 20 kB."""
    plan_id, content = plan["plans"].frame["plan_id"].iloc[0], os.urandom(20_000)
    start = time.perf_counter()
    expects = {plan_id: registry.version()}
    registry.accept(plan, {f"{plan_id}.xlsx": content}, FACTS, expects=expects)
    return time.perf_counter() - start


def twenty_thousand(home: str) -> None:
    """The last thousand of many submissions, and by turns the first thousand of another registry.

    By turns, so that a busy moment of the machine meets both.
    """
    full, new = (Registry(f"sqlite:///{home}/{name}.sqlite") for name in ("full", "new"))
    ids = plan_ids()
    coming = plans([ids[number % len(ids)] for number in range(SUBMISSIONS)])
    times = [seconds(full, plan) for plan in islice(coming, SUBMISSIONS - COMPARED)]
    print(f"{len(times):,} submissions accepted, {1 / statistics.mean(times):.0f} a second")
    pairs = [
        (seconds(new, first), seconds(full, last))
        for first, last in zip(plans(ids[:COMPARED]), coming, strict=True)
    ]
    first, last = (statistics.mean(times) * 1000 for times in zip(*pairs, strict=True))
    rows = sum(len(table.frame) for table in next(plans(ids[:1])).values())
    print(f"submissions of {rows} rows: the first {COMPARED:,} {first:.2f} ms each, "
          f"number {SUBMISSIONS - COMPARED + 1:,} to {full.version():,} {last:.2f} ms each, "
          f"ratio {last / first:.2f}")  # fmt: skip


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["INVESTMAP_HOME"] = home
        twenty_thousand(home)
        workbooks(home)


if __name__ == "__main__":
    main()
