"""Making the demo registry: every submission of the fictional nation is read, checked and accepted."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

from demo.calendar import due_of, end_of
from demo.chance import Chance
from demo.files import csv_files, workbook_file
from demo.further_projects import CHUNK, SOURCE_FILE, further_projects
from demo.handing_in import HandedIn, handed_in
from demo.nation import outlines
from demo.outline import Scale
from domain.finding import stops
from intake.submission import SubmissionRefused, accept, check_files
from registry.database import Registry, SubmissionFacts
from registry.facts import DEMO_LABEL
from rules import run_checks

NOTE = "デモ用の架空の提出です。実在の団体の提出ではありません"

Progress = Callable[[int, int], None]
"""Told how many of how many submissions have been accepted."""

_FURTHER_DAYS = 15
"""After the day on which the last reports are due."""


def make_demo(
    path: Path,
    seed: int,
    *,
    scale: Scale | None = None,
    further: int = 0,
    workbook_part: float = 1.0,
    progress: Progress = lambda done, whole: None,
) -> int:
    """Write the registry of a fictional nation to ``path`` and return its number of submissions.

    Plans go in as workbooks, of all senders or of that part of them, else as CSV files; half-yearly reports
    go in as CSV files. All are read, checked and accepted as what people hand in. ``further`` projects are
    many: they are given to the registry as checked tables, without files. The file appears when it is whole;
    one that was there is replaced. The same seed, scale and count make the same records.

    Raises:
        SubmissionRefused: a rule stops a submission; the demo's vocabulary has to be mended.
        OSError: no access to the folder.
    """
    scale = scale or Scale()
    submissions = list(handed_in(seed, scale))
    whole = len(submissions) + -(-further // CHUNK)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}-{uuid.uuid4().hex[:8]}")
    try:
        registry = Registry(f"sqlite:///{unfinished}", label=DEMO_LABEL, is_fictional=True)
        for number, each in enumerate(submissions, start=1):
            is_workbook = Chance(seed, "form", each.sender).happens(workbook_part)
            _accept(registry, each, _submission_id(seed, number), is_workbook=is_workbook)
            progress(number, whole)
        for number in _accept_further(registry, seed, scale, further, len(submissions)):
            progress(number, whole)
        _close(registry)
        unfinished.replace(path)
    finally:
        for rest in path.parent.glob(f"{unfinished.name}*"):
            rest.unlink()
    return whole


def _submission_id(seed: int, number: int) -> str:
    return f"DEMO-{seed}-{number:05}"


def _accept(registry: Registry, each: HandedIn, submission_id: str, *, is_workbook: bool) -> None:
    make_files = workbook_file if is_workbook and not each.is_report else csv_files
    files = make_files(each, registry.version())
    facts = SubmissionFacts(each.sender, each.period, each.as_of, NOTE, each.received_at)
    accept(registry, check_files(files, registry), facts, submission_id=submission_id)


def _accept_further(registry: Registry, seed: int, scale: Scale, count: int, done: int) -> Iterator[int]:
    """Accept the further projects; yields the number of every submission."""
    half = scale.halves[-1]
    plans = outlines(Chance(seed).of("outlines"), scale)
    day = due_of(half) + dt.timedelta(days=_FURTHER_DAYS)
    facts = SubmissionFacts(SOURCE_FILE, half, end_of(half).isoformat(), NOTE, f"{day}T12:00:00+09:00")
    for number, submitted in enumerate(further_projects(seed, count, plans, half), start=done + 1):
        findings = run_checks(submitted)
        if stops(findings):
            raise SubmissionRefused(findings)
        registry.accept(submitted, {}, facts, submission_id=_submission_id(seed, number))
        yield number


def _close(registry: Registry) -> None:
    """Leave one file without gaps: what is in the journal goes into it."""
    with registry.engine.connect() as connection:
        connection.exec_driver_sql("VACUUM")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    registry.engine.dispose()
