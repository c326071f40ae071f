"""How a project of the demo fares: its rows as of a day, along the ladder from 構想 to 稼働 or off it."""

from __future__ import annotations

import datetime as dt

from demo.calendar import fiscal_year_of, half_words, later, month, start_of
from demo.projects import Project
from demo.rows import Row
from demo.words import phrase
from domain.money import format_yen

_LOST_MONTHS = {"delay": 6, "suspended": 12}
_FITTING_OUT_MONTHS = 3
"""Between the end of building and the first day of work."""

_YEARLY_STEPS = 10
"""Amounts by year are rounded ten times as finely as the whole."""

_UNTOLD = {"lower_bound", "partial", "not_disclosed"}
"""Scopes of which a note tells more."""


class ProjectLife:
    """A project as of a day in a half; ``halves`` are those that the nation has lived through."""

    def __init__(self, project: Project, halves: tuple[str, ...]) -> None:
        self._project = project
        self._halves = halves

    def status(self, day: dt.date, at: int) -> str:
        project, event = self._project, self._event(at)
        if event == "withdrawn" or (event == "suspended" and at <= project.event.at + 1):
            return event
        ladder = (
            ("operating", self._operation(at)),
            ("completed", later(self._operation(at), -_FITTING_OUT_MONTHS)),
            ("under_construction", project.start),
            ("announced", project.announced),
        )
        return next((status for status, reached in ladder if reached <= day), "concept")

    def row(self, day: dt.date, at: int) -> Row:
        """The row of ``projects`` as of ``day`` in the half at position ``at``."""
        project, status = self._project, self.status(day, at)
        is_announced = project.announced <= day
        is_told = project.scope != "not_disclosed"
        is_quoted = is_announced and is_told and not project.amount_disclosure
        return {
            "project_id": project.project_id,
            "name": project.name,
            "plan_id": project.plan_id,
            "field_code": project.field_code,
            "company_name": project.company.name,
            "company_disclosure": project.company.disclosure,
            "status_code": status,
            "amount_yen": self._amount(at) if is_told else None,
            "amount_scope": project.scope,
            "public_support_yen": project.support_yen,
            "amount_disclosure": project.amount_disclosure,
            "place_disclosure": project.place_disclosure,
            "announced_date": self._announced_words() if is_announced else "",
            "start_date": month(project.start),
            "operation_date": self._operation_words(at),
            "is_core": project.is_core,
            "source_url": f"https://example.jp/架空/案件/{project.project_id}",
            "source_quote": self._quote() if is_quoted else "",
            "note": self._note(at),
        }

    def year_rows(self, at: int) -> list[Row]:
        """Rows of ``project_years``: they add up to the amount; a delay adds a year and takes none away."""
        project = self._project
        if not project.has_years:
            return []
        first, last = fiscal_year_of(project.start), fiscal_year_of(project.operation)
        step = project.step_yen // _YEARLY_STEPS
        amounts = _shared_out(self._amount(at), last - first + 1, step)
        if self._event(at) == "delay" and (moved := amounts[-1] // 2 // step * step):
            amounts[-1] -= moved
            amounts.append(moved)
        return [
            {"project_id": project.project_id, "fiscal_year": str(first + number), "amount_yen": amount}
            for number, amount in enumerate(amounts)
        ]

    def _event(self, at: int) -> str:
        """What has befallen it by then; what is at work is not overtaken by anything."""
        project = self._project
        if at < project.event.at or project.event.at >= len(self._halves):
            return ""
        is_at_work = project.operation <= start_of(self._halves[project.event.at])
        return "" if is_at_work else project.event.kind

    def _operation(self, at: int) -> dt.date:
        return later(self._project.operation, _LOST_MONTHS.get(self._event(at), 0))

    def _amount(self, at: int) -> int:
        project, event = self._project, self._event(at)
        factor = {"amount_up": project.event.factor, "amount_down": 1 / project.event.factor}.get(event, 1.0)
        return max(project.step_yen, round(project.amount_yen * factor / project.step_yen) * project.step_yen)

    def _announced_words(self) -> str:
        is_rough = self._project.words.of("announced").happens(0.4)
        return month(self._project.announced) if is_rough else self._project.announced.isoformat()

    def _operation_words(self, at: int) -> str:
        is_rough = self._project.words.of("operation").happens(0.3)
        return month(self._operation(at))[: 4 if is_rough else None]

    def _quote(self) -> str:
        project = self._project
        amount = format_yen(project.amount_yen) + ("超" if project.scope == "lower_bound" else "")
        words = project.words.of("quote")
        return phrase(words, "quote", place=project.place, facility=project.facility, amount=amount)

    def _note(self, at: int) -> str:
        project, event = self._project, self._event(at)
        notes = [phrase(project.words, "project_note")]
        if project.scope in _UNTOLD:
            notes.append(phrase(project.words, project.scope))
        if event:
            told = phrase(project.words.of("event"), event)
            notes.append(f"{half_words(self._halves[project.event.at])}に{told}")
        return "。".join(notes)


def _shared_out(amount: int, years: int, step: int) -> list[int]:
    """``amount`` over ``years``: less in the first and last, in whole steps, exactly in the sum."""
    weights = [1.0 if number in (0, years - 1) else 1.6 for number in range(years)]
    parts = [round(amount * weight / sum(weights) / step) * step for weight in weights[:-1]]
    return [*parts, amount - sum(parts)]
