"""What changed, told once: the bridge's ends are the totals of each half, on the command line and in tables."""

from __future__ import annotations

import csv
import io
import json

import pytest

from analysis.allocation import Allocation, allocate
from analysis.investment_bridge import bridge
from analysis.selection import Selection, parse_selection
from analysis.totals import total
from briefing.change_tables import bridge_list_table, bridge_table
from domain.codelist import codelist
from registry.database import Registry
from registry.snapshot import read_records
from tests.builders import IMARI, KUMAMOTO, OZU, SAGA
from tests.two_halves import NOW, THEN, two_halves_in_use, two_halves_url
from tests.unit.command_line import done, options_of

__all__ = ["two_halves_in_use", "two_halves_url"]

STEPS = codelist("bridge_step")
SELECTIONS = [
    Selection(),
    Selection("kyushu"),
    Selection(KUMAMOTO),
    Selection(SAGA),
    Selection(OZU),
    Selection(IMARI, fields=("ai_semiconductor",)),
    Selection(plan_types=("b",)),
    Selection(KUMAMOTO, plan_types=("b", "c"), stages=("bc_published",)),
    Selection(statuses=("withdrawn",)),
    Selection(size_bands=("10b_50b", "not_disclosed")),
    Selection(announced_from=2024, text="案件"),
    Selection(grades=("achieved", "behind")),
    Selection("hokkaido"),
]


@pytest.fixture
def halves(two_halves_in_use: str) -> tuple[Allocation, Allocation]:
    registry = Registry(two_halves_in_use)
    before, after = (allocate(read_records(registry, period=half)) for half in (THEN, NOW))
    return before, after


def printed(command: list[str], selection: Selection) -> str:
    return done(*command, *options_of(selection))


def by_step(text: str) -> dict[str, tuple[int, int]]:
    rows = csv.DictReader(io.StringIO(text))
    return {row["step"]: (int(row["projects"]), int(row["amount_yen"])) for row in rows}


def nation_line(half: str, selection: Selection) -> tuple[int, int]:
    (line,) = csv.DictReader(io.StringIO(printed(["totals", "--by", "nation", "--period", half], selection)))
    return int(line["projects"]), int(line["amount_yen"])


@pytest.mark.parametrize("selection", SELECTIONS, ids=Selection.describe)
def test_every_answer_about_changes_agrees(
    halves: tuple[Allocation, Allocation], selection: Selection
) -> None:
    before, after = halves
    steps = {step.code: (step.projects, step.amount_yen) for step in bridge(before, after, selection)}
    assert list(steps) == list(STEPS.codes)
    for code, allocation, half in (("before", before, THEN), ("after", after, NOW)):
        headline = total(allocation, selection)
        assert steps[code] == (headline.projects, headline.amount_yen) == nation_line(half, selection)
    command = ["changes", "--from", THEN, "--to", NOW]
    assert by_step(printed(command, selection)) == steps
    with_lists = json.loads(printed([*command, "--format", "json"], selection))
    assert {step["step"]: (step["projects"], step["amount_yen"]) for step in with_lists} == steps
    table = bridge_table(before, after, selection).frame
    assert list(zip(table["案件数（件）"], table["投資額（円）"], strict=True)) == list(steps.values())
    listed = bridge_list_table(before, after, selection).frame
    sums = listed.groupby("増減")[["案件数の増減（件）", "投資額の増減（円）"]].sum()
    for code, numbers in list(steps.items())[1:-1]:
        label = STEPS.label(code)
        assert (tuple(sums.loc[label]) if label in sums.index else (0, 0)) == numbers
    assert parse_selection(selection.to_parameters()) == (selection, [])
