"""Names of areas on the map, and points that give the pointer their values."""

from __future__ import annotations

from dataclasses import dataclass

import pydeck as pdk

from geo.coverage import LabelSpot
from geo.layers.layer_id import inline_id
from geo.mercator import mercator
from geo.palette import INK, rgb

_SIZE, _LINE = 12, 19
"""Pixels: the letters, and a line of them with the white around it."""

NAME_STYLE = {
    "get_color": list(rgb(INK)),
    "font_family": pdk.types.String("Noto Sans JP"),
    "font_weight": 700,
    # deck.gl gathers the characters itself; a list of them makes every label vanish.
    "character_set": pdk.types.String("auto"),
    "background": True,
    "background_padding": [4, 1, 4, 2],
}
"""What every name on a map looks like, on its white."""


@dataclass(frozen=True)
class AreaLabel:
    """A name with its value in words, at a point inside the area."""

    spot: LabelSpot
    name: str
    value: str
    code: str


def _at(label: AreaLabel) -> list[float]:
    return [round(label.spot.lon, 3), round(label.spot.lat, 3)]


def without_overlaps(labels: list[AreaLabel], zoom: float) -> list[AreaLabel]:
    """The labels whose names overlap no earlier one's at this zoom or closer.

    Not left to deck.gl's collision filter: it tests one point of a name, and costs a further pass
    with shaders of its own at every drawing.
    """
    pixels = 512 * 2**zoom / 360  # a degree of longitude, or of latitude as the map shows it
    kept: list[tuple[float, float, float]] = []
    found = []
    for label in labels:
        x, y = label.spot.lon * pixels, mercator(label.spot.lat) * pixels
        half = (_SIZE * len(label.name) + 8) / 2
        if all(
            abs(x - other_x) > half + other_half or abs(y - other_y) > _LINE
            for other_x, other_y, other_half in kept
        ):
            kept.append((x, y, half))
            found.append(label)
    return found


def area_labels(labels: list[AreaLabel]) -> pdk.Layer:
    """Names on white."""
    data = [{"at": _at(label), "name": label.name} for label in labels]
    return pdk.Layer(
        "TextLayer",
        id="area_labels",
        data=data,
        pickable=False,
        get_position="at",
        get_text="name",
        get_size=_SIZE,
        get_background_color=[255, 255, 255, 205],
        **NAME_STYLE,
    )


def value_points(labels: list[AreaLabel], view: str) -> pdk.Layer:
    """Invisible discs that show an area's value to the pointer; polygons by address know only names.

    A disc lies inside its area, but for the few pixels that make a small one easy to hit.
    """
    data = [
        {
            "at": _at(label),
            "r": round(label.spot.radius_km, 1),
            "name": label.name,
            "value": label.value,
            "code": label.code,
        }
        for label in labels
    ]
    return pdk.Layer(
        "ScatterplotLayer",
        id=inline_id("value_points", view, [label.code for label in labels]),
        data=data,
        pickable=True,
        stroked=False,
        get_position="at",
        get_radius="r * 1000",
        radius_min_pixels=5,
        get_fill_color=[0, 0, 0, 0],
    )
