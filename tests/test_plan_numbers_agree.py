"""One selection of plans, one answer: command line, list of plans, tables of totals and headline agree."""

from __future__ import annotations

import csv
import io

import pytest
from click.testing import CliRunner

from analysis.allocation import Allocation, allocate
from analysis.plan_list import selected_plans, without_plan
from analysis.selection import Selection, parse_selection
from analysis.totals import total
from briefing.plan_tables import plans_table
from briefing.tables import projects_table
from cli import main
from intake.first_start import open_registry
from registry.snapshot import read_records
from tests.builders import KUMAMOTO, OZU
from tests.pages.plan_registries import plans_in_use

__all__ = ["plans_in_use"]

SELECTIONS = [
    Selection(),
    Selection(plan_types=("a",)),
    Selection(plan_types=("b", "c")),
    Selection(stages=("bc_published",)),
    Selection(KUMAMOTO, plan_types=("c",)),
    Selection(OZU, plan_types=("b",)),
    Selection(fields=("ai_semiconductor",), plan_types=("a", "c")),
    Selection(plan_types=("a",), stages=("bc_published",)),
]


@pytest.fixture
def allocation(plans_in_use: str) -> Allocation:
    return allocate(read_records(open_registry(plans_in_use)))


def asked_of_the_command(selection: Selection) -> tuple[int, int]:
    """Projects and yen that the command line prints for the whole of a selection."""
    options = [
        word
        for name, values in selection.to_parameters().items()
        for value in values
        for word in (f"--{name.replace('_', '-')}", value)
    ]
    result = CliRunner().invoke(main, ["totals", "--by", "nation", *options])
    assert result.exit_code == 0, result.output
    (line,) = csv.DictReader(io.StringIO(result.stdout))
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
    if selection.plan_types or selection.stages:
        assert rest["projects"] == 0
    assert parse_selection(selection.to_parameters()) == (selection, [])


def test_letters_name_the_types_on_the_command_line(plans_in_use: str) -> None:
    result = CliRunner().invoke(main, ["totals", "--by", "nation", "--plan-type", "B"])
    assert result.exit_code == 0
    assert "計画の種類: 地域産業クラスター計画" in result.stderr
