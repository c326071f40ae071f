"""The still of a view has the colours, classes, words and numbers of the map on the screen."""

from __future__ import annotations

import datetime as dt

import pytest

from analysis.allocation import Allocation
from analysis.measure import Measure
from analysis.selection import Selection
from briefing.maps.figures import map_figure
from briefing.maps.view import MODES, MapView, possible_view
from domain.area import NORTHERN
from domain.codelist import codelist
from geo import palette
from geo.boundaries import shipped_boundaries
from tests.builders import KIKUYO, KUMAMOTO
from tests.progress_rows import progress_rows
from tests.unit.analysis.judged_plans import allocation_of
from ui.map_drawing import draw
from ui.map_panel import _legend

BOUNDARIES = shipped_boundaries()
SIZE = (690, 452)
AREAS = ("japan", "hokkaido", "kyushu", KUMAMOTO, KIKUYO)
VIEWS = [
    (area, mode, measure)
    for area in AREAS
    for mode in MODES
    for measure in (Measure if mode in ("prefecture", "municipality") else (Measure.AMOUNT,))
]


@pytest.fixture(scope="module")
def plans() -> Allocation:
    return allocation_of(progress_rows(), today=dt.date(2026, 11, 22))


def of(allocation: tuple[Allocation, Allocation], mode: str) -> Allocation:
    """Projects as they ship; plans and KPIs of a registry that has them."""
    return allocation[mode in ("plan", "kpi")]


@pytest.fixture
def both(public: Allocation, plans: Allocation) -> tuple[Allocation, Allocation]:
    return public, plans


@pytest.mark.parametrize(("area", "mode", "measure"), VIEWS)
def test_legend_and_counts_are_those_of_the_screen(
    both: tuple[Allocation, Allocation], area: str, mode: str, measure: Measure
) -> None:
    allocation = of(both, mode)
    view = possible_view(Selection(area), mode, measure)
    _, drawing = draw(allocation, BOUNDARIES, view, SIZE)
    figure = map_figure(allocation, BOUNDARIES, view)
    shown = [
        (line.colour, line.words, line.count.rstrip("市区町村"))
        for line in figure.still.legend.lines
        if line.colour not in palette.PLAN_TYPES.values() or mode != "plan"
    ]
    wanted = [(entry.colour, entry.label, f"{entry.areas:,}") for entry in drawing.legend]
    if view.frame_area in ("japan", "hokkaido"):
        assert shown.pop() == (palette.NOT_COVERED, "対象外（北方四島）", "")
    assert shown == wanted
    told = _legend(allocation, view, drawing)
    # On white ground the screen's legend has circles only.
    assert all(line.words in told or mode == "bubble" for line in figure.still.legend.lines)
    assert figure.alternative.removesuffix("。").count("。") >= 1


def test_every_area_has_the_colour_of_its_class(public: Allocation) -> None:
    """Fills and legend tell the same: so many areas of a colour as the legend says, hatched or not."""
    for area in AREAS:
        still = map_figure(
            public, BOUNDARIES, possible_view(Selection(area), "municipality", Measure.AMOUNT)
        ).still
        for line in still.legend.lines:
            fills = [fill for fill in still.fills if fill.colour == line.colour]
            assert len(fills) == int(line.count.replace(",", "") or 1)
            assert {fill.is_hatched for fill in fills} == {line.is_hatched}
            assert line.is_hatched == (line.colour == palette.NOT_DISCLOSED)


@pytest.mark.parametrize(("area", "is_told"), [("japan", True), ("hokkaido", True), ("kyushu", False)])
def test_northern_islands_are_drawn_where_they_are_seen(public: Allocation, area: str, is_told: bool) -> None:
    for mode in ("prefecture", "municipality", "bubble"):
        still = map_figure(public, BOUNDARIES, possible_view(Selection(area), mode, Measure.AMOUNT)).still
        assert (NORTHERN in {fill.code for fill in still.fills}) is is_told


def test_territory_note_is_under_national_maps_and_the_source_under_all(
    both: tuple[Allocation, Allocation],
) -> None:
    for area in AREAS:
        for mode in MODES:
            still = map_figure(
                of(both, mode), BOUNDARIES, possible_view(Selection(area), mode, Measure.AMOUNT)
            ).still
            assert BOUNDARIES.provenance["credit_ja"] in still.credits[0]
            assert (len(still.credits) == 2) is (area == "japan")


def test_largest_area_has_the_heaviest_label_with_its_value(public: Allocation) -> None:
    figure = map_figure(public, BOUNDARIES, possible_view(Selection("kyushu"), "", Measure.AMOUNT))
    heaviest = max(figure.still.labels, key=lambda label: label.weight)
    assert (heaviest.code, heaviest.value) == (KUMAMOTO, "1兆2,472億円")
    assert "大きい順に熊本県 1兆2,472億円、福岡県 1兆2,252億円、宮崎県 2,892億円。" in figure.alternative


def test_circles_are_those_of_the_screen(public: Allocation) -> None:
    view = possible_view(Selection("kyushu"), "bubble", Measure.AMOUNT)
    still = map_figure(public, BOUNDARIES, view).still
    _, drawing = draw(public, BOUNDARIES, view, SIZE)
    assert max(bubble.amount_yen or 0 for bubble in still.bubbles) == drawing.largest_bubble_yen
    assert any(bubble.amount_yen is None for bubble in still.bubbles)
    assert still.legend.note


def test_letters_are_the_grades_of_the_code_list(plans: Allocation) -> None:
    still = map_figure(plans, BOUNDARIES, MapView(Selection(KUMAMOTO), "kpi", Measure.AMOUNT)).still
    grades = {entry.more["letter"]: entry.more["colour"] for entry in codelist("kpi_grade")}
    colours = {fill.code: fill.colour for fill in still.fills}
    assert still.marks
    for mark in still.marks:
        assert grades[mark.letter] == mark.colour == colours[mark.code]
