"""Reviews of measures: what was promised last half, whether it was kept, what is carried on from half to half."""

import pytest

from analysis.reviews import measure_table
from tests.builders import measure, review
from tests.unit.analysis.judged_plans import allocation_of

HALF, BEFORE, EARLIER = "2026H1", "2025H2", "2025H1"
PROMISE = {"action": "refine", "action_text": "公募の回数を増やす", "action_due": "2026-09-30"}
POOR = {"execution": "delayed", "result": "partly_late", "cause_kind": "people", "cause": "担当が足りない"}


def reviewed(*rows: dict, half: str = HALF, **of_measure):
    """The line of one measure with these reviews."""
    allocation = allocation_of({"measures": [measure(**of_measure)], "measure_reviews": list(rows)})
    return next(measure_table(allocation, half).itertuples())


def test_review_of_the_half_is_told_with_the_promise_before_it():
    line = reviewed(review(period=BEFORE, **PROMISE), review(period=HALF, **POOR, action="expand"))
    assert (line.execution, line.result, line.cause, line.action) == (
        "delayed",
        "partly_late",
        "担当が足りない",
        "expand",
    )
    assert (line.previous_period, line.promised_action, line.promised_text, line.promised_due) == (
        BEFORE,
        "refine",
        "公募の回数を増やす",
        "2026-09-30",
    )


@pytest.mark.parametrize(
    ("execution", "result", "state"),
    [
        ("done", "as_planned", "kept"),
        ("running", "as_planned", "kept"),
        ("running", "partly_late", "not_kept"),
        ("running", "needs_work", "not_kept"),
        ("delayed", "as_planned", "not_kept"),
        ("delayed", "not_assessable", "not_kept"),
        ("stopped", "needs_work", "not_kept"),
        ("not_started", "as_planned", "not_kept"),
        ("running", "not_assessable", "not_assessable"),
        ("done", "needs_work", "kept"),
    ],
)
def test_promise_is_kept_or_not_by_the_review_of_this_half(execution, result, state):
    line = reviewed(review(period=BEFORE, **PROMISE), review(period=HALF, execution=execution, result=result))
    assert line.promise == state


@pytest.mark.parametrize(
    ("due", "execution", "state"),
    [
        ("2026-10-01", "delayed", "not_due"),
        ("2026-10", "running", "not_due"),
        ("2026-09-30", "delayed", "not_kept"),
        ("", "delayed", "not_kept"),
        ("2027-03-31", "done", "kept"),
    ],
)
def test_promise_is_not_broken_before_its_own_day(due, execution, state):
    promised = review(period=BEFORE, **(PROMISE | {"action_due": due}))
    assert reviewed(promised, review(period=HALF, execution=execution, result="partly_late")).promise == state


def test_promise_to_stop_is_kept_by_stopping():
    line = reviewed(
        review(period=BEFORE, action="stop"), review(period=HALF, execution="stopped", result="needs_work")
    )
    assert line.promise == "kept"


@pytest.mark.parametrize(
    ("promised", "state"),
    [
        ({"action": "continue"}, "none"),
        ({"action": ""}, "none"),
        ({"action": "continue", "action_text": "次の公募で成果を示す"}, "not_reported"),
        ({"action": "continue", "action_due": "2026-09"}, "not_reported"),
        ({"action": "add"}, "not_reported"),
    ],
)
def test_to_go_on_without_a_word_or_a_day_promises_nothing(promised, state):
    assert reviewed(review(period=BEFORE, **promised)).promise == state


def test_measure_without_review_says_nothing():
    line = reviewed()
    assert (line.has_review, line.execution, line.is_poor, line.promise, line.previous_period) == (
        False,
        "",
        False,
        "none",
        "",
    )


def test_most_recent_review_holds_the_promise_also_over_a_gap():
    line = reviewed(review(period="2024H2", **PROMISE), review(period=HALF))
    assert (line.previous_period, line.promise) == ("2024H2", "kept")


def test_later_reviews_are_not_known_in_an_earlier_half():
    line = reviewed(review(period=BEFORE, **PROMISE), review(period=HALF, **POOR), half=BEFORE)
    assert (line.execution, line.is_poor, line.promise) == ("running", False, "none")


@pytest.mark.parametrize(
    ("first", "second", "is_escalated"),
    [(POOR, POOR, True), ({}, POOR, False), (POOR, {}, False), (POOR, {"result": "needs_work"}, True)],
)
def test_poor_twice_running_is_escalated(first, second, is_escalated):
    line = reviewed(review(period=BEFORE, **first), review(period=HALF, **second))
    assert (line.is_escalated, line.is_carried_over) == (is_escalated, is_escalated)


def test_poor_before_and_silent_now_is_not_poor_twice():
    assert not reviewed(review(period=BEFORE, **POOR)).is_escalated


def put_off(first: str, second: str, third: str, **last) -> bool:
    not_begun = {"execution": "not_started", "action": "refine"}
    return reviewed(
        review(period=EARLIER, **not_begun, action_due=first),
        review(period=BEFORE, **not_begun, action_due=second),
        review(period=HALF, **(not_begun | last), action_due=third),
    ).is_carried_over


def test_promise_put_off_twice_running_is_carried_over():
    assert put_off("2026-03-31", "2026-09-30", "2027-03-31")
    assert not put_off("2026-03-31", "2026-03-31", "2027-03-31")
    assert not put_off("2026-03-31", "2026-09-30", "2026-09-30")
    assert not put_off("2026-03-31", "2026-09-30", "2027-03-31", execution="running")


def test_measures_keep_the_order_of_the_records_and_count_what_they_leave_out():
    allocation = allocation_of(
        {
            "measures": [measure("M-2", how=""), measure("M-1", why="", who=""), measure("M-3")],
            "measure_reviews": [review("M-3", HALF), review("M-?", HALF)],
        }
    )
    found = measure_table(allocation, HALF)
    assert found["measure_id"].to_list() == ["M-1", "M-2", "M-3"]
    assert found["missing_items"].to_list() == [2, 1, 0]
    assert found["has_review"].to_list() == [False, False, True]


def test_no_measures_make_an_empty_table():
    assert measure_table(allocation_of(), HALF).empty
