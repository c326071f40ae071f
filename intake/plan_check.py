"""Findings on plans of a submission as a whole: none at all, of another form or registry, overtaken by others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from domain.codelist import codelist
from domain.finding import Cell, Finding
from domain.record import FileFacts, Reading
from registry.database import Registry
from registry.plan_rows import changes_since
from rules import submission


def about_plans(reading: Reading) -> list[Finding]:
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


def wrong_registry(reading: Reading, names: Iterable[str], registry: Registry) -> list[Finding]:
    """Fiction for a registry of real records, or the other way round: they never mix.

    A file that says nothing of itself, as a CSV, is taken for real.
    """
    made = submission.REAL_INTO_FICTIONAL if registry.is_fictional else submission.FICTIONAL_INTO_REAL
    return [
        made.at(Cell(name), name, registry=registry.label)
        for name in names
        if reading.facts.get(name, FileFacts()).is_fictional is not registry.is_fictional
    ]


def lost_updates(reading: Reading, registry: Registry, earlier: Mapping[str, pd.DataFrame]) -> list[Finding]:
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
