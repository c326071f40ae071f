"""The life of one plan of the demo: what it hands in, from its draft to its revisions and reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from demo.calendar import fiscal_year_of, start_of
from demo.chance import Chance
from demo.companies import companies, company_rows
from demo.figures import figures_of
from demo.kpi_values import corrected_row, value_row
from demo.kpis import kpi_row, kpis_of, target_rows
from demo.measures import Measure, measures_of
from demo.outline import Outline
from demo.plans import area_rows, check_rows, field_rows, plan_row, stage_of
from demo.project_life import ProjectLife
from demo.projects import Project, project, projects_of
from demo.report import report_row
from demo.reviews import reviews_of
from demo.rows import Row, Rows
from demo.schedule import Schedule
from demo.sites import site_rows

_PACES = {1.1: 0.3, 1.0: 0.35, 0.85: 0.17, 0.65: 0.12, 0.4: 0.06}
_IS_REVISED = 0.7
_MOST_REVISIONS = 2
_REPORT_FORGOTTEN = 0.03
_PUBLISHED_DAYS, _REVISED_DAYS = (5, 20), (2, 12)
"""Before the day on which a plan and its revision are handed in."""


@dataclass(frozen=True)
class Handed:
    """What one plan hands in within a half: the whole of it, or the rows of its report.

    ``before`` and ``after`` are the whole of it as the registry has it and as it is at the report.
    """

    at: int
    day: dt.date
    rows: Rows
    is_report: bool = False
    before: Rows = field(default_factory=dict)
    after: Rows = field(default_factory=dict)


class PlanLife:
    """A plan through all halves; the same outline and chance live the same life."""

    def __init__(self, chance: Chance, plan: Outline, schedule: Schedule) -> None:
        self._chance, self._plan, self._schedule = chance, plan, schedule
        self._halves = schedule.halves
        begins = plan.opened if plan.opened is not None else len(self._halves) - 1
        self._year = fiscal_year_of(start_of(self._halves[begins])) + (plan.opened is None)
        self._opened = plan.opened if plan.opened is not None else len(self._halves)
        self._revised = self._revisions()
        self._reported = [at for at in range(self._opened, len(self._halves)) if self._reports(at)]
        self._companies = companies(chance.of("companies"), plan)
        first = self._halves[plan.drafted if plan.drafted is not None else begins]
        self._projects = projects_of(chance.of("projects"), plan, self._companies, first)
        self._added = [self._added_project(number) for number in range(len(self._revised))]
        pace = chance.one(list(_PACES), list(_PACES.values()))
        self._kpis = kpis_of(chance.of("kpis"), plan, self._year, pace)
        self._measures = measures_of(
            chance.of("measures"),
            plan,
            self._year,
            [kpi.kpi_id for kpi in self._kpis],
            [each.project_id for each in self._projects],
        )
        self._reviews = self._reviews_by_half(pace)

    def handed(self) -> Iterator[Handed]:
        """Everything that the plan hands in, in the order of time."""
        in_force: Rows = {}
        for at in range(len(self._halves)):
            if at in (self._plan.drafted, self._opened, *self._revised):
                day = self._schedule.plan_day(at)
                in_force = self._whole(at, day, is_report=False)
                yield Handed(at, day, in_force)
            if at in self._reported and (reported := self._schedule.report_day(at)):
                after = self._whole(at, reported, is_report=True)
                report = self._report(at, reported)
                yield Handed(at, reported, report, is_report=True, before=in_force, after=after)
                in_force = after

    def _revisions(self) -> list[int]:
        """Positions of the halves in which the plan is revised: at the earliest a year after it began."""
        later = range(self._opened + 2, len(self._halves))
        due = [at for at in later if self._schedule.is_revising(at)]
        found = [at for at in due if self._chance.of("revised", at).happens(_IS_REVISED)]
        return found[:_MOST_REVISIONS]

    def _reports(self, at: int) -> bool:
        is_forgotten = self._chance.of("forgotten", at).happens(_REPORT_FORGOTTEN)
        return not is_forgotten and self._schedule.report_day(at) is not None

    def _added_project(self, number: int) -> Project:
        """The project that comes with a revision."""
        half = self._halves[self._revised[number]]
        at = len(self._projects) + number + 1
        return project(self._chance.of("projects"), self._plan, self._companies, half, at)

    def _reviews_by_half(self, pace: float) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {half: [] for half in self._halves}
        for number, measure in enumerate(self._measures):
            is_added = number == len(self._measures) - 1
            halves = [self._halves[at] for at in self._reported if not is_added or self._past_revisions(at)]
            for row in reviews_of(self._chance.of("reviews", number), measure, halves, pace):
                found[str(row["period"])].append(row)
        return found

    def _past_revisions(self, at: int) -> list[int]:
        return [revised for revised in self._revised if revised <= at]

    def _measures_on(self, at: int) -> list[Measure]:
        """The last measure is the one that the first revision adds."""
        return self._measures if self._past_revisions(at) else self._measures[:-1]

    def _projects_on(self, at: int, day: dt.date) -> list[Project]:
        """A revision brings a project, and takes out those that were given up."""
        past = self._past_revisions(at)
        known = [*self._projects, *self._added[: len(past)]]
        if not past:
            return known
        is_out = [
            each.event.at <= past[-1] and ProjectLife(each, self._halves).status(day, past[-1]) == "withdrawn"
            for each in known
        ]
        return [each for each, out in zip(known, is_out, strict=True) if not out]

    def _whole(self, at: int, day: dt.date, *, is_report: bool) -> Rows:
        """Rows of the tables of a plan as of a day, without its reports."""
        plan, past, is_draft = self._plan, self._past_revisions(at), at < self._opened
        projects, measures = self._projects_on(at, day), self._measures_on(at)
        lives = [ProjectLife(each, self._halves) for each in projects]
        awaited = fiscal_year_of(start_of(self._halves[at])) + (is_report and self._halves[at].endswith("H2"))
        return {
            "plans": [self._plan_row(at, is_draft, is_report)],
            "plan_areas": area_rows(plan, is_joined=bool(past)),
            "plan_fields": field_rows(self._chance.of("fields"), plan),
            "projects": [life.row(day, at) for life in lives],
            "project_sites": [row for each in projects for row in site_rows(each.project_id, each.sites)],
            "project_years": [row for life in lives for row in life.year_rows(at)],
            "measures": [_without_lost_link(each.row_of(is_draft=is_draft), projects) for each in measures],
            "kpis": [kpi_row(kpi, len(past), awaited) for kpi in self._kpis],
            "kpi_targets": [row for kpi in self._kpis for row in target_rows(kpi, len(past))],
            "plan_companies": company_rows(self._chance.of("companies"), plan, self._companies),
            "requirement_checks": check_rows(
                self._chance.of("checks"), plan, self._companies, is_draft=is_draft
            ),
        }

    def _plan_row(self, at: int, is_draft: bool, is_report: bool) -> Row:
        plan, chance, past = self._plan, self._chance.of("plan"), self._past_revisions(at)
        days = {each: chance.of("day", each).whole(*_REVISED_DAYS) for each in past}
        revised = [self._schedule.plan_day(each) - dt.timedelta(days=days[each]) for each in past]
        step = "report" if is_report else "revised" if past else "open"
        published = None
        if is_draft:
            step = chance.of("draft").one(("draft", "proposal"))
        else:
            before = dt.timedelta(days=chance.of("published").whole(*_PUBLISHED_DAYS))
            published = self._schedule.plan_day(self._opened) - before
        projects = [*self._projects, *self._added[: len(past)]]
        figures = figures_of(chance.of("figures"), plan, projects, len(past))
        has_invited = any(company.is_invited for company in self._companies)
        stage = stage_of(plan, step)
        return plan_row(chance, plan, self._year, figures, stage, published, revised, has_invited=has_invited)

    def _report(self, at: int, day: dt.date) -> Rows:
        """Rows of the report on a half, and the figures of the report before that are put right now."""
        half = self._halves[at]
        before = [self._halves[each] for each in self._reported if each < at]
        values = [(kpi, value_row(kpi, half)) for kpi in self._kpis]
        corrected = [corrected_row(kpi, before[-1]) for kpi in self._kpis] if before else []
        revisions = len(self._past_revisions(at))
        return {
            "progress_reports": [
                report_row(self._chance.of("report", half), self._plan, half, values, revisions, day)
            ],
            "measure_reviews": self._reviews[half],
            "kpi_values": [*(row for row in corrected if row), *(row for _, row in values)],
        }


def _without_lost_link(row: Row, projects: Sequence[Project]) -> Row:
    """A measure no longer names a project that has left the plan."""
    is_lost = row["project_id"] not in {each.project_id for each in projects}
    return row | {"project_id": ""} if is_lost else row
