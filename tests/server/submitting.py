"""Processes of their own that hand in: many at once, or killed at any point."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from multiprocessing.context import ForkServerProcess
from multiprocessing.synchronize import Event

import sqlalchemy as sa

from registry.database import ChangedMeanwhile, Registry, SubmissionFacts
from tests.builders import good_plan, submitted_tables

FACTS = SubmissionFacts("熊本県", "2026H1", "2026-09")
FILES = {"plan.xlsx": b"PK" * 50_000}

WAIT_S = 60

CONTEXT = multiprocessing.get_context("forkserver")
# A process then starts in a moment, with everything imported.
CONTEXT.set_forkserver_preload(["tests.server.submitting"])


def hand_in(registry: Registry, plan_id: str, **more: object) -> str:
    """Accept a plan with rows in every table and a file."""
    return registry.accept(submitted_tables(good_plan("b", plan_id)), FILES, FACTS, **more)


def hand_in_many(url: str, prefix: str, count: int) -> None:
    registry = Registry(url)
    for number in range(count):
        hand_in(registry, f"{prefix}-{number}")


def change_if_unchanged(url: str, gate: threading.Barrier, rounds: int) -> int:
    """Change plan B-1, from the version before it, in step with other processes; how often accepted."""
    registry, accepted = Registry(url), 0
    for _ in range(rounds):
        version = registry.version()
        gate.wait(60)
        with contextlib.suppress(ChangedMeanwhile):
            hand_in(registry, "B-1", expects={"B-1": version})
            accepted += 1
        gate.wait(60)
    return accepted


def statements_of_an_acceptance(url: str) -> int:
    """How many statements a database is sent while plan B-0 is handed in."""
    registry, sent = Registry(url), []
    sa.event.listen(registry.engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    hand_in(registry, "B-0")
    return len(sent)


def hand_in_and_die(url: str, at: int) -> None:
    """Be killed just before one of the statements of an acceptance, or after them before the commit."""
    registry, sent = Registry(url), 0

    def count(*_: object) -> None:
        nonlocal sent
        die_there()
        sent += 1

    def die_there(*_: object) -> None:
        if sent == at:
            die()

    sa.event.listen(registry.engine, "before_cursor_execute", count)
    sa.event.listen(registry.engine, "commit", die_there)
    hand_in(registry, "B-1")


def hand_in_then_die(url: str) -> None:
    """Be killed as soon as the acceptance is told to be done."""
    hand_in(Registry(url), "B-1")
    die()


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hand_in_much(url: str, rows: int, begun: Event) -> None:
    """Hand in a plan of many projects, and say when it is about to begin."""
    registry = Registry(url)
    plan = good_plan("b", "B-1")
    first = plan["projects"][0]
    plan["projects"] = [first | {"project_id": f"B-1-P{number}"} for number in range(rows)]
    submitted = submitted_tables(plan)
    begun.set()
    registry.accept(submitted, FILES, FACTS)


def hand_in_much_and_be_killed(url: str, rows: int, after_s: float | None) -> float:
    """Hand in a plan of many projects from a process that is killed after so many seconds, or not at all.

    Returns how long it took from the beginning.
    """
    begun = CONTEXT.Event()
    running = process(hand_in_much, url, rows, begun)
    if not begun.wait(WAIT_S):
        raise RuntimeError("the submitting process did not begin")
    start = time.perf_counter()
    if after_s is not None:
        time.sleep(after_s)
        running.kill()
    running.join(WAIT_S)
    return time.perf_counter() - start


def process(work: object, *arguments: object) -> ForkServerProcess:
    running = CONTEXT.Process(target=work, args=arguments)
    running.start()
    return running
