"""Taking a submission in: reading and checking files, and accepting them if no finding stops it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from domain.finding import Finding, stops
from domain.record import TABLES, Submitted
from loaders.public_projects import read_public_projects
from registry.database import Registry, SubmissionFacts
from rules import run_checks


@dataclass(frozen=True)
class CheckedSubmission:
    """Files as read and checked: their tables and every finding, from reading and from rules."""

    files: Mapping[str, bytes]
    submitted: Submitted
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_acceptable(self) -> bool:
        return not stops(self.findings)


class SubmissionRefused(Exception):
    """A submission with errors was to be accepted; ``findings`` says why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


def check_files(files: Mapping[str, bytes]) -> CheckedSubmission:
    """Read files by name and run every rule over what they say."""
    reading = read_public_projects(files)
    findings = reading.findings + run_checks(reading.submitted)
    return CheckedSubmission(files, reading.submitted, findings)


def accept(
    registry: Registry,
    checked: CheckedSubmission,
    facts: SubmissionFacts,
    *,
    replaces: Mapping[str, pd.DataFrame] | None = None,
    submission_id: str | None = None,
) -> str:
    """Store a checked submission and return its id.

    With ``replaces`` the files are the whole of a source: of these rows, by table, those whose key
    the files no longer name are withdrawn.

    Raises:
        SubmissionRefused: a finding stops the submission.
        AlreadyAccepted: ``submission_id`` has been accepted before.
    """
    if not checked.is_acceptable:
        raise SubmissionRefused(checked.findings)
    withdrawn = _no_longer_named(replaces, checked.submitted) if replaces else {}
    return registry.accept(
        checked.submitted, checked.files, facts, withdrawn=withdrawn, submission_id=submission_id
    )


def _no_longer_named(earlier: Mapping[str, pd.DataFrame], submitted: Submitted) -> dict[str, pd.DataFrame]:
    gone = {}
    for name, rows in earlier.items():
        key = list(TABLES[name].key)
        named = pd.MultiIndex.from_frame(submitted[name].frame[key])
        gone[name] = rows[~pd.MultiIndex.from_frame(rows[key]).isin(named)]
    return gone
