"""Taking a submission in: reading and checking files, and accepting them if no finding stops it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from domain.belonging import plan_ids_of
from domain.codelist import codelist
from domain.finding import Cell, Finding, stops
from domain.record import FileFacts, Reading, Submitted
from domain.tables import TABLES
from intake.difference import Difference, difference
from loaders.plan_files import read_plan_files
from loaders.public_projects import is_public_projects, read_public_projects
from registry.database import Registry, SubmissionFacts
from registry.plan_rows import changes_since, rows_of_plans
from rules import run_checks, submission


@dataclass(frozen=True)
class CheckedSubmission:
    """Files as read and checked: their tables, every finding, and what they would change.

    ``is_whole`` tells that the files are the whole of their plans; ``checked_at`` is the version of
    the registry that they were compared with, None without a registry.
    """

    files: Mapping[str, bytes]
    submitted: Submitted
    findings: list[Finding] = field(default_factory=list)
    difference: Difference = field(default_factory=Difference)
    checked_at: int | None = None
    is_whole: bool = False

    @property
    def is_acceptable(self) -> bool:
        return not stops(self.findings)

    @property
    def expects(self) -> dict[str, int]:
        """By plan that a row names the version after which it must not have changed."""
        return {} if self.checked_at is None else dict.fromkeys(_plan_ids(self.submitted), self.checked_at)

    @property
    def plan_ids(self) -> list[str]:
        """Plans that the files hold, in their order."""
        if "plans" not in self.submitted:
            return []
        return list(dict.fromkeys(self.submitted["plans"].frame["plan_id"]))


class SubmissionRefused(Exception):
    """A submission with errors was to be accepted; ``findings`` says why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


