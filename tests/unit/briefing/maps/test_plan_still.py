"""The still of one plan: its municipalities by role, its outline, and nothing where it has no areas."""

from __future__ import annotations

import pytest

from analysis.measure import Measure
from analysis.selection import Selection
from briefing.maps.figures import map_figure, plan_figure
from briefing.maps.view import MapView
from domain.area import Level
from geo.boundaries import shipped_boundaries
from geo.palette import PLAN_GROUND, PLAN_LINKED, PLAN_TYPES
from tests.builders import CHITOSE, IMARI, KIKUYO, KUMAMOTO, OZU, plan, plan_area
from tests.plan_snapshots import plan_allocation

BOUNDARIES = shipped_boundaries()


def of(plan_type: str, *areas: dict[str, object]) -> dict[str, list[dict[str, object]]]:
    return {"plans": [plan("P", plan_type=plan_type)], "plan_areas": list(areas)}


def test_municipalities_have_the_colour_of_their_role() -> None:
    allocation = plan_allocation(
        of(
            "b",
            plan_area("P", KIKUYO),
            plan_area("P", OZU, role="member"),
            plan_area("P", IMARI, role="linked"),
        )
    )
    figure = plan_figure(allocation, BOUNDARIES, "P")
    still = figure.still
    colours = {fill.code: fill.colour for fill in still.fills}
    assert colours == {KIKUYO: PLAN_GROUND[2], OZU: PLAN_GROUND[0], IMARI: PLAN_LINKED}
    assert set(still.cluster) == {KIKUYO, OZU}
    (outline,) = still.outlines
    assert (set(outline.municipalities), outline.colour, outline.is_dashed) == (
        {KIKUYO, OZU},
        PLAN_TYPES["b"],
        True,
    )
    assert (still.area, still.parts) == (KUMAMOTO, Level.MUNICIPALITY)
    assert [line.words for line in still.legend.lines] == [
        "B 地域産業クラスター計画", "主たる区域", "構成する区域", "連携する区域",
    ]  # fmt: skip
    assert figure.alternative == "計画の区域の地図。区域は大津町、菊陽町。"


@pytest.mark.parametrize(
    ("codes", "area"),
    [
        ((KIKUYO,), KUMAMOTO),
        ((KIKUYO, OZU), KUMAMOTO),
        ((KIKUYO, IMARI), "kyushu"),
        ((KIKUYO, CHITOSE), "japan"),
    ],
)
def test_area_is_the_smallest_that_a_map_can_be_of(codes: tuple[str, ...], area: str) -> None:
    figure = plan_figure(plan_allocation(of("a", *(plan_area("P", code) for code in codes))), BOUNDARIES, "P")
    assert figure.still.area == area


def test_whole_prefecture_is_all_its_municipalities() -> None:
    figure = plan_figure(plan_allocation(of("a", plan_area("P", KUMAMOTO))), BOUNDARIES, "P")
    assert len(figure.still.cluster) == 45
    assert "など45市区町村" in figure.alternative


def test_plan_without_areas_has_no_map() -> None:
    assert plan_figure(plan_allocation(of("a")), BOUNDARIES, "P") is None


def test_map_of_clusters_outlines_every_plan_and_names_it() -> None:
    allocation = plan_allocation(
        {
            "plans": [plan("P", plan_type="a", title="九州半導体クラスター計画"), plan("Q", plan_type="c")],
            "plan_areas": [plan_area("P", KIKUYO), plan_area("P", IMARI), plan_area("Q", OZU)],
        }
    )
    still = map_figure(allocation, BOUNDARIES, MapView(Selection(KUMAMOTO), "plan", Measure.AMOUNT)).still
    assert {outline.municipalities for outline in still.outlines} == {(IMARI, KIKUYO), (OZU,)}
    assert still.labels[0].text == "A 九州半導体"
    counts = {line.words: line.count for line in still.legend.lines}
    assert counts["A 戦略産業クラスター計画"] == "1計画"
    assert counts["1計画"] == "2市区町村"
