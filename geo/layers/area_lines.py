"""Borders between areas, and the outline of the chosen area."""

from __future__ import annotations

import pydeck as pdk

from geo.palette import BORDER, CHOSEN, CHOSEN_HALO, rgb


def lines(layer_id: str, url: str, colour: object, width: float, **more: object) -> pdk.Layer:
    """Lines of a file, ``width`` pixels wide; not pickable. ``more`` are further properties of the layer."""
    return pdk.Layer(
        "GeoJsonLayer",
        id=layer_id,
        data=url,
        filled=False,
        stroked=True,
        pickable=False,
        get_line_color=colour,
        get_line_width=width,
        line_width_units=pdk.types.String("pixels"),
        **more,
    )


def borders(layer_id: str, url: str, *, width: float = 0.8, colour: str = BORDER) -> pdk.Layer:
    """Lines of a file of borders or outlines of a file of areas; not pickable."""
    return lines(layer_id, url, list(rgb(colour)), width)


def outline(layer_id: str, url: str, position: int, *, width: float = 3, colour: str = CHOSEN) -> pdk.Layer:
    """The outline of the area with property ``i`` equal to ``position``."""
    red, green, blue = rgb(colour)
    return lines(
        layer_id,
        url,
        f"properties.i == {position} ? [{red},{green},{blue},255] : [0,0,0,0]",
        width,
        # A wide line has spikes at sharp corners otherwise.
        line_joint_rounded=True,
        update_triggers={"getLineColor": [position]},
    )


def halo(layer_id: str, url: str, position: int) -> pdk.Layer:
    """White beside the outline that is drawn over it: it is seen on dark fills and by all eyes."""
    return outline(layer_id, url, position, width=7, colour=CHOSEN_HALO)
