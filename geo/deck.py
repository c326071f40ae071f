"""Layers and camera to the message that Streamlit sends: no base map, nothing from outside."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from geo.camera import Camera

TOOLTIP = {
    "html": "<b>{name}</b><br/>{value}",
    "style": {
        "backgroundColor": "#ffffff",
        "color": "#333333",
        "border": "1px solid #999999",
        "borderRadius": "4px",
        "padding": "6px 10px",
        "fontFamily": "'Noto Sans JP', sans-serif",
        "fontSize": "14px",
        "maxWidth": "320px",
    },
}
"""Streamlit's front end escapes what it fills in (a browser test holds it to that)."""


@dataclass(frozen=True)
class DrawnMap:
    """A finished deck: what ``st.pydeck_chart`` needs of a ``pydeck.Deck``, as text already."""

    json: str
    _tooltip: dict[str, object]

    def to_json(self) -> str:
        return self.json


def with_names_scaled(layers: str, scale: float) -> str:
    """Layers in JSON with their names ``scale`` times as large."""
    if scale == 1.0:
        return layers
    found = json.loads(layers)
    for layer in found:
        if layer["@@type"] == "TextLayer":
            layer["sizeScale"] = scale
    return _compact(found)


def layers_json(layers: list[pdk.Layer]) -> str:
    """Compact JSON of the layers, the first at the bottom; pydeck's own is several times as long."""
    return _compact(layers)


def drawn(layers: str, camera: Camera) -> DrawnMap:
    """The deck of layers already in JSON.

    ``map_provider=None`` and no ``map_style``: any other combination makes Streamlit fetch a
    foreign base map.
    """
    deck = _frame_json(camera)
    return DrawnMap(f'{deck[:-1]},"layers":{layers}}}', dict(TOOLTIP))


@lru_cache(maxsize=4096)
def _frame_json(camera: Camera) -> str:
    deck = pdk.Deck(
        initial_view_state=pdk.ViewState(
            longitude=camera.longitude,
            latitude=camera.latitude,
            zoom=camera.zoom,
            min_zoom=3,
            max_zoom=12,
            pitch=0,
            bearing=0,
        ),
        views=[pdk.View(type="MapView", controller={"dragRotate": False, "touchRotate": False})],
        map_provider=None,
    )
    del deck.layers
    return _compact(deck)


def _compact(value: object) -> str:
    return json.dumps(
        value, sort_keys=True, default=default_serialize, separators=(",", ":"), ensure_ascii=False
    )
