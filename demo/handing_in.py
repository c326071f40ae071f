"""What the demo nation hands in, submission by submission in the order of time: plans and reports by sender."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from demo.calendar import end_of, received
from demo.chance import Chance
from demo.life import Handed, PlanLife
from demo.nation import outlines
from demo.outline import Outline, Scale
from demo.rows import Row, Rows
from demo.schedule import Schedule
from domain.tables import TABLES

_MOVING = ("projects", "project_years", "kpis")
"""Tables of a plan that move with a report, without a revision."""


@dataclass
class HandedIn:
    """One submission: who, when, for which half, and the rows of all plans that are in it.

    ``is_report`` tells a half-yearly report, with what has moved since, from plans as a whole, which are
    all of one ``plan_type``.
    """

    sender: str
    plan_type: str
    period: str
    is_report: bool
    received_at: str
    as_of: str
    own: Rows = field(default_factory=dict)
    before: Rows = field(default_factory=dict)
    after: Rows = field(default_factory=dict)

    def add(self, handed: Handed) -> None:
        """Take in what one more plan hands in."""
        for into, rows in ((self.own, handed.rows), (self.before, handed.before), (self.after, handed.after)):
            for name, more in rows.items():
                into.setdefault(name, []).extend(more)

    @property
    def rows(self) -> Rows:
        """The rows by table: plans as a whole, or reports and of the plans what has moved."""
        return self.own | _moved(self.before, self.after) if self.is_report else self.own


def handed_in(seed: int, scale: Scale) -> Iterator[HandedIn]:
    """Every submission of the nation of a seed, in the order in which they are received."""
    chance = Chance(seed)
    found: dict[tuple[str, str, int, bool], HandedIn] = {}
    for plan in outlines(chance.of("outlines"), scale):
        sender = chance.of("sender", plan.sender)
        schedule = Schedule(sender, plan.plan_type, scale.halves)
        for handed in PlanLife(chance.of("plan", plan.plan_id), plan, schedule).handed():
            # A report may be on plans of several types, a workbook has those of one.
            plan_type = "" if handed.is_report else plan.plan_type
            key = (plan.sender, plan_type, handed.at, handed.is_report)
            if key not in found:
                found[key] = _empty(sender.of(plan_type), plan_type, plan, handed, scale.halves[handed.at])
            found[key].add(handed)
    yield from sorted(found.values(), key=lambda each: (each.received_at, each.sender, each.plan_type))


def _empty(chance: Chance, plan_type: str, plan: Outline, handed: Handed, half: str) -> HandedIn:
    newest: dt.date = end_of(half) if handed.is_report else handed.day
    moment = received(chance.of("moment", half, handed.is_report), handed.day)
    return HandedIn(plan.sender, plan_type, half, handed.is_report, moment, newest.isoformat())


def _moved(before: Rows, after: Rows) -> Rows:
    """Of the moving tables the rows that differ.

    Where a plan itself differs, all rows: a file that names a plan is the whole of it in every table that
    it holds. KPIs go together because the file has the values of all of them, and so do the years of a
    project.
    """
    if before["plans"] != after["plans"]:
        return {name: after[name] for name in ("plans", *_MOVING)}
    changed = {name: _changed(name, before[name], after[name]) for name in _MOVING}
    projects = {row["project_id"] for row in changed["project_years"]}
    return {
        "projects": changed["projects"],
        "project_years": [row for row in after["project_years"] if row["project_id"] in projects],
        "kpis": after["kpis"] if changed["kpis"] else [],
    }


def _changed(name: str, before: list[Row], after: list[Row]) -> list[Row]:
    key = TABLES[name].key
    known = {tuple(row[column] for column in key): row for row in before}
    return [row for row in after if known.get(tuple(row[column] for column in key)) != row]
