"""A registry of two halves, each with marks of its own, and a second one that differs from it in the marks alone."""

from __future__ import annotations

from registry.database import Registry, SubmissionFacts
from tests.builders import submitted_tables
from tests.marked_rows import AHEAD, MARKED_WORD, Mark, Rows, marked_rows

HALVES = ("2025H2", "2026H1")
SUBMISSIONS = tuple(f"S-20260901-00000{number}-marked" for number, _ in enumerate(HALVES))
ORIGINAL = "計画_{mark}.xlsx"
_A_HALF = 200
"""Marks of a half have numbers from so many on."""


def marked_registry(
    url: str, *, twin: bool = False, disclosure: str = "government"
) -> tuple[Registry, list[Mark]]:
    """The registry and its marks; its twin has other marks, and everything else is the same to the byte."""
    registry, marks = Registry(url), list[Mark]()
    for at, (half, submission) in enumerate(zip(HALVES, SUBMISSIONS, strict=True)):
        first = _A_HALF * (at + len(HALVES) * twin)
        rows, found = marked_rows(disclosure, first)
        _go_badly(rows, half)
        _keep_apart(rows)
        words = [f"{MARKED_WORD}{first + _A_HALF - number:03}" for number in range(1, 5)]
        names = ("file_name", "content", "submitted_by", "note")
        marks += found + [
            Mark("submissions", *pair) for pair in zip(names, ((word,) for word in words), strict=True)
        ]
        file_name, content, sender, note = words
        registry.accept(
            submitted_tables(rows),
            {ORIGINAL.format(mark=file_name): f"{content}を含む元のファイル".encode()},
            SubmissionFacts(sender, half, "2026-09", note, f"2026-09-0{at + 1}T09:00:00+09:00"),
            submission_id=submission,
        )
    numbers = [mark.forms[0] for mark in marks]
    assert len(set(numbers)) == len(numbers), "no mark stands for two things"
    return registry, marks


def _go_badly(rows: Rows, half: str) -> None:
    """Make the reports ones on ``half`` and what they say poor, so that lists of what needs attention have lines."""
    for name in ("progress_reports", "measure_reviews", "kpi_values"):
        rows[name] = [row if row["period"] == AHEAD else row | {"period": half} for row in rows[name]]
    poor = {"execution": "delayed", "result": "needs_work", "cause_kind": "funds", "action": "refine"}
    for row in rows["measure_reviews"]:
        if row["measure_id"] == rows["measure_reviews"][0]["measure_id"]:
            row |= poor | {"action_due": "2026-12-31"}
    rows["kpis"][0] |= {"direction": "down", "target": 50}
    rows["kpi_targets"][0]["target"] = 70


def _keep_apart(rows: Rows) -> None:
    """Amounts that have no mark, so that none of them and a marked one come to another marked one."""
    rows["projects"][0]["amount_yen"], rows["projects"][1]["amount_yen"] = 20_050_000_000, 10_025_000_000
    rows["project_years"][1]["amount_yen"] = 12_050_000_000
