"""Names of areas on the map, and points that give the pointer their values."""

from __future__ import annotations

from dataclasses import dataclass

import pydeck as pdk

from geo.coverage import LabelSpot
from geo.palette import INK, rgb


@dataclass(frozen=True)
class AreaLabel:
    """A name with its value in words, at a point inside the area."""

    spot: LabelSpot
    name: str
    value: str
    code: str


def _at(label: AreaLabel) -> list[float]:
    return [round(label.spot.lon, 3), round(label.spot.lat, 3)]


def area_labels(labels: list[AreaLabel], *, size: int = 12) -> pdk.Layer:
    """Names on white; where they would overlap, the earlier in the list stays."""
    data = [
        {"at": _at(label), "name": label.name, "rank": len(labels) - rank}
        for rank, label in enumerate(labels)
    ]
    return pdk.Layer(
        "TextLayer",
        id="area_labels",
        data=data,
        pickable=False,
        get_position="at",
        get_text="name",
        get_size=size,
        get_color=list(rgb(INK)),
        font_family=pdk.types.String("Noto Sans JP"),
        font_weight=700,
        # deck.gl gathers the characters itself; a list of them makes every label vanish.
        character_set=pdk.types.String("auto"),
        background=True,
        get_background_color=[255, 255, 255, 205],
        background_padding=[4, 1, 4, 2],
        extensions=[{"@@type": "CollisionFilterExtension"}],
        collision_enabled=True,
        get_collision_priority="rank",
        collision_test_props={"sizeScale": 1.6},
    )


def value_points(labels: list[AreaLabel]) -> pdk.Layer:
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
        id="value_points",
        data=data,
        pickable=True,
        stroked=False,
        get_position="at",
        get_radius="r * 1000",
        radius_min_pixels=5,
        get_fill_color=[0, 0, 0, 0],
    )
