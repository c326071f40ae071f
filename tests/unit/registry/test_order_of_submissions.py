"""The order of submissions within a period changes the fold only by its rule: the last row of a key wins."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from registry.database import Registry, SubmissionFacts
from registry.snapshot import read_records
from tests.builders import KIKUYO, OZU, project, site, submitted

FACTS = SubmissionFacts("熊本県", "2026H1", "2026-09")
KEYS = ("P-1", "P-2", "P-3")

Submission = dict[str, int | None]
"""By project the amount that a submission says, None where it takes the project back."""

submissions = st.lists(
    st.dictionaries(st.sampled_from(KEYS), st.none() | st.integers(0, 99), min_size=1), min_size=1, max_size=5
)


def folded(order: list[Submission]) -> dict[str, tuple[int, str]]:
    """Amount and place of every project after these submissions have been accepted in this order."""
    registry = Registry("sqlite://")
    for said in order:
        kept = {key: amount for key, amount in said.items() if amount is not None}
        gone = submitted(*rows({key: 0 for key in said if said[key] is None}))
        registry.accept(
            submitted(*rows(kept)), {}, FACTS, withdrawn={name: table.frame for name, table in gone.items()}
        )
    records = read_records(registry, period=FACTS.period)
    places = dict(zip(records.project_sites["project_id"], records.project_sites["lg_code"], strict=True))
    assert len(places) == len(records.project_sites)
    return {row.project_id: (row.amount_yen, places[row.project_id]) for row in records.projects.itertuples()}


def rows(amounts: dict[str, int]) -> tuple[list[dict], list[dict]]:
    return (
        [project(key, amount_yen=amount) for key, amount in amounts.items()],
        [site(key, KIKUYO if key == "P-1" else OZU) for key in amounts],
    )


def last_said(order: list[Submission]) -> dict[str, tuple[int, str]]:
    """The rule, the slow and obvious way."""
    found: dict[str, int | None] = {}
    for said in order:
        found |= said
    return {
        key: (amount, KIKUYO if key == "P-1" else OZU) for key, amount in found.items() if amount is not None
    }


@settings(deadline=None, max_examples=20)
@given(submissions, st.randoms(use_true_random=False))
def test_in_any_order_the_last_accepted_row_of_a_key_wins(handed_in, chance):
    other = chance.sample(handed_in, len(handed_in))
    assert folded(handed_in) == last_said(handed_in)
    assert folded(other) == last_said(other)


@settings(deadline=None, max_examples=15)
@given(st.dictionaries(st.sampled_from(KEYS), st.integers(0, 99), min_size=1), st.permutations(KEYS))
def test_submissions_about_different_projects_may_come_in_any_order(amounts, order):
    one_by_one = [{key: amounts[key]} for key in order if key in amounts]
    assert folded(one_by_one) == folded([amounts])
