"""Layers of the map: colours by position, circles by area, and what may be clicked."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import numpy as np
import pydeck as pdk
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.colour_class import DIGIT_COLOURS
from geo.coverage import LabelSpot
from geo.deck import layers_json
from geo.layers.area_fill import area_fill, plain_fill
from geo.layers.area_labels import AreaLabel, area_labels, value_points, without_overlaps
from geo.layers.area_lines import borders, halo, outline
from geo.layers.project_bubbles import (
    HOLLOW_RADIUS,
    LARGEST_RADIUS,
    SMALLEST_RADIUS,
    Bubble,
    project_bubbles,
    radius,
)
from geo.palette import CHOSEN, CHOSEN_HALO, rgb

URL = "/app/static/boundaries/areas.0123456789.json"
yen = st.integers(0, 10**14)


def sent(*layers: pdk.Layer) -> list[dict[str, Any]]:
    """The layers as they reach the browser."""
    return list(json.loads(layers_json(list(layers))))


def filled(digits: list[int]) -> dict[str, Any]:
    (layer,) = sent(area_fill("areas", URL, np.array(digits, dtype=np.int8)))
    return layer


def colour_of(layer: dict[str, Any], position: int) -> list[int]:
    """What deck.gl's expression gives the feature with this property ``i``."""
    found = re.fullmatch(r"@@=\((\[.*\])\)\[\('(\d*)'\)\[properties\.i\]\]", layer["getFillColor"])
    assert found is not None
    colours, digits = json.loads(found[1]), found[2]
    return list(colours[int(digits[position])])


# --- filled areas


@given(st.lists(st.integers(0, len(DIGIT_COLOURS) - 1), min_size=1, max_size=200))
def test_every_area_has_the_colour_of_its_digit(digits: list[int]) -> None:
    layer = filled(digits)
    for position, digit in enumerate(digits):
        assert colour_of(layer, position) == list(rgb(DIGIT_COLOURS[digit]))


@given(*[st.lists(st.integers(0, 8), min_size=1, max_size=50)] * 2)
def test_trigger_changes_with_the_colours_and_only_with_them(one: list[int], other: list[int]) -> None:
    triggers = [filled(digits)["updateTriggers"]["getFillColor"] for digits in (one, other)]
    assert (triggers[0] == triggers[1]) == (one == other)


def test_filled_areas_can_be_clicked_and_have_no_outline() -> None:
    """Stroked pickable polygons take a second to pick without a graphics card."""
    for layer in (filled([0]), *sent(plain_fill("around", URL, "#f2f2f2"))):
        assert (layer["pickable"], layer["stroked"], layer["data"]) == (True, False, URL)
        assert not layer.get("autoHighlight")


def test_plain_areas_have_their_one_colour() -> None:
    (layer,) = sent(plain_fill("around", URL, "#f2f2f2"))
    assert layer["getFillColor"] == [242, 242, 242]


# --- lines


def test_lines_do_not_catch_clicks() -> None:
    for layer in sent(borders("lines", URL), outline("chosen", URL, 3), halo("chosen_halo", URL, 3)):
        assert (layer["pickable"], layer["filled"], layer["stroked"]) == (False, False, True)
        assert layer["lineWidthUnits"] == "pixels"


def test_outline_is_drawn_around_the_chosen_area_only() -> None:
    (layer,) = sent(outline("chosen", URL, 7))
    found = re.fullmatch(r"@@=properties\.i == 7 \? (\[.*?\]) : (\[.*?\])", layer["getLineColor"])
    assert found is not None
    assert json.loads(found[1]) == [*rgb(CHOSEN), 255]
    assert json.loads(found[2])[3] == 0
    (other,) = sent(outline("chosen", URL, 8))
    assert other["updateTriggers"] != layer["updateTriggers"]


def test_halo_is_wider_than_the_outline_and_about_the_same_area() -> None:
    below, above = sent(halo("chosen_halo", URL, 7), outline("chosen", URL, 7))
    assert below["getLineWidth"] > above["getLineWidth"]
    assert "properties.i == 7 ?" in below["getLineColor"]
    assert str([*rgb(CHOSEN_HALO), 255]).replace(" ", "") in below["getLineColor"]


# --- labels and points


def label(name: str, lon: float = 139.691711, lat: float = 35.689487, radius_km: float = 2.26) -> AreaLabel:
    return AreaLabel(LabelSpot(lon, lat, radius_km), name, f"{name}の値", "131041")


def test_earlier_labels_win_where_they_would_overlap() -> None:
    east = label("一", lon=139.69)
    near, above, far = label("二", lon=139.75), label("三", lat=36.5), label("四", lon=141.3)
    at_zoom = {
        zoom: [found.name for found in without_overlaps([east, near, above, far], zoom)] for zoom in (3, 5, 9)
    }
    assert at_zoom == {3: ["一"], 5: ["一", "三", "四"], 9: ["一", "二", "三", "四"]}


