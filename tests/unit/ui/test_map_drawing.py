"""What the map draws at places and tells of them: values, amounts without a place, circles, the outline."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.allocation import Allocation
from analysis.measure import Measure
from analysis.selection import Selection
from briefing.maps.project_circles import MOST_BUBBLES
from briefing.maps.view import MapView
from domain.municipality import NORTHERN_KIND, municipalities
from geo.boundaries import shipped_boundaries
from geo.deck import DrawnMap
from tests import builders
from tests.unit.geo.messages import inline, layers_of
from ui import field_maps
from ui.map_drawing import Drawing, draw

SIZE = (690, 452)
PLACES = [entry.code for entry in municipalities() if entry.more["kind"] != NORTHERN_KIND]
CIRCLES = MapView(Selection(), "bubble", Measure.AMOUNT)
Rows = list[dict[str, Any]]


def map_of(view: MapView, projects: Rows, sites: Rows) -> tuple[DrawnMap, Drawing]:
    return draw(builders.allocation(projects, sites), shipped_boundaries(), view, SIZE)


# --- what the pointer is told


@pytest.mark.parametrize("mode", ["municipality", "bubble"])
def test_amount_that_counts_in_a_wider_area_is_not_called_withheld(mode: str) -> None:
    """A public total of two sites counts at their prefecture; more than 500 are a circle an area."""
    many = MOST_BUBBLES + 1
    allocation = builders.allocation(
        [builders.project(f"P-{n}", amount_scope="multi_site_total") for n in range(many)],
        [builders.site(f"P-{n}", code) for n in range(many) for code in (builders.KIKUYO, builders.OZU)],
    )
    deck, drawing = draw(
        allocation, shipped_boundaries(), MapView(Selection("430005"), mode, Measure.AMOUNT), SIZE
    )
    assert {datum["code"] for data in inline(deck).values() for datum in data if "code" in datum} == {
        builders.KIKUYO, builders.OZU,
    }  # fmt: skip
    assert "非公表" not in deck.to_json()
    assert not any("非公表" in entry.label for entry in drawing.legend)


def test_withheld_amount_is_called_withheld() -> None:
    allocation = builders.allocation(
        [builders.project(amount_yen=None, amount_scope="not_disclosed")], [builders.site()]
    )
    deck, drawing = draw(
        allocation, shipped_boundaries(), MapView(Selection("430005"), "prefecture", Measure.AMOUNT), SIZE
    )
    (datum,) = inline(deck)["value_points"]
    assert (datum["name"], datum["value"]) == ("菊陽町", "金額は非公表")
    assert [(entry.label, entry.areas) for entry in drawing.legend] == [
        ("案件あり・金額は非公表", 1), ("案件なし", 44),
    ]  # fmt: skip


def test_withheld_amounts_and_those_of_a_wider_area_are_told_apart() -> None:
    """菊陽町 has one of each kind, 大津町 a wider one only, 熊本市 one of its own and a wider one."""
    kumamoto_city = "431001"
    deck, drawing = map_of(
        MapView(Selection("430005"), "prefecture", Measure.AMOUNT),
        [
            builders.project("P-1", amount_yen=None, amount_scope="not_disclosed"),
            builders.project("P-2", amount_scope="multi_site_total"),
            builders.project("P-3"),
        ],
        [
            builders.site("P-1"),
            *(builders.site("P-2", code) for code in (builders.KIKUYO, builders.OZU, kumamoto_city)),
            builders.site("P-3", kumamoto_city),
        ],
    )
    assert {datum["code"]: datum["value"] for datum in inline(deck)["value_points"]} == {
        builders.KIKUYO: "金額は非公表または広域に計上",
        builders.OZU: "金額は広域に計上",
        kumamoto_city: "100億円（金額公表 1／2件、1件は広域に計上）",
    }
    (entry,) = (entry for entry in drawing.legend if "広域" in entry.label)
    assert (entry.label, entry.areas) == ("案件あり・金額は非公表または広域に計上", 2)


def test_small_maps_of_fields_use_the_same_words(public: Allocation) -> None:
    legend = field_maps.field_classes(public, Selection(), Measure.AMOUNT).legend
    assert "案件あり・金額は非公表または広域に計上" in [entry.label for entry in legend]


# --- circles


def circles(deck: DrawnMap) -> dict[str, list[str]]:
    """Codes of the places with a filled and with a hollow circle."""
    return {
        layer: [datum["code"] for datum in inline(deck)[layer]] for layer in ("bubbles", "bubbles_hollow")
    }


def test_circles_are_drawn_inside_the_frame_only() -> None:
    """A project of two prefectures is listed in both; its site in 三重県 is not on 熊本県's map."""
    projects = [builders.project("P-1", amount_scope="multi_site_total"), builders.project("P-2")]
    sites = [
        builders.site("P-1"),
        builders.site("P-1", builders.YOKKAICHI),
        builders.site("P-2", builders.OZU),
    ]
    deck, _ = map_of(MapView(Selection("430005"), "bubble", Measure.AMOUNT), projects, sites)
    assert circles(deck) == {"bubbles": [builders.OZU], "bubbles_hollow": [builders.KIKUYO]}
    deck, _ = map_of(CIRCLES, projects, sites)
    assert circles(deck)["bubbles_hollow"] == [builders.KIKUYO, builders.YOKKAICHI]


