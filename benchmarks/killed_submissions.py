"""kill -9 during a submission, 200 times at random moments, on SQLite and on PostgreSQL.

After each: the submission is there with all its rows or not at all, what was accepted before is there row
by row, and the next reader and the next writer work. Prints how often which, and fails if any was lost or half.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from registry.database import Registry
from registry.snapshot import read_records
from tests.server.postgresql import APP, Server, programs
from tests.server.submitting import hand_in, hand_in_much_and_be_killed
from tests.unit.registry.stored import counts

KILLS, PROJECTS = 200, 1000


def outcome(url: str, before: dict[str, int], whole: dict[str, int]) -> str:
    """What a new reader finds of the submission that was killed: ``all``, ``nothing`` or ``half``."""
    found = counts(Registry(url))
    grown = {name: found[name] - before[name] for name in found}
    if not any(grown.values()):
        return "nothing"
    return "all" if grown == whole else "half"


def measure(url: str, kills: int, chance: random.Random) -> Counter[str]:
    """Kill so many submissions; how many of each outcome, and of faults found afterwards."""
    registry, told = Registry(url), Counter[str]()
    hand_in(registry, "B-before")
    before = counts(registry)
    takes = hand_in_much_and_be_killed(url, PROJECTS, None)
    whole = {name: number - before[name] for name, number in counts(registry).items()}
    # Only the plan and the first submission's rows: what later ones may not have touched.
    kept = [table[table.plan_id == "B-before"] for table in _read(registry)]
    for number in range(kills):
        before = counts(registry)
        hand_in_much_and_be_killed(url, PROJECTS, takes * chance.random() * 1.1)
        told[outcome(url, before, whole)] += 1
        submitted = set(registry.submissions()["submission_id"])
        following = hand_in(Registry(url), f"B-after-{number}")
        told["next writer failed"] += set(registry.submissions()["submission_id"]) != submitted | {following}
        now = [table[table.plan_id == "B-before"] for table in _read(Registry(url))]
        told["earlier one lost"] += not all(
            left.reset_index(drop=True).equals(right.reset_index(drop=True))
            for left, right in zip(kept, now, strict=True)
        )
    return told


def _read(registry: Registry) -> list:
    tables = read_records(registry, audience="government").tables
    return [table for table in tables.values() if "plan_id" in table.columns]


def report(name: str, told: Counter[str]) -> bool:
    """Print the outcomes; True if nothing was lost or half."""
    faults = {what: told[what] for what in ("half", "next writer failed", "earlier one lost")}
    print(
        f"{name:<11} all {told['all']:3}   nothing {told['nothing']:3}   "
        + "   ".join(f"{what} {number}" for what, number in faults.items())
    )
    return not any(faults.values())


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        good = report("SQLite", measure(f"sqlite:///{Path(folder)}/registry.sqlite", kills, chance))
    where = programs()
    if where is None:
        raise SystemExit("no PostgreSQL on this machine: apt-get install postgresql")
    server = Server(where)
    server.start()
    try:
        good &= report("PostgreSQL", measure(server.url(server.new_registry(), APP), kills, chance))
    finally:
        server.stop()
    if not good:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
