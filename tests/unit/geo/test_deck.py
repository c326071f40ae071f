"""The message that a map is: no base map, compact, with fixed ids, and small for any number of projects."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
import streamlit

from analysis.allocation import Allocation, allocate
from analysis.measure import Measure
from analysis.selection import Selection
from benchmarks.generated_records import generated_records
from briefing.maps.view import MapView
from domain.municipality import NORTHERN_KIND, municipalities
from geo.boundaries import shipped_boundaries
from geo.camera import Camera
from geo.coverage import LabelSpot
from geo.deck import TOOLTIP, DrawnMap, drawn, layers_json, with_names_scaled
from geo.layers.area_labels import AreaLabel, area_labels, value_points
from tests.unit.geo.messages import inline, layers_of, read
from ui.map_drawing import draw

READ_AS_NO_BASE_MAP = "__MAP_STYLE__"
SIZE = (690, 452)
PLACES = [entry.code for entry in municipalities() if entry.more["kind"] != NORTHERN_KIND]

FILLED = {
    "nation by prefecture": MapView(Selection(), "prefecture", Measure.AMOUNT),
    "nation by municipality": MapView(Selection(), "municipality", Measure.AMOUNT),
    "nation by municipality, projects": MapView(Selection(), "municipality", Measure.PROJECTS),
    "block": MapView(Selection("kyushu"), "municipality", Measure.AMOUNT),
    "prefecture": MapView(Selection("430005"), "prefecture", Measure.AMOUNT),
    "municipality": MapView(Selection("434043"), "prefecture", Measure.AMOUNT),
}
BUBBLES = {
    "nation, circles": MapView(Selection(), "bubble", Measure.AMOUNT),
    "block, circles": MapView(Selection("kanto"), "bubble", Measure.AMOUNT),
}
VIEWS = FILLED | BUBBLES


@cache
def generated(count: int) -> Allocation:
    return allocate(generated_records(count))


def drawing_of(allocation: Allocation, view: MapView) -> DrawnMap:
    deck, _ = draw(allocation, shipped_boundaries(), view, SIZE)
    return deck


def bytes_of(deck: DrawnMap) -> int:
    return len(deck.to_json().encode())


# --- nothing from outside


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_no_view_asks_for_a_base_map_or_anything_from_outside(public: Allocation, view: MapView) -> None:
    deck = drawing_of(public, view)
    assert read(deck)["mapStyle"] == READ_AS_NO_BASE_MAP
    assert read(deck).get("mapProvider") is None
    assert "mapboxKey" not in read(deck)
    for layer in layers_of(deck):
        if isinstance(layer["data"], str):
            assert layer["data"].startswith("/app/static/boundaries/")
    assert "://" not in deck.to_json()


def test_streamlit_reads_the_sentinel_as_no_base_map() -> None:
    """Were the word to change in Streamlit's front end, every map would ask for a foreign style."""
    scripts = (Path(streamlit.__file__).parent / "static" / "static" / "js").glob("DeckGlJsonChart*.js")
    assert any(READ_AS_NO_BASE_MAP in script.read_text(encoding="utf-8") for script in scripts)


# --- form


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_message_has_no_spare_byte(public: Allocation, view: MapView) -> None:
    text = drawing_of(public, view).to_json()
    assert text == json.dumps(json.loads(text), separators=(",", ":"), ensure_ascii=False)


def test_camera_is_the_view_that_the_message_begins_with() -> None:
    deck = drawn(layers_json([]), Camera(135.0, 35.0, 6.5))
    assert layers_of(deck) == []
    state = read(deck)["initialViewState"]
    assert (state["longitude"], state["latitude"], state["zoom"]) == (135.0, 35.0, 6.5)
    assert (state["pitch"], state["bearing"]) == (0, 0)
    assert state["minZoom"] <= 3.2 < 11 <= state["maxZoom"]


def test_map_cannot_be_turned_or_tilted() -> None:
    (view,) = read(drawn("[]", Camera(135.0, 35.0, 6.5)))["views"]
    assert view["controller"] == {"dragRotate": False, "touchRotate": False}


