"""What a submission put in place of what: told row by row, and counted."""

import pytest

from registry.database import Registry, SubmissionFacts
from registry.row_history import appended_rows, change_counts
from tests.builders import plan, submitted_tables
from tests.unit.registry.stored import FACTS, counts, frames, whole_plan


@pytest.fixture
def filled(registry: Registry) -> Registry:
    """B-1 accepted, its title changed and its interim targets withdrawn, then these handed in again."""
    registry.accept(whole_plan("B-1"), {}, FACTS, submission_id="S-1")
    later = SubmissionFacts("大津町", "2026H2", "2027-03")
    targets = frames(whole_plan("B-1"))["kpi_targets"]
    changed = submitted_tables({"plans": [plan("B-1", title="改題")]})
    registry.accept(changed, {}, later, withdrawn={"kpi_targets": targets}, submission_id="S-2")
    again = {"kpi_targets": whole_plan("B-1")["kpi_targets"]}
    registry.accept(again, {}, later, submission_id="S-3")
    return registry


def test_changed_row_comes_with_the_row_that_it_replaced(filled: Registry) -> None:
    found = appended_rows(filled, "S-2")
    assert list(found) == ["plans", "kpi_targets"]
    plans = found["plans"]
    assert plans.changed["title"].to_list() == ["改題"]
    assert plans.before["title"].to_list() == [plan("B-1")["title"]]
    assert plans.added.empty
    assert plans.withdrawn.empty


def test_withdrawn_row_keeps_what_it_said(filled: Registry) -> None:
    gone = appended_rows(filled, "S-2")["kpi_targets"].withdrawn
    assert gone["target"].to_list() == frames(whole_plan("B-1"))["kpi_targets"]["target"].to_list()


def test_row_handed_in_again_after_its_withdrawal_is_new(filled: Registry) -> None:
    found = appended_rows(filled, "S-3")["kpi_targets"]
    assert (len(found.added), len(found.changed)) == (1, 0)


def test_first_submission_of_a_plan_only_adds(filled: Registry) -> None:
    found = appended_rows(filled, "S-1")
    assert {name: len(rows.added) for name, rows in found.items()} == {
        name: len(table.frame) for name, table in whole_plan("B-1").items()
    }
    assert all(rows.changed.empty and rows.withdrawn.empty for rows in found.values())


def test_counts_are_those_of_the_rows(filled: Registry) -> None:
    found = change_counts(filled, ["S-3", "S-2", "S-1", "S-9"])
    added = sum(len(rows.added) for rows in appended_rows(filled, "S-1").values())
    assert found.to_numpy().tolist() == [[1, 0, 0], [0, 1, 1], [added, 0, 0], [0, 0, 0]]
    assert list(found.index) == ["S-3", "S-2", "S-1", "S-9"]
    stored = counts(filled)
    records = sum(n for name, n in stored.items() if not name.startswith("submission"))
    assert found.to_numpy().sum() == records


def test_submission_that_there_is_not_has_no_rows(filled: Registry) -> None:
    assert appended_rows(filled, "S-9") == {}
