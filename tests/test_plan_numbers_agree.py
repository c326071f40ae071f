"""One selection of plans, one answer: command line, list of plans, tables of totals and headline agree."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from analysis.allocation import Allocation, allocate
from analysis.area_grades import area_grades
from analysis.half import half_of
from analysis.kpi_progress import selected_progress
from analysis.plan_list import selected_plans, without_plan
from analysis.selection import Selection, parse_selection
from analysis.totals import total
from briefing.plan_tables import plans_table
from briefing.tables import projects_table
from domain.area import NATION, Level
from domain.codelist import codelist
from intake.first_start import open_registry
from registry.snapshot import read_records
from tests.builders import KUMAMOTO, OZU
from tests.pages.plan_registries import plans_in_use, plans_url
from tests.unit.command_line import done, options_of, run

__all__ = ["plans_in_use", "plans_url"]

SELECTIONS = [
    Selection(),
    Selection(plan_types=("a",)),
    Selection(plan_types=("b", "c")),
    Selection(stages=("bc_published",)),
    Selection(KUMAMOTO, plan_types=("c",)),
    Selection(OZU, plan_types=("b",)),
    Selection(fields=("ai_semiconductor",), plan_types=("a", "c")),
    Selection(plan_types=("a",), stages=("bc_published",)),
    Selection(grades=("on_track", "mostly_on_track")),
    Selection(grades=("not_assessable",), freshness=("not_due", "overdue", "not_asked")),
    Selection(freshness=("latest",), plan_types=("b", "c")),
    Selection(
        KUMAMOTO, grades=("achieved", "on_track", "behind"), alerts=("no_value_twice", "carried_over_twice")
    ),
    Selection(alerts=("incomplete_5w1h",)),
]


@pytest.fixture
def allocation(plans_in_use: str) -> Allocation:
    return allocate(read_records(open_registry(plans_in_use)), dt.date.today())


def printed_by(*command: str, selection: Selection) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(done(*command, *options_of(selection)))))


def asked_of_the_command(selection: Selection) -> tuple[int, int]:
    """Projects and yen that the command line prints for the whole of a selection."""
    (line,) = printed_by("totals", "--by", "nation", selection=selection)
    return int(line["projects"]), int(line["amount_yen"])


@pytest.mark.parametrize("selection", SELECTIONS, ids=Selection.describe)
def test_every_answer_about_plans_agrees(allocation: Allocation, selection: Selection) -> None:
    headline = total(allocation, selection)
    listed, rest = selected_plans(allocation, selection), without_plan(allocation, selection)
    numbers = headline.projects, headline.amount_yen
    assert asked_of_the_command(selection) == numbers
    assert (
        int(listed["projects"].sum()) + rest["projects"],
        int(listed["amount_yen"].fillna(0).sum()) + rest["amount_yen"],
    ) == numbers
    table = plans_table(allocation, selection).frame
    assert table["投資額（円）"].fillna(0).sum() + rest["amount_yen"] == headline.amount_yen
    assert len(projects_table(allocation, selection).frame) == headline.projects
    if selection.plan_types or selection.stages or selection.asks_of_progress:
        assert rest["projects"] == 0
    assert parse_selection(selection.to_parameters()) == (selection, [])


@pytest.mark.parametrize("selection", SELECTIONS, ids=Selection.describe)
def test_every_answer_about_kpis_agrees(allocation: Allocation, selection: Selection) -> None:
    half = half_of(allocation.records)
    listed = selected_progress(allocation, selection, half)
    printed = printed_by("progress", selection=selection)
    assert [(line["kpi_id"], line["grade"]) for line in printed] == list(
        listed[["kpi_id", "grade"]].itertuples(index=False, name=None)
    )
    (nation,) = area_grades(allocation, selection.within(NATION), half, Level.NATION)
    everywhere = selected_progress(allocation, selection.within(NATION), half)
    assert dict(zip(codelist("kpi_grade").codes, nation.by_grade, strict=True)) == {
        code: int((everywhere["grade"] == code).sum()) for code in codelist("kpi_grade").codes
    }
    plans = set(selected_plans(allocation, selection)["plan_id"])
    assert set(listed["plan_id"]) <= plans
    if selection.grades or selection.freshness:
        assert set(listed["plan_id"]) == plans


def test_letters_name_the_types_on_the_command_line(plans_in_use: str) -> None:
    result = run("totals", "--by", "nation", "--plan-type", "B")
    assert result.exit_code == 0
    assert "計画の種類: 地域産業クラスター計画" in result.stderr
