"""Sheets and commands say the same: KPIs by grade, and the bridge, of every prefecture and field."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest

from analysis.plan_list import selected_plans
from analysis.selection import Selection
from briefing.contents import ChartFigure, Sheet, Table, Words
from briefing.sheets import changed_plans, progress, progress_lists
from briefing.sheets.kinds import sheets
from briefing.sheets.request import SheetNotPossible, SheetRequest
from domain.codelist import codelist
from domain.money import OKU
from tests.demo_halves import NOW, THEN, demo_halves
from tests.unit.command_line import done, options_of

SELECTIONS = [
    Selection(),
    *(Selection(code) for code in codelist("prefecture").codes),
    *(Selection(fields=(code,)) for code in codelist("strategic_field").codes),
]
ASKED_ALONE = [Selection("kyushu"), Selection("430005"), Selection(fields=("ai_semiconductor",))]
"""Selections that a command is asked about by themselves."""


def printed(*command: str, selection: Selection | None = None) -> list[dict[str, str]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INVESTMAP_REGISTRY", demo_halves().url)
        text = done(*command, *options_of(selection or Selection()))
    return list(csv.DictReader(io.StringIO(text)))


def made(kind: str, selection: Selection) -> tuple[Sheet, ...]:
    return sheets(demo_halves().source, SheetRequest(kind, selection))


def table(sheet: Sheet, title: str) -> Table:
    return next(
        block for block in sheet.leaves() if isinstance(block, Table) and block.title.startswith(title)
    )


def number(text: str) -> int:
    return int(text.replace(",", "").replace("▲", "-"))


def on_sheet(selection: Selection) -> list[int]:
    """KPIs by grade and all of them on the sheet; zeros where there is no KPI and so no sheet."""
    try:
        row = table(made("progress", selection)[0], "計算した評価別").rows[0]
    except SheetNotPossible:
        return [0] * 7
    return [number(cell) for cell in row[1:]]


def test_kpis_by_grade_are_those_of_the_command_in_every_prefecture_and_field(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The first page's numbers are compared: no map and no lists are prepared.
    monkeypatch.setattr(progress, "map_figure", lambda *_: Words("", ()))
    monkeypatch.setattr(progress_lists, "sheets", lambda *_: ())
    lines = printed("progress", "--period", NOW)
    for selection in SELECTIONS:
        plans = set(selected_plans(demo_halves().after, selection)["plan_id"])
        counts = Counter(line["grade"] for line in lines if line["plan_id"] in plans)
        told = [counts[code] for code in codelist("kpi_grade").codes]
        assert on_sheet(selection) == [*told, sum(told)], selection.describe()


@pytest.mark.parametrize("selection", ASKED_ALONE, ids=Selection.describe)
def test_kpis_by_grade_are_those_of_the_command_asked_alone(selection: Selection) -> None:
    counts = Counter(line["grade"] for line in printed("progress", "--period", NOW, selection=selection))
    assert on_sheet(selection)[:-1] == [counts[code] for code in codelist("kpi_grade").codes]


def steps_on_sheet(selection: Selection) -> list[tuple[int, int]]:
    """Projects and yen of the steps on the sheet; nothing where nothing is counted in either half."""
    try:
        rows = table(made("changes", selection)[0], "増減の内訳").rows
    except SheetNotPossible:
        return []
    return [(number(row[2]), number(row[1])) for row in rows]


@pytest.mark.parametrize("selection", [Selection(), *ASKED_ALONE], ids=Selection.describe)
def test_the_bridge_is_that_of_the_command(selection: Selection) -> None:
    lines = printed("changes", "--from", THEN, "--to", NOW, selection=selection)
    told = [(int(line["projects"]), int(line["amount_yen"])) for line in lines]
    assert steps_on_sheet(selection) == told


def test_bridges_lead_from_total_to_total_in_every_prefecture_and_field(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(changed_plans, "sheets", lambda *_: ())
    totals = {
        half: {
            line["code"]: (int(line["projects"]), int(line["amount_yen"]))
            for by in ("nation", "prefecture", "field")
            for line in printed("totals", "--by", by, "--period", half)
        }
        for half in (THEN, NOW)
    }
    for selection in SELECTIONS:
        code = selection.fields[0] if selection.fields else selection.area
        steps = steps_on_sheet(selection)
        ends = [totals[half][code] for half in (THEN, NOW)]
        if not steps:
            assert not any(projects for projects, _ in ends), selection.describe()
            continue
        assert [steps[0], steps[-1]] == ends, selection.describe()
        sums = tuple(sum(step[at] for step in steps[:-1]) for at in (0, 1))
        assert sums == steps[-1], selection.describe()


def test_the_waterfall_begins_each_change_where_the_one_before_ended() -> None:
    sheet = made("changes", Selection())[0]
    steps = steps_on_sheet(Selection())
    (chart,) = (block.chart for block in sheet.leaves() if isinstance(block, ChartFigure))
    base, whole, up, down = ([value or 0 for value in series.values] for series in chart.series)
    level = steps[0][1]
    assert whole[0] * OKU == level
    for at, (_, yen) in enumerate(steps[1:-1], start=1):
        assert round((up[at] - down[at]) * OKU) == yen
        assert round((base[at] + (down[at] if yen < 0 else 0)) * OKU) == level
        level += yen
    assert round(whole[-1] * OKU) == level
    assert 0 < chart.start * OKU <= min(steps[0][1], steps[-1][1])
