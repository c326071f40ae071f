"""Answers that are kept: worked out once, told apart by what was asked, and gone with what they are about."""

import gc
import weakref

from analysis.allocation import Allocation, allocate
from analysis.kept_answers import kept, kept_with_each
from tests.builders import records


def test_answer_is_worked_out_once_for_each_allocation():
    asked = []

    @kept(8)
    def answer(allocation: Allocation, word: str) -> str:
        asked.append(word)
        return f"{len(allocation.records.projects)} {word}"

    first, second = allocate(records([], [])), allocate(records([], []))
    assert [answer(first, "a"), answer(first, "a"), answer(second, "a"), answer(first, "b")] == [
        "0 a", "0 a", "0 a", "0 b",
    ]  # fmt: skip
    assert asked == ["a", "a", "b"]


def test_answers_do_not_hold_what_they_are_about():
    @kept(8)
    def answer(before: Allocation, after: Allocation) -> int:
        return len(before.records.projects) + len(after.records.projects)

    before, after = allocate(records([], [])), allocate(records([], []))
    assert answer(before, after) == 0
    gone = [weakref.ref(before), weakref.ref(after.records)]
    del before, after
    gc.collect()
    assert [ref() for ref in gone] == [None, None]


def test_answers_that_go_with_their_allocation():
    class Large:
        pass

    @kept_with_each(1)
    def table(allocation: Allocation, half: str) -> Large:
        return Large()

    many = [allocate(records([], [])) for _ in range(20)]
    tables = [table(each, "2026H1") for each in many]
    assert [table(each, "2026H1") for each in many] == tables, "none has pushed out another's"
    assert table(many[0], "2025H2") is not tables[0]
    assert table(many[0], "2026H1") is not tables[0], "only the last one of its own is kept"
    gone = weakref.ref(tables[1])
    del tables, many[1]
    gc.collect()
    assert gone() is None
