"""Everything that was ever handed in can be had again: by plan, by period, row by row, file by file."""

import pandas as pd
import pytest

from domain.tables import TABLES
from registry.database import Registry, SubmissionFacts
from registry.history import (
    NoSuchFile,
    submission_file,
    submission_files,
    submission_rows,
    submissions_of_plans,
)
from tests.builders import plan, submitted_tables
from tests.unit.registry.stored import FACTS, FILES, frames, whole_plan


@pytest.fixture
def filled(registry: Registry) -> Registry:
    """Two plans; B-1 changed for the next period, then handed in once more as it was."""
    registry.accept(whole_plan("B-1"), FILES, FACTS, submission_id="S-1")
    registry.accept(whole_plan("B-2"), {}, FACTS, submission_id="S-2")
    later = SubmissionFacts("大津町", "2026H2", "2027-03")
    gone = {"kpi_targets": frames(whole_plan("B-1"))["kpi_targets"]}
    changed = submitted_tables({"plans": [plan("B-1", title="改題")]})
    registry.accept(changed, {"b.xlsx": b"\x00PK"}, later, withdrawn=gone, submission_id="S-3")
    registry.accept({}, {}, later, expects={"B-1": 3}, submission_id="S-4")
    return registry


def test_history_of_a_plan_is_every_submission_about_it(filled: Registry) -> None:
    found = submissions_of_plans(filled, plan_id="B-1")
    wanted = ["sequence", "submission_id", "submitted_by", "period", "has_changed"]
    assert found[wanted].to_numpy().tolist() == [
        [1, "S-1", "熊本県", "2026H1", True],
        [3, "S-3", "大津町", "2026H2", True],
        [4, "S-4", "大津町", "2026H2", False],
    ]


def test_plans_handed_in_for_a_period(filled: Registry) -> None:
    found = submissions_of_plans(filled, period="2026H1")
    assert found[["submission_id", "plan_id"]].to_numpy().tolist() == [["S-1", "B-1"], ["S-2", "B-2"]]
    assert len(submissions_of_plans(filled)) == 4
    assert submissions_of_plans(filled, period="2030H1").empty


def test_rows_of_a_submission_are_what_it_appended(filled: Registry) -> None:
    found = submission_rows(filled, "S-3")
    assert {name: len(frame) for name, frame in found.items() if len(frame)} == {"plans": 1, "kpi_targets": 1}
    assert found["plans"].loc[0, ["title", "is_withdrawn", "source_row"]].to_list() == ["改題", False, 2]
    assert found["kpi_targets"]["is_withdrawn"].to_list() == [True]


def test_rows_of_a_submission_are_those_of_its_file_in_order(filled: Registry) -> None:
    found = submission_rows(filled, "S-2")
    for name, table in whole_plan("B-2").items():
        expected = table.frame.assign(is_withdrawn=False).astype({"source_row": "int64"})
        pd.testing.assert_frame_equal(found[name], expected[found[name].columns])
    assert list(found) == list(TABLES)


def test_original_files_come_back_byte_for_byte(filled: Registry) -> None:
    files = submission_files(filled, "S-1")
    assert files["file_name"].to_list() == sorted(FILES)
    assert files["size"].to_list() == [len(FILES[name]) for name in files["file_name"]]
    assert {name: submission_file(filled, "S-1", name) for name in files["file_name"]} == FILES
    assert submission_file(filled, "S-3", "b.xlsx") == b"\x00PK"


@pytest.mark.parametrize(("submission_id", "name"), [("S-1", "no.csv"), ("S-9", "b.xlsx")])
def test_file_that_was_never_handed_in_is_an_error(filled: Registry, submission_id: str, name: str) -> None:
    with pytest.raises(NoSuchFile, match=name):
        submission_file(filled, submission_id, name)


def test_submission_without_files_has_none(filled: Registry) -> None:
    assert submission_files(filled, "S-2").empty
