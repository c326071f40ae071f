"""Findings on reports of a half as a whole: rows of other halves, early and late, overtaken by others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

import pandas as pd

from domain.belonging import plan_ids_of
from domain.finding import Cell, Finding
from domain.fiscal_half import format_ja as half_ja
from domain.partial_date import format_ja as date_ja
from domain.record import FileFacts, Reading
from domain.report_tables import REPORT_TABLES
from domain.reporting_period import reporting_periods
from intake.difference import Difference
from registry.database import Registry
from registry.plan_rows import changes_since
from rules import report_form

Frames = Mapping[str, pd.DataFrame]


def is_all_reports(reading: Reading) -> bool:
    """True if every file is a report: they are not the whole of their plans."""
    return bool(reading.facts) and all(facts.is_report for facts in reading.facts.values())


def of_reports(
    reading: Reading, earlier: Frames, today: dt.date, found: Difference | None = None
) -> list[Finding]:
    """Findings on the time and the halves of reports.

    ``earlier`` tells which values await their final figure, ``found`` which rows say something new.
    Without a registry neither is known, and values of other halves are let pass.
    """
    reports = _reports(reading)
    rows = {
        table.name: reading.submitted[table.name].frame
        for table in REPORT_TABLES
        if table.name in reading.submitted
    }
    if found is None:
        rows.pop("kpi_values", None)
    else:
        rows = {name: pd.concat([found.tables[name].added, found.tables[name].changed]) for name in rows}
    return [*_about_time(reports, today), *_other_halves(reading, reports, rows, _awaited(earlier))]


def overtaken(reading: Reading, found: Difference, earlier: Frames, registry: Registry) -> list[Finding]:
    """Plans that others have changed since a report's form was written out, and reports written over."""
    findings = []
    for file, facts in _reports(reading).items():
        for plan_id, cell in _plans_of(reading, earlier, file).items():
            if facts.version is None:
                if plan_id in _replaced(found, earlier, file):
                    findings.append(report_form.REPORT_EXISTS_ALREADY.at(cell, plan_id))
                continue
            since = changes_since(registry, [plan_id], facts.version)
            if len(since):
                last = since.iloc[-1]
                when = str(last["received_at"])[:16].replace("T", " ")
                findings.append(
                    report_form.PLAN_CHANGED_SINCE_REPORT_FORM.at(
                        cell, plan_id, by=last["submitted_by"], at=when
                    )
                )
    return findings


def _reports(reading: Reading) -> dict[str, FileFacts]:
    return {file: facts for file, facts in reading.facts.items() if facts.is_report}


def _about_time(reports: Mapping[str, FileFacts], today: dt.date) -> Iterator[Finding]:
    for file, facts in reports.items():
        period = reporting_periods().get(facts.period)
        if period is None or today < period.start:  # rows of a half that has not begun are told one by one
            continue
        half = half_ja(facts.period)
        if today <= period.end:
            end = date_ja(period.end.isoformat())
            yield report_form.REPORT_BEFORE_END.at(Cell(file), half, end=end)
        elif today > period.due:
            due = date_ja(period.due.isoformat())
            yield report_form.REPORT_AFTER_DUE.at(Cell(file), half, due=due)


def _other_halves(
    reading: Reading, reports: Mapping[str, FileFacts], rows: Frames, awaited: set[tuple[str, str]]
) -> Iterator[Finding]:
    """Rows about another half than the form's, unless they put a preliminary value right."""
    halves = {file: facts.period for file, facts in reports.items() if facts.period}
    for name, frame in rows.items():
        own = frame["source_file"].map(halves)
        is_other = own.notna() & (frame["period"] != own) & frame["period"].isin(list(reporting_periods()))
        for row in frame[is_other].to_dict("records"):
            if (row.get("kpi_id"), row["period"]) not in awaited:
                cell = reading.submitted[name].cell(row, "period")
                half, own_half = half_ja(row["period"]), half_ja(halves[row["source_file"]])
                yield report_form.ROW_OF_OTHER_HALF.at(cell, half, half=own_half)


def _awaited(earlier: Frames) -> set[tuple[str, str]]:
    """KPI and half of the values in force that are preliminary."""
    if "kpi_values" not in earlier:
        return set()
    values = earlier["kpi_values"]
    values = values[values["value_status"] == "preliminary"]
    return set(zip(values["kpi_id"], values["period"], strict=True))


def _plans_of(reading: Reading, earlier: Frames, file: str) -> dict[str, Cell]:
    """The plans that a file reports on, each with the first of its cells."""
    found: dict[str, Cell] = {}
    frames = {name: table.frame for name, table in reading.submitted.items()}
    plans = plan_ids_of({**earlier, **frames})
    for name, table in reading.submitted.items():
        is_own = (table.frame["source_file"] == file) & (plans[name] != "")
        rows = table.frame[is_own].assign(plan_of_row=plans[name][is_own])
        for row in rows.drop_duplicates("plan_of_row").to_dict("records"):
            found.setdefault(row["plan_of_row"], table.cell(row, table.table.key[0]))
    return found


def _replaced(found: Difference, earlier: Frames, file: str) -> set[str]:
    """Plans of which the file changes a row that is there already."""
    plans: set[str] = set()
    for name, table in found.tables.items():
        changed = table.changed[table.changed["source_file"] == file]
        plans |= set(plan_ids_of({**earlier, name: changed})[name])
    return plans