def test_place_known_to_its_prefecture_has_no_circle() -> None:
    """It is among 地図に示していない案件: the count on the map would not agree with a circle."""
    deck, _ = map_of(
        CIRCLES,
        [builders.project("P-1"), builders.project("P-2")],
        [builders.site("P-1", "430005"), builders.site("P-2")],
    )
    assert circles(deck) == {"bubbles": [builders.KIKUYO], "bubbles_hollow": []}


def test_amount_with_a_second_site_nobody_knows_fills_no_circle() -> None:
    deck, _ = map_of(
        CIRCLES,
        [builders.project()],
        [builders.site(), builders.site(lg_code="")],
    )
    assert circles(deck) == {"bubbles": [], "bubbles_hollow": [builders.KIKUYO]}


def test_circles_of_projects_with_many_sites_stay_few() -> None:
    many = MOST_BUBBLES - 100
    projects = [builders.project(f"P-{n}", amount_scope="multi_site_total") for n in range(many)]
    sites = [builders.site(f"P-{n}", code) for n in range(many) for code in PLACES[n : n + 30]]
    deck, _ = map_of(CIRCLES, projects, sites)
    assert sum(len(data) for data in inline(deck).values()) <= len(PLACES)


@pytest.mark.parametrize(("sites", "names"), [(MOST_BUBBLES, {"案件 P-1"}), (MOST_BUBBLES + 1, set())])
def test_sites_are_counted_not_projects(sites: int, names: set[str]) -> None:
    deck, _ = map_of(
        CIRCLES,
        [builders.project(amount_scope="multi_site_total")],
        [builders.site(lg_code=code) for code in PLACES[:sites]],
    )
    assert {datum["name"] for datum in inline(deck)["bubbles_hollow"]} & {"案件 P-1"} == names


# --- the chosen municipality


def test_chosen_municipality_has_a_white_line_below_its_own(public: Allocation) -> None:
    view = MapView(Selection(builders.KIKUYO), "prefecture", Measure.AMOUNT)
    deck, _ = draw(public, shipped_boundaries(), view, SIZE)
    layers = {layer["id"]: layer for layer in layers_of(deck)}
    order = [name for name in layers if name.startswith("chosen")]
    assert order == ["chosen_halo", "chosen"]
    below, above = (layers[name] for name in order)
    assert "[255,255,255,255]" in below["getLineColor"]
    assert below["getLineWidth"] > above["getLineWidth"] + 2
    assert below["data"] == above["data"]
    assert not below["pickable"]
