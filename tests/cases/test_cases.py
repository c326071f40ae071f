"""Files with a quirk, each in a folder with the findings that are right about it and why.

A folder holds the files as a sender hands them in (``*.csv``), ``findings.csv`` with exactly the
findings expected, sorted, and ``note.md`` that says why. Where the files are to be accepted,
``expected_projects.csv`` and ``expected_project_sites.csv`` may give columns of the records as a
registry returns them.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from domain.finding import Actor, Finding, Severity
from domain.record import TABLES
from intake.submission import CheckedSubmission, accept, check_files
from registry.database import Registry, SubmissionFacts
from registry.snapshot import read_records
from rules import CATALOGUE

FOLDER = Path(__file__).parent
CASES = sorted(path.parent for path in FOLDER.glob("*/note.md"))
ACCEPTED = [case for case in CASES if any(case.glob("expected_*.csv"))]
COLUMNS = ("rule", "file", "row", "column", "value")


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def inputs(case: Path) -> dict[str, bytes]:
    paths = sorted(case.glob("*.csv"))
    return {
        path.name: path.read_bytes()
        for path in paths
        if path.name != "findings.csv" and not path.name.startswith("expected_")
    }


def expected(case: Path) -> list[tuple[str, str, int, str, str]]:
    return [
        (row["rule"], row["file"], int(row["row"]), row["column"], row["value"])
        for row in table(case / "findings.csv")
    ]


def in_order(found: list[tuple[str, str, int, str, str]]) -> list[tuple[str, str, int, str, str]]:
    """By place, then rule: as ``findings.csv`` is sorted."""
    return sorted(found, key=lambda item: (item[1:4], item[0], item[4]))


def as_told(finding: Finding) -> tuple[str, str, int, str, str]:
    return (finding.rule, finding.cell.file, finding.cell.row, finding.cell.column, finding.value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_findings_are_exactly_those_expected(case):
    checked = check_files(inputs(case))
    assert in_order([as_told(finding) for finding in checked.findings]) == expected(case)
    has_error = any(CATALOGUE[rule].severity is Severity.ERROR for rule, *_ in expected(case))
    assert checked.is_acceptable is not has_error


@pytest.mark.parametrize("case", ACCEPTED, ids=lambda case: case.name)
def test_accepted_records_have_the_values_expected(case):
    records = accepted(check_files(inputs(case)))
    for path in case.glob("expected_*.csv"):
        rows = table(path)
        frame = records[path.stem.removeprefix("expected_")][list(rows[0])]
        shown = frame.astype(object).where(frame.notna(), "").astype(str)
        assert shown.to_dict("records") == rows


def accepted(checked: CheckedSubmission) -> dict:
    """The records of a new registry that has taken the files in, by table name."""
    registry = Registry("sqlite://")
    accept(registry, checked, SubmissionFacts("試験", "2026H1", "2026-03"))
    records = read_records(registry)
    return {name: getattr(records, name) for name in TABLES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_complete_and_its_findings_are_sorted(case):
    assert inputs(case)
    assert 20 <= len((case / "note.md").read_text(encoding="utf-8").strip()) <= 600
    assert (case / "findings.csv").read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)
    assert expected(case) == in_order(expected(case))
    assert {rule for rule, *_ in expected(case)} <= set(CATALOGUE)


def test_every_rule_that_the_loader_lets_a_file_break_is_shown_by_a_case():
    shown = {rule for case in CASES for rule, *_ in expected(case)}
    of_files = {rule.code for rule in CATALOGUE.values() if rule.actor is not Actor.USER}
    # A row of the projects' file makes the first site, which has no share: so neither can be broken.
    assert of_files - shown == {"project_without_site", "shares_below_whole"}


def test_every_folder_is_a_case():
    folders = {path for path in FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == set(CASES)
    assert len(CASES) >= 18
