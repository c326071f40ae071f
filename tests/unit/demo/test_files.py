"""What the demo hands in as files: read back they are the same rows, and no rule stops any of them."""

from __future__ import annotations

import pandas as pd
import pytest

from demo.files import csv_files, workbook_file
from demo.handing_in import HandedIn
from domain.finding import Severity
from domain.record import FileFacts
from domain.tables import TABLES
from intake.submission import check_files
from loaders.plan_files import read_plan_files
from tests.unit.demo.nations import small_submissions

SUBMISSIONS = small_submissions()
PLANS = [each for each in SUBMISSIONS if not each.is_report]


def assert_same_rows(handed_in: HandedIn, files: dict[str, bytes]) -> None:
    submitted = check_files(files).submitted
    for name, rows in handed_in.rows.items():
        table = TABLES[name]
        if rows:
            key = list(table.key)
            found = submitted[name].frame[table.column_names].sort_values(key, ignore_index=True)
            expected = table.frame(rows).sort_values(key, ignore_index=True)
            pd.testing.assert_frame_equal(found, expected)


@pytest.mark.parametrize("plan_type", ["a", "b", "c"])
def test_a_workbook_says_the_same_as_its_rows(plan_type: str) -> None:
    handed_in = next(each for each in PLANS if each.plan_type == plan_type)
    assert_same_rows(handed_in, workbook_file(handed_in, 0))


@pytest.mark.parametrize("is_report", [True, False])
def test_csv_files_say_the_same_as_their_rows(is_report: bool) -> None:
    handed_in = next(each for each in SUBMISSIONS if each.is_report == is_report)
    assert_same_rows(handed_in, csv_files(handed_in, 0))


def test_no_rule_stops_any_file_and_none_asks_the_sender_of_a_report() -> None:
    for each in SUBMISSIONS:
        findings = check_files(csv_files(each, 0)).findings
        assert [str(finding) for finding in findings if finding.severity is Severity.ERROR] == []
        if each.is_report:
            assert [str(finding) for finding in findings] == []


def test_what_is_asked_of_plans_is_what_drafts_leave_open_and_criteria_that_are_not_met() -> None:
    asked = {finding.rule for each in PLANS for finding in check_files(csv_files(each, 0)).findings}
    assert asked <= {"required_item_open", "criterion_not_met"}


def test_csv_files_say_that_they_are_fictional_and_of_which_version() -> None:
    files = csv_files(SUBMISSIONS[0], 12)
    facts = read_plan_files(files).facts
    assert set(facts) == set(files)
    assert set(facts.values()) == {FileFacts(plan_type="", is_fictional=True, version=12)}


def test_a_report_comes_without_the_plans_that_have_not_changed() -> None:
    reports = [each for each in SUBMISSIONS if each.is_report]
    assert any("plans" not in each.rows for each in reports)
    assert any("plans" in each.rows for each in reports)
    assert all("measures" not in each.rows for each in reports)
