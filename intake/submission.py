"""Taking a submission in: reading and checking files, and accepting them if no finding stops it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

import pandas as pd

from domain.area import NATION
from domain.belonging import PARENTS, orphans, parent_column, plans_named
from domain.finding import Finding, stops
from domain.record import Submitted
from domain.tables import TABLES
from intake import plan_check, report_check, sender_rights
from intake.difference import Difference, difference
from loaders.plan_files import read_plan_files
from loaders.public_projects import is_public_projects, read_public_projects
from registry.database import Registry, SubmissionFacts
from registry.disclosure import disclosed_to
from registry.plan_changes import ids_in
from registry.plan_rows import is_untouched, plans_of_rows, rows_of_plans
from registry.publication import of_published_halves, publication_day, published_half
from rules import run_checks

Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class CheckedSubmission:
    """Files as read and checked: their tables, every finding, and what they would change.

    ``is_whole`` tells that the files are the whole of their plans; ``checked_at`` is the version of
    the registry that they were compared with, None without a registry, and ``compared_with`` the ids, by
    column, of what they and the rows that they were compared with are or belong to. ``report_periods`` are the
    halves that reports among the files are on.
    """

    files: Mapping[str, bytes]
    submitted: Submitted
    findings: list[Finding] = field(default_factory=list)
    difference: Difference = field(default_factory=Difference)
    checked_at: int | None = None
    compared_with: Mapping[str, Collection[str]] = field(default_factory=dict)
    is_whole: bool = False
    report_periods: tuple[str, ...] = ()

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
    audience: str = "",
    areas: tuple[str, ...] = (NATION,),
) -> CheckedSubmission:
    """Read files by name, run every rule over what they say, and compare it with the registry.

    Files in the layout of 公表案件 add and change projects, reports of a half add and change reports;
    all others are the workbook or the tables of plans, of which they are the whole. Without a registry
    nothing is compared. ``tell`` hears of each step as it begins. What ``audience`` ("" for who may see
    everything) may not see of the registry, no finding tells; the difference tells it, to be shown by who may.
    ``areas`` are those for whose plans the sender hands in: of files about others nothing more is told.
    """
    tell("ファイルを読む")
    is_public = is_public_projects(files)
    reading = read_public_projects(files) if is_public else read_plan_files(files)
    is_whole = not is_public and not report_check.is_all_reports(reading)
    halves = tuple(sorted({facts.period for facts in reading.facts.values() if facts.period}))
    today = dt.date.today()
    tell("規則に照らす")
    if registry is None:
        findings = reading.findings + run_checks(reading.submitted)
        findings += report_check.of_reports(reading, {}, today)
        if is_whole:
            findings += plan_check.about_plans(reading)
        return CheckedSubmission(files, reading.submitted, findings, is_whole=is_whole, report_periods=halves)
    version = registry.version()
    given = _frames(reading.submitted)
    plans = {*_plan_ids(reading.submitted), *plans_of_rows(registry, orphans(given))}
    earlier = rows_of_plans(registry, plans, _keys(given))
    compared = ids_in((*given.values(), *earlier.values()))
    compared["plan_id"] |= plans
    if beyond := sender_rights.beyond_areas(registry, reading.submitted, earlier, plans, areas):
        return CheckedSubmission(files, reading.submitted, beyond, checked_at=version, compared_with=compared)
    seen = _seen_by(audience, earlier) if audience else earlier
    findings = reading.findings + run_checks(reading.submitted, seen)
    tell("登録済みの内容と比べる")
    found = difference(reading.submitted, earlier, is_whole=is_whole)
    findings += plan_check.wrong_registry(reading, files, registry)
    findings += report_check.of_reports(reading, earlier, today, found)
    if is_whole:
        findings += plan_check.about_plans(reading)
    if not found.is_empty:  # what changes nothing loses nothing
        findings += report_check.overtaken(reading, found, earlier, registry)
        findings += plan_check.lost_updates(reading, registry, earlier) if is_whole else []
    return CheckedSubmission(files, reading.submitted, findings, found, version, compared, is_whole, halves)


def still_holds(checked: CheckedSubmission, registry: Registry) -> bool:
    """True if a check, made again on the same day, says what it said: since its version nothing has come that is or belongs
    to a plan, project, measure or KPI that it compared or compared with.
    """
    return checked.checked_at is not None and is_untouched(
        registry, checked.compared_with, checked.checked_at
    )


def _seen_by(audience: str, rows: Frames) -> Frames:
    """Rows of plans without what an audience may not see of them."""
    return disclosed_to(audience, of_published_halves(rows, published_half(audience, publication_day())))


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


def _frames(submitted: Submitted) -> Frames:
    return {name: table.frame for name, table in submitted.items()}


def _plan_ids(submitted: Submitted) -> list[str]:
    """Every plan that a row names, whether or not the file has a row for the plan itself."""
    return sorted(plans_named(_frames(submitted)) - {""})


def _keys(given: Frames) -> dict[str, set[tuple[str, ...]]]:
    """Keys of the rows by table, and of the projects, measures and KPIs that they belong to."""
    keys = {
        name: set(frame[list(TABLES[name].key)].itertuples(index=False, name=None))
        for name, frame in given.items()
    }
    for name, lone in orphans(given).items():
        column = parent_column(name)
        keys.setdefault(PARENTS[column], set()).update((value,) for value in lone[column])
    return keys


def _no_longer_named(earlier: Mapping[str, pd.DataFrame], submitted: Submitted) -> dict[str, pd.DataFrame]:
    gone = {}
    for name, rows in earlier.items():
        if name not in submitted:
            continue
        key = list(TABLES[name].key)
        named = pd.MultiIndex.from_frame(submitted[name].frame[key])
        gone[name] = rows[~pd.MultiIndex.from_frame(rows[key]).isin(named)]
    return gone
