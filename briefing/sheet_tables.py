"""The tables behind each kind of sheet: the same numbers at full precision."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from analysis.allocation import Allocation
from analysis.half import half_of
from analysis.selection import Selection
from analysis.totals import Breakdown
from briefing import answers
from briefing.change_book import change_tables
from briefing.plan_facts import find_plan
from briefing.plan_record_tables import (
    plan_areas_table,
    plan_checks_table,
    plan_items_table,
    plan_measures_table,
)
from briefing.plan_tables import plan_counts_table, plan_types_table, plans_table
from briefing.progress_book import progress_tables
from briefing.progress_counts import grade_counts_table, headline_table, judged_counts_table
from briefing.progress_tables import area_grades_table, kpi_progress_table, plan_progress_table
from briefing.sheets.request import SheetRequest, SheetSource
from briefing.tables import AnswerTable, parts_of, places_table, projects_table, totals_table
from domain.area import NATION, Level
from domain.codelist import codelist

_AREAS = (Breakdown.BLOCK, Breakdown.PREFECTURE, Breakdown.MUNICIPALITY)


@dataclass(frozen=True)
class BehindSheet:
    """A table, and the conditions of what it counts in words."""

    table: AnswerTable
    filters: str


def behind(source: SheetSource, request: SheetRequest) -> Iterator[BehindSheet]:
    """The tables of a request, in the order in which its sheets show them."""
    yield from _MAKERS[request.kind](source, request)


def _area(source: SheetSource, request: SheetRequest) -> Iterator[BehindSheet]:
    """Totals, breakdowns, projects; plans and their KPIs where there are any; what the map shows."""
    allocation, selection = source.allocation, request.selection
    yield from _totals(allocation, selection)
    by = (*_areas_within(selection), Breakdown.FIELD, Breakdown.STATUS, Breakdown.ANNOUNCED_YEAR)
    for breakdown in by:
        yield _of(totals_table(allocation, selection, breakdown), selection)
    yield _of(places_table(allocation, selection), selection)
    yield from _framed_map(allocation, request)
    yield _of(projects_table(allocation, selection), selection)
    yield from _change(source, selection)
    yield from _plans(allocation, selection)


def _totals(allocation: Allocation, selection: Selection) -> Iterator[BehindSheet]:
    """The selection's total, and that of the whole that it is compared with."""
    yield _of(totals_table(allocation, selection, Breakdown.NATION), selection)
    compared = answers.comparison(allocation, selection)
    if compared:
        wider = selection.within(NATION) if selection.area != NATION else Selection()
        table = totals_table(allocation, wider, Breakdown.NATION)
        yield _of(AnswerTable("比べた合計", table.frame), wider)


def _change(source: SheetSource, selection: Selection) -> Iterator[BehindSheet]:
    """The total of the half before, where there is one to compare with."""
    if source.before is not None:
        table = totals_table(source.before, selection, Breakdown.NATION)
        yield _of(AnswerTable("前の半期の合計", table.frame), selection)


def _areas_within(selection: Selection) -> tuple[Breakdown, ...]:
    first = {Level.NATION: 0, Level.BLOCK: 1}.get(selection.level, 2)
    return _AREAS[first:]


def _framed_map(allocation: Allocation, request: SheetRequest) -> Iterator[BehindSheet]:
    """What a map shows beyond the selection: a municipality within its prefecture, grades, clusters."""
    selection = request.selection
    framed = selection.within(selection.prefecture or selection.area)
    if framed != selection:
        yield _of(totals_table(allocation, framed, Breakdown.MUNICIPALITY), framed)
    if request.mode == "kpi" and _has_kpis(allocation):
        for breakdown in (Breakdown.PREFECTURE, Breakdown.MUNICIPALITY):
            yield _of(area_grades_table(allocation, framed, breakdown), framed)


