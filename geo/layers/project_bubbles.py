"""Circles for projects or municipalities: the area of a circle is proportional to its amount."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pydeck as pdk

from geo.layers.layer_id import inline_id
from geo.palette import BUBBLE, BUBBLE_HOLLOW, rgb

LARGEST_RADIUS = 44.0
SMALLEST_RADIUS = 3.0
HOLLOW_RADIUS = 5.0


@dataclass(frozen=True)
class Bubble:
    """One circle: where, how much (None: no amount counts here), and the words for the pointer."""

    longitude: float
    latitude: float
    amount_yen: int | None
    name: str
    value: str
    code: str


def radius(amount_yen: int, largest_yen: int) -> float:
    """Pixels; area is proportional to the amount, and the largest amount has the largest circle."""
    if largest_yen <= 0:
        return SMALLEST_RADIUS
    return max(SMALLEST_RADIUS, LARGEST_RADIUS * math.sqrt(amount_yen / largest_yen))


def project_bubbles(bubbles: list[Bubble], view: str) -> list[pdk.Layer]:
    """Two layers: filled circles by amount, largest below, and hollow ones where none counts."""
    amounts = [bubble for bubble in bubbles if bubble.amount_yen is not None]
    amounts.sort(key=lambda bubble: -(bubble.amount_yen or 0))
    largest = (amounts[0].amount_yen or 0) if amounts else 0
    filled = [_datum(bubble, radius(bubble.amount_yen or 0, largest)) for bubble in amounts]
    hollow = [_datum(bubble, HOLLOW_RADIUS) for bubble in bubbles if bubble.amount_yen is None]
    return [
        _circles("bubbles_hollow", view, hollow, filled=False),
        _circles("bubbles", view, filled, filled=True),
    ]


def _datum(bubble: Bubble, pixels: float) -> dict[str, object]:
    return {
        "at": [round(bubble.longitude, 4), round(bubble.latitude, 4)],
        "r": round(pixels, 1),
        "name": bubble.name,
        "value": bubble.value,
        "code": bubble.code,
    }


def _circles(kind: str, view: str, data: list[dict[str, object]], *, filled: bool) -> pdk.Layer:
    return pdk.Layer(
        "ScatterplotLayer",
        id=inline_id(kind, view, [str(datum["code"]) for datum in data]),
        data=data,
        pickable=True,
        filled=filled,
        stroked=True,
        get_position="at",
        get_radius="r",
        radius_units=pdk.types.String("pixels"),
        get_fill_color=[*rgb(BUBBLE), 150],
        get_line_color=[255, 255, 255] if filled else list(rgb(BUBBLE_HOLLOW)),
        get_line_width=1 if filled else 1.5,
        line_width_units=pdk.types.String("pixels"),
    )
