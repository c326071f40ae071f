"""Many hand in at once: every submission is whole, none is lost, and they have one order."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from registry.database import AlreadyAccepted, Registry
from registry.history import submission_rows
from registry.snapshot import read_records
from tests.builders import good_plan
from tests.server.submitting import CONTEXT, change_if_unchanged, hand_in, hand_in_many

SUBMITTERS, EACH, ROUNDS = 4, 6, 10


def assert_all_are_whole(registry: Registry) -> None:
    submissions = registry.submissions()
    assert submissions["sequence"].to_list() == list(range(1, SUBMITTERS * EACH + 1))
    expected = {name: len(rows) for name, rows in good_plan("b").items()}
    for submission_id in submissions["submission_id"]:
        rows = submission_rows(registry, submission_id)
        assert {name: len(frame) for name, frame in rows.items()} == expected
    records = read_records(registry)
    assert {name: len(records[name]) for name in ("plans", "projects")} == {
        "plans": SUBMITTERS * EACH,
        "projects": SUBMITTERS * EACH * 2,
    }


def hand_in_from_threads(registry: Registry) -> None:
    def work(submitter: int) -> None:
        for number in range(EACH):
            hand_in(registry, f"B-{submitter}-{number}")
            assert registry.version() > number

    with ThreadPoolExecutor(SUBMITTERS) as pool:
        list(pool.map(work, range(SUBMITTERS)))


def test_threads_that_share_a_registry(registry_at: str) -> None:
    registry = Registry(registry_at)
    hand_in_from_threads(registry)
    assert_all_are_whole(registry)


def test_threads_that_share_a_registry_in_memory() -> None:
    registry = Registry("sqlite://")
    hand_in_from_threads(registry)
    assert_all_are_whole(registry)


def test_processes_with_a_registry_each(registry_at: str) -> None:
    with CONTEXT.Pool(SUBMITTERS) as pool:
        pool.starmap(hand_in_many, [(registry_at, f"B-{n}", EACH) for n in range(SUBMITTERS)], chunksize=1)
    assert_all_are_whole(Registry(registry_at))


def test_of_two_who_change_the_same_plan_at_once_one_is_refused(registry_at: str) -> None:
    with CONTEXT.Manager() as manager, CONTEXT.Pool(2) as pool:
        gate = manager.Barrier(2)
        accepted = pool.starmap(change_if_unchanged, [(registry_at, gate, ROUNDS)] * 2, chunksize=1)
    assert sum(accepted) == ROUNDS
    assert Registry(registry_at).version() == ROUNDS


def test_one_submission_handed_in_by_many_is_accepted_once(registry_at: str) -> None:
    registry, gate, refused = Registry(registry_at), threading.Barrier(SUBMITTERS), []

    def work() -> None:
        gate.wait()
        try:
            hand_in(registry, "B-1", submission_id="S-same")
        except AlreadyAccepted as error:
            refused.append(error)

    threads = [threading.Thread(target=work) for _ in range(SUBMITTERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == SUBMITTERS - 1
    assert registry.version() == 1


def test_reader_sees_whole_submissions_while_others_hand_in(registry_at: str) -> None:
    registry, begun, done = Registry(registry_at), threading.Event(), threading.Event()
    seen = []

    def read() -> None:
        reader = Registry(registry_at)
        while not done.is_set():
            records = read_records(reader)
            seen.append({(records.version, len(records[name])) for name in ("plans", "progress_reports")})
            begun.set()

    reading = threading.Thread(target=read)
    reading.start()
    assert begun.wait(60)
    for number in range(12):
        hand_in(registry, f"B-{number}")
    done.set()
    reading.join()
    assert seen
    assert all(pairs == {(version, version)} for pairs in seen for version, _ in pairs)