def _plans(allocation: Allocation, selection: Selection) -> Iterator[BehindSheet]:
    if not len(allocation.records["plans"]):
        return
    yield _of(plans_table(allocation, selection), selection)
    yield _of(plan_types_table(allocation, selection), selection)
    for breakdown in _areas_within(selection):
        yield _of(plan_counts_table(allocation, selection, breakdown), selection)
    if _has_kpis(allocation):
        yield _of(grade_counts_table(allocation, selection), selection)


def _fields(source: SheetSource, request: SheetRequest) -> Iterator[BehindSheet]:
    """Totals by field, and by field and part of the area for the small maps."""
    allocation, every = source.allocation, request.selection.with_fields(())
    yield from _totals(allocation, every)
    yield _of(totals_table(allocation, every, Breakdown.FIELD), every)
    framed = every.within(every.prefecture or every.area)
    by, parts = parts_of(framed.level), []
    for entry in codelist("strategic_field"):
        frame = totals_table(allocation, framed.with_fields((entry.code,)), by).frame
        at = list(frame.columns).index("コード")
        frame.insert(at, "戦略分野", pd.Series(entry.label_ja, index=frame.index, dtype="str"))
        frame.insert(at, "分野コード", pd.Series(entry.code, index=frame.index, dtype="str"))
        parts.append(frame)
    yield _of(AnswerTable("分野と区域別", pd.concat(parts, ignore_index=True)), framed)
    yield from _change(source, every)


def _projects(source: SheetSource, request: SheetRequest) -> Iterator[BehindSheet]:
    yield from _totals(source.allocation, request.selection)
    yield _of(projects_table(source.allocation, request.selection), request.selection)


def _plan(source: SheetSource, request: SheetRequest) -> Iterator[BehindSheet]:
    """Everything of one plan."""
    allocation, plan = source.allocation, find_plan(source.allocation, request.plan)
    if plan is None:
        return
    words, every = f"計画: {plan.title}（{plan.plan_id}）", Selection()
    tables = [
        _only(plans_table(allocation, every), plan.plan_id),
        plan_items_table(allocation, plan.plan_id),
        plan_areas_table(allocation, plan.plan_id),
        _only(kpi_progress_table(allocation, every), plan.plan_id),
        _only(plan_progress_table(allocation, every), plan.plan_id),
        plan_measures_table(allocation, plan.plan_id),
        _only(projects_table(allocation, every), plan.plan_id),
        plan_checks_table(allocation, plan.plan_id, plan.plan_type),
    ]
    for table in tables:
        yield BehindSheet(table, words)


def _only(table: AnswerTable, plan_id: str) -> AnswerTable:
    """The lines of one plan."""
    frame = table.frame
    return AnswerTable(table.name, frame[frame["計画ID"] == plan_id].reset_index(drop=True))


def _progress(source: SheetSource, request: SheetRequest) -> Iterator[BehindSheet]:
    allocation, selection = source.allocation, request.selection
    for make in (headline_table, grade_counts_table, judged_counts_table):
        yield _of(make(allocation, selection), selection)
    for table in progress_tables(allocation, selection):
        yield _of(table, selection)
    framed = selection.within(selection.prefecture or selection.area)
    if framed != selection:
        yield _of(area_grades_table(allocation, framed, Breakdown.MUNICIPALITY), framed)


def _changes(source: SheetSource, request: SheetRequest) -> Iterator[BehindSheet]:
    if source.before is None:
        return
    for table in change_tables(source.before, source.allocation, request.selection):
        yield _of(table, request.selection)


def _has_kpis(allocation: Allocation) -> bool:
    return len(allocation.records["kpis"]) > 0 and bool(half_of(allocation.records))


def _of(table: AnswerTable, selection: Selection) -> BehindSheet:
    return BehindSheet(table, selection.describe())


_MAKERS: dict[str, Callable[[SheetSource, SheetRequest], Iterator[BehindSheet]]] = {
    "nation": _area,
    "block": _area,
    "prefecture": _area,
    "field": _area,
    "fields": _fields,
    "plan": _plan,
    "progress": _progress,
    "changes": _changes,
    "projects": _projects,
}
"""By code of ``sheet_kind``."""
