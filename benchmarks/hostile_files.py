"""Ten thousand hostile files and texts: crashes, changes of the registry by a check, and peak memory.

Files go the way of an upload, with every list and copy that is made of their findings; texts go through every
page link and into every output. ``python -m benchmarks.hostile_files [number] [seed]``
"""

from __future__ import annotations

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
from hypothesis.strategies import SearchStrategy

from registry.database import Registry
from tests.hostile.files import hostile_files
from tests.hostile.handing_in import handed_in

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
    """Try ``work`` on so many draws; nothing that it raises ends the run."""
    told = Told()

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
    return told


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
    own, children = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"peak memory: this process {own:,.0f} MB, the reading process {children:,.0f} MB")
    if not good or children > MOST_CHILD_MB:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
