"""A process that is killed in the middle of an acceptance leaves all of it or nothing."""

from __future__ import annotations

import random
import signal

from benchmarks.killed_submissions import measure
from registry.database import Registry
from registry.schema import RECORD_TABLES
from tests.builders import good_plan
from tests.server.submitting import (
    WAIT_S,
    hand_in,
    hand_in_and_die,
    hand_in_much_and_be_killed,
    hand_in_then_die,
    process,
    statements_of_an_acceptance,
)
from tests.unit.registry.stored import counts

PROJECTS = 2000
KILLS = 12


def whole(projects: int) -> dict[str, int]:
    """Rows by table of one submission; an acceptance of its own notes no access."""
    head = {"submissions": 1, "submission_files": 1, "submission_plans": 1}
    rows = {name: len(rows) for name, rows in good_plan("b").items()}
    return {"access_log": 0} | head | rows | {"projects": projects}


def grown(registry: Registry, before: dict[str, int]) -> dict[str, int]:
    return {name: count - before[name] for name, count in counts(registry).items()}


def was_killed(running: object) -> bool:
    running.join(WAIT_S)
    return running.exitcode == -signal.SIGKILL


def test_process_killed_at_any_statement_leaves_nothing(registry_at: str) -> None:
    registry = Registry(registry_at)
    statements = statements_of_an_acceptance(registry_at)
    assert statements > len(RECORD_TABLES), "one for every table at least"
    before = counts(registry)
    for at in range(statements + 1):
        assert was_killed(process(hand_in_and_die, registry_at, at))
        assert counts(registry) == before, f"killed before statement {at} of {statements}"
    hand_in(registry, "B-1")
    assert grown(registry, before) == whole(2), "the next submitter is not held up"
    assert registry.version() == 2


def test_process_killed_after_the_acceptance_leaves_all_of_it(registry_at: str) -> None:
    registry = Registry(registry_at)
    before = counts(registry)
    assert was_killed(process(hand_in_then_die, registry_at))
    assert grown(registry, before) == whole(2)


def test_process_killed_at_any_moment_leaves_all_or_nothing(registry_at: str) -> None:
    registry = Registry(registry_at)
    everything = whole(PROJECTS)
    nothing = dict.fromkeys(everything, 0)
    before = counts(registry)
    takes = hand_in_much_and_be_killed(registry_at, PROJECTS, None)
    assert grown(registry, before) == everything
    for number in range(KILLS):
        before = counts(registry)
        hand_in_much_and_be_killed(registry_at, PROJECTS, takes * number / KILLS)
        assert grown(registry, before) in (nothing, everything)
    before = counts(registry)
    hand_in_much_and_be_killed(registry_at, PROJECTS, None)
    assert grown(registry, before) == everything


def test_after_each_kill_the_next_ones_work_and_nothing_earlier_is_lost(registry_at: str) -> None:
    """``python -m benchmarks.killed_submissions`` does it 200 times on each database."""
    told = measure(registry_at, 6, random.Random(7))
    assert told["all"] + told["nothing"] == 6
    assert not told["half"] + told["next writer failed"] + told["earlier one lost"]