def test_names_that_are_longer_need_more_room() -> None:
    short, long = (
        [label("津", lon=136.0), label("堺", lon=136.8)],
        [label("鹿児島県", lon=136.0), label("和歌山県", lon=136.8)],
    )
    assert len(without_overlaps(short, 5)) == 2
    assert len(without_overlaps(long, 5)) == 1


def test_names_are_not_in_the_pointers_way() -> None:
    (layer,) = sent(area_labels([label("一")]))
    assert not layer["pickable"]


def test_labels_have_the_font_and_every_character() -> None:
    (layer,) = sent(area_labels([label("檮原町")]))
    assert (layer["fontFamily"], layer["characterSet"]) == ("Noto Sans JP", "auto")
    assert layer["getText"] == "@@=name"


def test_value_points_are_invisible_discs_inside_their_areas() -> None:
    (layer,) = sent(value_points([label("甲", radius_km=2.26), label("岩", radius_km=0.0)], "japan"))
    assert layer["pickable"]
    assert layer["getFillColor"][3] == 0
    assert layer["getRadius"] == "@@=r * 1000"
    assert [datum["r"] for datum in layer["data"]] == [2.3, 0.0]
    assert layer["radiusMinPixels"] > 0
    assert layer["data"][0]["at"] == pytest.approx([139.6917, 35.6895], abs=0.0006)
    assert layer["data"][0].keys() == {"at", "r", "name", "value", "code"}


# --- circles


@given(yen, st.integers(1, 10**14))
def test_area_of_a_circle_is_proportional_to_its_amount(amount: int, largest: int) -> None:
    pixels = radius(min(amount, largest), largest)
    assert SMALLEST_RADIUS <= pixels <= LARGEST_RADIUS
    if pixels > SMALLEST_RADIUS:
        assert pixels**2 / LARGEST_RADIUS**2 == pytest.approx(min(amount, largest) / largest)


def test_amounts_of_nothing_have_the_smallest_circle() -> None:
    assert radius(0, 0) == radius(0, 10**12) == SMALLEST_RADIUS
    assert radius(10**12, 10**12) == LARGEST_RADIUS


amounts = st.lists(st.one_of(st.none(), yen), max_size=30)


@given(amounts)
def test_every_bubble_is_drawn_once_filled_or_hollow(values: list[int | None]) -> None:
    bubbles = [Bubble(139.0, 35.0, value, f"案件{at}", "値", "131041") for at, value in enumerate(values)]
    hollow, solid = sent(*project_bubbles(bubbles, "japan"))
    names = {
        "hollow": {datum["name"] for datum in hollow["data"]},
        "solid": {datum["name"] for datum in solid["data"]},
    }
    assert names["hollow"] == {b.name for b in bubbles if b.amount_yen is None}
    assert names["solid"] == {b.name for b in bubbles if b.amount_yen is not None}
    assert len(hollow["data"]) + len(solid["data"]) == len(bubbles)
    assert (hollow["filled"], solid["filled"]) == (False, True)
    assert {datum["r"] for datum in hollow["data"]} <= {HOLLOW_RADIUS}


@given(amounts)
def test_large_circles_lie_below_small_ones(values: list[int | None]) -> None:
    bubbles = [Bubble(139.0, 35.0, value, "案件", "値", "131041") for value in values]
    _, solid = sent(*project_bubbles(bubbles, "japan"))
    sizes = [datum["r"] for datum in solid["data"]]
    assert sizes == sorted(sizes, reverse=True)
    if any(value for value in values):
        assert math.isclose(sizes[0], LARGEST_RADIUS)


def test_bubbles_are_placed_to_ten_metres_and_carry_their_words() -> None:
    bubble = Bubble(130.828349, 32.858361, 10**11, "工場", "1,000億円", "434043")
    _, solid = sent(*project_bubbles([bubble], "japan"))
    assert solid["data"] == [
        {"at": [130.8283, 32.8584], "r": 44.0, "name": "工場", "value": "1,000億円", "code": "434043"}
    ]
    assert solid["radiusUnits"] == "pixels"
    assert solid["pickable"]


def test_layer_that_a_click_may_hit_has_a_new_id_where_anything_stands_elsewhere() -> None:
    """Streamlit would report what stands at an earlier click's place as newly selected."""
    first = AreaLabel(LabelSpot(1, 2, 3), "甲", "", "131041")
    second = AreaLabel(LabelSpot(1, 2, 3), "乙", "", "131059")
    layers = [
        value_points([first, second], "japan"),
        value_points([second, first], "japan"),
        value_points([first], "japan"),
        value_points([first, second], "kanto"),
    ]
    assert len({layer.id for layer in layers}) == 4
    again = AreaLabel(LabelSpot(1, 2, 3), "甲", "別の値", "131041")
    assert value_points([again, second], "japan").id == layers[0].id
