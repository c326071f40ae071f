"""Rules on promises: a review answers first what the one before it said would be done by now."""

import pytest

from domain.record import SubmittedTable
from domain.tables import TABLES
from rules import run_checks
from tests.builders import review, submitted_tables
from tests.unit.rules.found import found_in_plan, plan_findings, plan_with

M1 = "B-430005-01-M1"
PROMISED = {"action": "refine", "action_text": "講座を増やす", "action_due": "2026-09-30"}
ASKED = [("promise_unanswered", "施策点検", 2, "対応の内容")]


def earlier(**values):
    rows = plan_with("b", "measure_reviews")
    rows["measure_reviews"] = [review(M1, "2025H2", **PROMISED | values)]
    return rows


def silent(**values):
    return plan_with("b", "measure_reviews", **{"number_note": "", "number": None} | values)


def test_a_review_that_says_nothing_after_a_promise_is_asked_what_became_of_it():
    assert found_in_plan(silent(), earlier()) == ASKED
    (made,) = plan_findings(silent(), earlier())
    assert made.value == "講座を増やす"
    assert "令和7年度下期（2025年度下期）の点検で、2026年9月30日までに" in made.sentence


@pytest.mark.parametrize("column", ["action_text", "cause", "number_note"])
def test_a_word_in_any_place_for_it_is_an_answer(column):
    assert found_in_plan(silent(**{column: "約束どおり増やした"}), earlier()) == []


@pytest.mark.parametrize(
    ("due", "is_asked"),
    [
        ("2026-09-30", True),
        ("2026-09", True),
        ("2026", True),
        ("2025-12-31", True),
        ("2026-10-01", False),
        ("2027", False),
        ("", False),
    ],
)
def test_only_what_was_due_by_the_end_of_the_half_is_asked_for(due, is_asked):
    assert found_in_plan(silent(), earlier(action_due=due)) == (ASKED if is_asked else [])


def test_to_go_on_without_a_word_is_no_promise():
    assert found_in_plan(silent(), earlier(action="continue", action_text="")) == []


def test_a_promise_in_the_same_file_is_asked_for_without_a_registry():
    rows = silent()
    rows["measure_reviews"].append(review(M1, "2025H2", **PROMISED))
    assert found_in_plan(rows) == ASKED
    assert found_in_plan(rows, {}) == ASKED, "and once"


def test_the_last_review_before_counts_whatever_was_promised_earlier_still():
    rows = earlier(action_text="", action_due="")
    rows["measure_reviews"].append(review(M1, "2025H1", **PROMISED))
    assert found_in_plan(silent(), rows) == []


def test_another_measures_promise_is_not_asked_for():
    rows = earlier()
    rows["measure_reviews"][0]["measure_id"] = "M-other"
    assert found_in_plan(silent(), rows) == []


def test_a_cell_that_could_not_be_read_is_not_silence():
    submitted = dict(submitted_tables(silent()))
    reviews = submitted["measure_reviews"]
    submitted["measure_reviews"] = SubmittedTable(
        reviews.table, reviews.frame, reviews.headings, {"action_text": {0}}
    )
    in_force = {name: TABLES[name].frame(rows) for name, rows in earlier().items()}
    assert "promise_unanswered" not in [each.rule for each in run_checks(submitted, in_force)]