def check_files(
    files: Mapping[str, bytes],
    registry: Registry | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> CheckedSubmission:
    """Read files by name, run every rule over what they say, and compare it with the registry.

    Files in the layout of 公表案件 add and change projects; all others are the workbook or the tables
    of plans, of which they are the whole. Without a registry nothing is compared. ``tell`` hears of
    each step as it begins.
    """
    tell("ファイルを読む")
    is_public = is_public_projects(files)
    reading = read_public_projects(files) if is_public else read_plan_files(files)
    is_whole = not is_public
    tell("規則に照らす")
    if registry is None:
        findings = reading.findings + run_checks(reading.submitted)
        if is_whole:
            findings = findings + _about_plans(reading)
        return CheckedSubmission(files, reading.submitted, findings, is_whole=is_whole)
    version = registry.version()
    plans = _plan_ids(reading.submitted)
    earlier = rows_of_plans(registry, plans, _keys(reading.submitted))
    findings = reading.findings + run_checks(reading.submitted, earlier)
    tell("登録済みの内容と比べる")
    found = difference(reading.submitted, earlier, is_whole=is_whole)
    findings = findings + _wrong_registry(reading, files, registry)
    if is_whole:
        findings = findings + _about_plans(reading)
    if is_whole and not found.is_empty:  # what changes nothing loses nothing
        findings = findings + _lost_updates(reading, registry, earlier)
    return CheckedSubmission(files, reading.submitted, findings, found, version, is_whole)


def accept(
    registry: Registry,
    checked: CheckedSubmission,
    facts: SubmissionFacts,
    *,
    replaces: Mapping[str, pd.DataFrame] | None = None,
    submission_id: str | None = None,
) -> str:
    """Store what a checked submission changes and return its id.

    With ``replaces`` the files are the whole of a source: of these rows, by table, those whose key
    the files no longer name are withdrawn.

    Raises:
        SubmissionRefused: a finding stops the submission.
        AlreadyAccepted: ``submission_id`` has been accepted before.
        ChangedMeanwhile: another submission has changed one of the plans since the check.
    """
    if not checked.is_acceptable:
        raise SubmissionRefused(checked.findings)
    withdrawn = _no_longer_named(replaces, checked.submitted) if replaces else checked.difference.withdrawn
    rows = checked.submitted
    if checked.difference.tables:
        rows = checked.difference.to_append(checked.submitted)
    return registry.accept(
        rows,
        checked.files,
        facts,
        withdrawn=withdrawn,
        submission_id=submission_id,
        expects=checked.expects,
        checked_at=checked.checked_at,
    )


def _plan_ids(submitted: Submitted) -> list[str]:
    """Every plan that a row names, whether or not the file has a row for the plan itself."""
    frames = {name: table.frame for name, table in submitted.items()}
    named = {plan for plans in plan_ids_of(frames).values() for plan in plans.unique() if plan}
    return sorted(named)


def _keys(submitted: Submitted) -> dict[str, set[tuple[str, ...]]]:
    return {
        name: set(table.frame[list(TABLES[name].key)].itertuples(index=False, name=None))
        for name, table in submitted.items()
    }


def _about_plans(reading: Reading) -> list[Finding]:
    """Findings on files that hold no plan, or plans of another type than their form."""
    plans = reading.submitted.get("plans")
    if plans is None:
        return []  # single tables of plans that the registry holds, or nothing that could be read
    if plans.frame.empty:
        name = next(iter(reading.facts), "")
        return [submission.NO_PLAN_IN_FILE.at(Cell(name), name)]
    findings = []
    for _, row in plans.frame.iterrows():
        form = reading.facts.get(str(row["source_file"]), FileFacts()).plan_type
        if form and row["plan_type"] and row["plan_type"] != form:
            words = codelist("plan_type")
            findings.append(
                submission.PLAN_OF_OTHER_FORM.at(
                    plans.cell(row, "plan_type"),
                    words.label(row["plan_type"]),
                    plan_id=row["plan_id"],
                    form=words.label(form),
                )
            )
    return findings


def _wrong_registry(reading: Reading, names: Iterable[str], registry: Registry) -> list[Finding]:
    """Fiction for a registry of real records, or the other way round: they never mix.

    A file that says nothing of itself, as a CSV, is taken for real.
    """
    made = submission.REAL_INTO_FICTIONAL if registry.is_fictional else submission.FICTIONAL_INTO_REAL
    return [
        made.at(Cell(name), name, registry=registry.label)
        for name in names
        if reading.facts.get(name, FileFacts()).is_fictional is not registry.is_fictional
    ]


def _lost_updates(reading: Reading, registry: Registry, earlier: Mapping[str, pd.DataFrame]) -> list[Finding]:
    """Plans that have changed after the file was written out, and plans that are there already."""
    in_force = set(earlier["plans"]["plan_id"]) if "plans" in earlier else set()
    table = reading.submitted.get("plans")
    if table is None:
        return []
    findings = []
    for _, row in table.frame[table.frame["plan_id"].isin(in_force)].iterrows():
        version = reading.facts.get(str(row["source_file"]), FileFacts()).version
        cell, plan = table.cell(row, "plan_id"), str(row["plan_id"])
        if version is None:
            findings.append(submission.PLAN_EXISTS_ALREADY.at(cell, plan))
            continue
        since = changes_since(registry, [plan], version)
        if len(since):
            last = since.iloc[-1]
            when = str(last["received_at"])[:16].replace("T", " ")
            findings.append(
                submission.PLAN_CHANGED_SINCE_EXPORT.at(cell, plan, by=last["submitted_by"], at=when)
            )
    return findings


def _no_longer_named(earlier: Mapping[str, pd.DataFrame], submitted: Submitted) -> dict[str, pd.DataFrame]:
    gone = {}
    for name, rows in earlier.items():
        if name not in submitted:
            continue
        key = list(TABLES[name].key)
        named = pd.MultiIndex.from_frame(submitted[name].frame[key])
        gone[name] = rows[~pd.MultiIndex.from_frame(rows[key]).isin(named)]
    return gone
