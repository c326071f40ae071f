"""Clusters on the map: outlines told apart by colour, width and dashes, and names with the type's letter."""

from __future__ import annotations

import itertools
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pydeck as pdk

from geo.coverage import LabelSpot
from geo.layers.area_labels import NAME_STYLE
from geo.layers.area_lines import lines
from geo.layers.layer_id import inline_id
from geo.mercator import mercator
from geo.palette import PLAN_TYPES, rgb
from geo.plan_outline import Path

_SIZE, _LINE = 12, 20
"""Pixels: the letters, and a line of them with the frame around it."""

_TRIES = (0, 1, -1)
"""Lines below the best place that a name may move to, the nearest first."""

WIDTHS = {"a": 3.5, "b": 2.5, "c": 1.8}
DASHES = {"b": (5, 2)}
"""Lengths of dash and gap in line widths; the other types have whole lines."""


@dataclass(frozen=True)
class PlanLabel:
    """A name at a point and a shorter one, what the pointer is told, the plan and its type."""

    spot: LabelSpot
    name: str
    letter: str
    value: str
    plan_id: str
    plan_type: str


def area_outlines(layer_id: str, url: str, positions: Iterable[int], plan_type: str, count: int) -> pdk.Layer:
    """Outlines of the areas of a file with these values of property ``i`` (of ``count``)."""
    digits = np.zeros(count, dtype=np.int8)
    digits[list(positions)] = 1
    string = "".join(map(str, digits.tolist()))
    colours = json.dumps([[0, 0, 0, 0], [*rgb(PLAN_TYPES[plan_type]), 255]], separators=(",", ":"))
    return lines(
        layer_id,
        url,
        f"({colours})[('{string}')[properties.i]]",
        WIDTHS[plan_type],
        line_joint_rounded=True,
        update_triggers={"getLineColor": [zlib.crc32(string.encode())]},
        **_dashes(plan_type),
    )


def path_outlines(
    layer_id: str, paths: list[Path], plan_type: str, *, colour: str = "", width: float = 0
) -> pdk.Layer:
    """Outlines whose lines travel in the message."""
    return pdk.Layer(
        "PathLayer",
        id=layer_id,
        data=[{"p": path} for path in paths],
        pickable=False,
        get_path="p",
        get_color=list(rgb(colour or PLAN_TYPES[plan_type])),
        get_width=width or WIDTHS[plan_type],
        width_units=pdk.types.String("pixels"),
        position_format=pdk.types.String("XY"),
        joint_rounded=True,
        cap_rounded=True,
        **({} if width else _dashes(plan_type)),
    )


def _dashes(plan_type: str) -> dict[str, object]:
    if plan_type not in DASHES:
        return {}
    return {
        "extensions": [{"@@type": "PathStyleExtension", "dash": True}],
        "get_dash_array": list(DASHES[plan_type]),
        "dash_justified": True,
    }


def placed(labels: list[PlanLabel], zoom: float) -> list[tuple[PlanLabel, str, int]]:
    """The labels that find room at this zoom or closer: their text, and the pixels it moves down.

    Many plans lie in the same place: a name that meets an earlier one moves up or down by a line,
    else the letter alone is tried, and left out where that has no room either.
    """
    pixels = 512 * 2**zoom / 360  # a degree of longitude, or of latitude as the map shows it
    kept: list[tuple[float, float, float]] = []
    found = []
    for label in labels:
        x, y = label.spot.lon * pixels, -mercator(label.spot.lat) * pixels
        for text, line in itertools.product((label.name, label.letter), _TRIES):
            half, at = (_SIZE * _width(text) + 12) / 2, y + line * _LINE
            if all(
                abs(x - other_x) > half + other_half or abs(at - other_y) >= _LINE
                for other_x, other_y, other_half in kept
            ):
                kept.append((x, at, half))
                found.append((label, text, line * _LINE))
                break
    return found


def _width(text: str) -> float:
    """Widths of Japanese letters; a Latin one has about six tenths of it."""
    return sum(1.0 if ord(letter) > 255 else 0.6 for letter in text)


def plan_labels(labels: list[tuple[PlanLabel, str, int]], view: str) -> pdk.Layer:
    """Names on white in a frame of the type's colour; pointing tells more, a click picks the plan."""
    data = [
        {
            "at": [round(label.spot.lon, 3), round(label.spot.lat, 3)],
            "o": [0, down],
            "c": list(rgb(PLAN_TYPES[label.plan_type])),
            "text": text,
            "name": label.value.partition("\n")[0],
            "value": label.value.partition("\n")[2],
            "plan": label.plan_id,
        }
        for label, text, down in labels
    ]
    return pdk.Layer(
        "TextLayer",
        id=inline_id("plan_labels", view, [label.plan_id for label, _, _ in labels]),
        data=data,
        pickable=True,
        get_position="at",
        get_text="text",
        get_pixel_offset="o",
        get_size=_SIZE,
        get_background_color=[255, 255, 255, 235],
        **NAME_STYLE,
        get_border_color="c",
        get_border_width=2,
    )