def test_tooltip_asks_for_name_and_value_only(public: Allocation) -> None:
    assert TOOLTIP["html"] == "<b>{name}</b><br/>{value}"
    for view in VIEWS.values():
        deck = drawing_of(public, view)
        assert deck._tooltip == TOOLTIP
        for layer in layers_of(deck):
            if layer["pickable"] and isinstance(layer["data"], list):
                assert all(datum["name"] and datum["value"] for datum in layer["data"])


def test_text_from_files_arrives_as_it_is() -> None:
    odd = '<b>"甲"</b> {name} \\ \u2028 @@=1 </script>'
    deck = drawn(
        layers_json([value_points([AreaLabel(LabelSpot(135, 35, 1), odd, odd, "011002")], "japan")]),
        Camera(135.0, 35.0, 6.5),
    )
    (datum,) = inline(deck)["value_points"]
    assert (datum["name"], datum["value"]) == (odd, odd)


# --- ids


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_every_layer_of_a_view_has_an_id_of_its_own(public: Allocation, view: MapView) -> None:
    ids = [layer["id"] for layer in layers_of(drawing_of(public, view))]
    assert all(ids)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_ids_do_not_change_with_filters_and_measures(public: Allocation, view: MapView) -> None:
    """The same id tells deck.gl to recolour what it has instead of building it anew."""
    narrowed = MapView(view.selection.with_fields(("ai_semiconductor",)), view.mode, view.measure)
    counted = MapView(view.selection, view.mode, view.measures[-1])
    ids, *others = (
        [layer["id"] for layer in layers_of(drawing_of(public, shown)) if isinstance(layer["data"], str)]
        for shown in (view, narrowed, counted)
    )
    assert ids
    assert others == [ids, ids]


def test_filled_layer_of_another_area_has_another_id(public: Allocation) -> None:
    """Streamlit fades what was not clicked for as long as the layer is the same."""
    ids = [
        next(layer["id"] for layer in layers_of(drawing_of(public, view)) if layer["id"].startswith("areas_"))
        for view in FILLED.values()
    ]
    assert len(set(ids)) == len({(view.selection.area, view.parts) for view in FILLED.values()})


def test_recolouring_is_announced(public: Allocation) -> None:
    """Without a new update trigger deck.gl keeps the old colours."""
    views = [VIEWS["nation by municipality"], VIEWS["nation by municipality, projects"]]
    first, second, again = (layers_of(drawing_of(public, view))[0] for view in (*views, views[0]))
    assert first["getFillColor"] != second["getFillColor"]
    assert first["updateTriggers"] != second["updateTriggers"]
    assert first == again


# --- size


@pytest.mark.parametrize("count", [0, 2_000, 20_000])
def test_recolouring_all_municipalities_takes_twenty_kilobytes(public: Allocation, count: int) -> None:
    deck = drawing_of(generated(count) if count else public, VIEWS["nation by municipality"])
    assert {"value_points", "area_labels"} <= inline(deck).keys()
    assert bytes_of(deck) <= 20_000


@pytest.mark.parametrize("name", [name for name in FILLED if name.startswith("nation")] + ["block"])
def test_message_of_a_filled_map_does_not_grow_with_the_projects(name: str) -> None:
    few, many = (bytes_of(drawing_of(generated(count), FILLED[name])) for count in (2_000, 20_000))
    assert many < 1.1 * few


@pytest.mark.parametrize("view", FILLED.values(), ids=FILLED)
def test_every_filled_map_is_a_message_of_twenty_kilobytes_at_most(view: MapView) -> None:
    assert bytes_of(drawing_of(generated(20_000), view)) <= 20_000


@pytest.mark.parametrize("view", BUBBLES.values(), ids=BUBBLES)
def test_many_projects_are_one_circle_a_municipality(view: MapView) -> None:
    deck = drawing_of(generated(20_000), view)
    codes = [datum["code"] for data in inline(deck).values() for datum in data]
    assert len(codes) == len(set(codes)) <= len(PLACES)
    assert bytes_of(deck) < 300_000


def test_only_names_grow_where_names_are_to_be_larger() -> None:
    label = AreaLabel(LabelSpot(130.7, 32.8, 5.0), "熊本県", "1億円", "430005")
    layers = layers_json([value_points([label], "japan"), area_labels([label])])
    assert with_names_scaled(layers, 1.0) is layers
    plain, scaled = json.loads(layers), json.loads(with_names_scaled(layers, 1.3))
    assert scaled[1].pop("sizeScale") == 1.3
    assert scaled == plain
