"""Filled areas: the polygons come from a file that the browser keeps, only the colours travel."""

from __future__ import annotations

import json
import zlib

import numpy as np
import numpy.typing as npt
import pydeck as pdk

from geo.colour_class import DIGIT_COLOURS
from geo.palette import rgb


def area_fill(
    layer_id: str, url: str, digits: npt.NDArray[np.int8], palette: tuple[str, ...] = DIGIT_COLOURS
) -> pdk.Layer:
    """Layer whose feature ``i`` has the colour of ``digits[i]`` in the palette.

    The outline is a layer of its own (:mod:`geo.layers.area_lines`): stroked pickable polygons
    take a second to pick without a graphics card, and clicks are lost meanwhile.
    """
    colours = json.dumps([rgb(token) for token in palette], separators=(",", ":"))
    string = "".join(map(str, digits.tolist()))
    return pdk.Layer(
        "GeoJsonLayer",
        id=layer_id,
        data=url,
        stroked=False,
        pickable=True,
        # The brackets are needed: a bare literal cannot be indexed in deck.gl's expressions.
        get_fill_color=f"({colours})[('{string}')[properties.i]]",
        update_triggers={"getFillColor": [zlib.crc32(string.encode())]},
    )


def plain_fill(layer_id: str, url: str, colour: str) -> pdk.Layer:
    """Areas of one colour, which can be pointed at and clicked."""
    return pdk.Layer(
        "GeoJsonLayer",
        id=layer_id,
        data=url,
        stroked=False,
        pickable=True,
        get_fill_color=list(rgb(colour)),
    )
