"""Files with a quirk, each in a folder with the findings that are right about it and why.

A folder holds the files as a sender hands them in, ``findings.csv`` with exactly the findings
expected, sorted, and ``note.md`` that says why. For a workbook ``build.csv`` may stand instead, which
says in what ``plan.xlsx`` differs from a good one; ``build_report.csv`` does so for ``report.xlsx``. Where the files are to be accepted,
``expected_projects.csv`` and the like may give columns of the records as a registry returns them.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

import rules
from domain.finding import Finding, Severity
from intake.submission import CheckedSubmission, accept, check_files
from registry.database import Registry, SubmissionFacts
from registry.snapshot import read_records
from rules import CATALOGUE, Rule
from tests.plan_books import good_book, spoilt
from tests.report_books import good_report

FOLDER = Path(__file__).parent
CASES = sorted(path.parent for path in FOLDER.glob("*/note.md"))
ACCEPTED = [case for case in CASES if any(case.glob("expected_*.csv"))]
COLUMNS = ("rule", "file", "sheet", "row", "column", "value")
FILES = ("*.csv", "*.xlsx", "*.xls", "*.ods")
OUR_OWN = ("findings.csv", "build.csv", "build_report.csv")
Told = tuple[str, str, str, int, str, str]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def inputs(case: Path) -> dict[str, bytes]:
    paths = sorted(path for pattern in FILES for path in case.glob(pattern))
    files = {
        path.name: path.read_bytes()
        for path in paths
        if path.name not in OUR_OWN and not path.name.startswith("expected_")
    }
    if (case / "build.csv").exists():
        files["plan.xlsx"] = spoilt(good_book(), table(case / "build.csv"))
    if (case / "build_report.csv").exists():
        files["report.xlsx"] = spoilt(good_report(), table(case / "build_report.csv"))
    return files


def expected(case: Path) -> list[Told]:
    return [
        (row["rule"], row["file"], row["sheet"], int(row["row"]), row["column"], row["value"])
        for row in table(case / "findings.csv")
    ]


def in_order(found: list[Told]) -> list[Told]:
    """By place, then rule: as ``findings.csv`` is sorted."""
    return sorted(found, key=lambda item: (item[1:5], item[0], item[5]))


def as_told(finding: Finding) -> Told:
    cell = finding.cell
    return (finding.rule, cell.file, cell.sheet, cell.row, cell.column, finding.value)


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
    return dict(read_records(registry).tables)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_complete_and_its_findings_are_sorted(case):
    assert inputs(case)
    assert 20 <= len((case / "note.md").read_text(encoding="utf-8").strip()) <= 600
    assert (case / "findings.csv").read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)
    assert expected(case) == in_order(expected(case))
    assert {rule for rule, *_ in expected(case)} <= set(CATALOGUE)


READING = (
    rules.amount_text,
    rules.cell_value,
    rules.date_text,
    rules.file_facts,
    rules.file_form,
    rules.workbook_form,
)
MADE_BY_TESTS_OF_LOADERS = {
    # Too large to keep in a folder, or with a name that no folder takes.
    "file_name_unusable",
    "file_too_large",
    "workbook_takes_too_much",
    "workbook_unpacks_too_large",
}


def test_every_rule_on_reading_is_shown_by_a_case():
    shown = {rule for case in CASES for rule, *_ in expected(case)}
    of_reading = {rule.code for module in READING for rule in vars(module).values() if isinstance(rule, Rule)}
    assert of_reading - shown == MADE_BY_TESTS_OF_LOADERS


def test_every_folder_is_a_case():
    folders = {path for path in FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == set(CASES)
    assert len(CASES) >= 100
