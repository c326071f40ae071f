"""Ten thousand hostile files and texts: crashes, changes of the registry by a check, and peak memory.

Files go the way of an upload, with every list and copy that is made of their findings; texts go through every
page link and into every output. ``python -m benchmarks.hostile_files [number] [seed]``
"""

from __future__ import annotations

import csv
import io
import itertools
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from analysis.allocation import allocate
from analysis.selection import Selection
from briefing.answer_book import answer_book, plan_book
from briefing.map_data import geojson_bytes
from briefing.progress_book import progress_book
from briefing.sheet_code import SheetCodeUnreadable, read_code
from briefing.spreadsheet import csv_bytes
from briefing.tables import projects_table
from domain.formula_text import looks_like_formula
from geo.boundaries import shipped_boundaries
from loaders.plan_workbook import filled_bytes
from loaders.text_cell import CONTROL_CHARACTER
from registry.database import Registry
from registry.snapshot import read_records
from tests.builders import submitted_tables
from tests.hostile.files import hostile_files
from tests.hostile.handing_in import FACTS, handed_in
from tests.hostile.records import hostile_rows
from tests.hostile.texts import hostile_texts, link_parameters
from ui import link

BATCH = 100
LONGEST_CELL = 32_000
MOST_CHILD_MB = 2048
"""What the process that reads a workbook may take (loaders/workbook_child.py)."""


@dataclass
class Told:
    """How many were tried, and what failed: the last lines of each trace once."""

    tried: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    outcomes: Counter[str] = field(default_factory=Counter)


def attempt(strategy: SearchStrategy, work: Callable[[Any], str], number: int, chosen: int) -> Told:
    """Try ``work`` on so many draws; nothing that it raises ends the run.

    In batches: Hypothesis remembers all that it has drawn, which for thousands of files is many gigabytes.
    """
    told = Told()
    for batch, start in enumerate(range(0, number, BATCH)):
        _attempt(strategy, work, min(BATCH, number - start), chosen * 10_000 + batch, told)
    return told


def _attempt(
    strategy: SearchStrategy, work: Callable[[Any], str], number: int, chosen: int, told: Told
) -> None:
    @seed(chosen)
    @settings(
        max_examples=number,
        phases=[Phase.generate],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def run(drawn: Any) -> None:
        start = time.perf_counter()
        try:
            told.outcomes[work(drawn)] += 1
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            told.faults[f"{type(error).__name__} {place.filename}:{place.lineno} {str(error)[:120]!r}"] += 1
            if told.faults.total() <= 20:
                print("".join(traceback.format_exception(error)[-6:]), file=sys.stderr)
        told.tried += 1
        told.slowest = max(told.slowest, time.perf_counter() - start)

    run()


def files(number: int, chosen: int) -> Told:
    chance = random.Random(chosen)
    with tempfile.TemporaryDirectory() as folder:
        registry = Registry(f"sqlite:///{folder}/registry.sqlite")
        scratch = Registry(f"sqlite:///{folder}/scratch.sqlite")

        def work(drawn: dict[str, bytes]) -> str:
            checked = handed_in(drawn, registry, scratch, with_copies=chance.random() < 0.2)
            return "accepted" if checked.is_acceptable else "refused"

        told = attempt(hostile_files(), work, number, chosen)
        told.outcomes["changed the registry"] += registry.version()
    return told


def texts(number: int, chosen: int) -> Told:
    """Links and sheet codes with hostile texts; each is understood, or what is not is told."""

    def work(drawn: dict[str, list[str]] | str) -> str:
        if isinstance(drawn, dict):
            selection, _, findings = link.understood(drawn)
            understood(
                selection.to_parameters() == link.understood(selection.to_parameters())[0].to_parameters()
            )
            return "link with a remark" if findings else "link understood"
        try:
            read_code(drawn)
        except SheetCodeUnreadable:
            return "code refused"
        return "code read"

    return attempt(
        st.booleans().flatmap(lambda is_link: link_parameters if is_link else hostile_texts),
        work,
        number,
        chosen,
    )


def understood(is_same: bool) -> None:
    if not is_same:
        raise AssertionError("a link does not lead to itself")


def written(number: int, chosen: int) -> Told:
    """Records full of hostile texts, written into every file that is fast to make."""

    def work(drawn: list[str]) -> str:
        words = itertools.cycle(drawn)
        rows = hostile_rows(lambda _, __: plain_text(next(words)))
        registry = Registry("sqlite://")
        registry.accept(submitted_tables(rows), {}, FACTS)
        allocation = allocate(read_records(registry, audience="government"))
        made = csv_bytes(projects_table(allocation, Selection())).decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(made)) for cell in row]
        if any(map(looks_like_formula, cells)):
            raise AssertionError("a formula in CSV")
        answer_book(allocation, Selection())
        plan_book(allocation, Selection())
        progress_book(allocation, Selection())
        filled_bytes(allocation.records.tables, "b", version=1, is_fictional=True)
        geojson_bytes(allocation, Selection(), shipped_boundaries())
        return "written"

    return attempt(st.lists(hostile_texts, min_size=3, max_size=12), work, number, chosen)


def plain_text(text: str) -> str:
    """What is left of a text where a check refuses characters: those never get into a registry."""
    return CONTROL_CHARACTER.sub("", text)[:LONGEST_CELL]


def report(name: str, told: Told) -> bool:
    """Print what became of them; True if nothing failed."""
    print(
        f"{name}: {told.tried:,} tried, crashes {told.faults.total()}, "
        + ", ".join(f"{what} {count:,}" for what, count in told.outcomes.items())
        + f", slowest {told.slowest:.1f} s"
    )
    for fault, count in told.faults.most_common():
        print(f"  {count:4} × {fault}")
    return not told.faults and not told.outcomes["changed the registry"]


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    chosen = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    good = report("files", files(number // 2, chosen))
    good &= report("links and codes", texts(number * 9 // 20, chosen))
    good &= report("records written into files", written(number // 20, chosen))
    own, children = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"peak memory: this process {own:,.0f} MB, the reading process {children:,.0f} MB")
    if not good or children > MOST_CHILD_MB:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
