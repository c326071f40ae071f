"""Peer: a plain pydeck GeoJsonLayer, the polygons with their colours in every message."""

import copy

import pydeck as pdk
import streamlit as st

from benchmarks.peers import numbers

chosen = numbers.field()
collection = copy.deepcopy(numbers.polygons())
for feature, digit in zip(collection["features"], numbers.digits(chosen), strict=True):
    token = numbers.COLOURS[digit]
    feature["properties"]["fill"] = [int(token[at : at + 2], 16) for at in (1, 3, 5)]
layer = pdk.Layer(
    "GeoJsonLayer",
    id="areas",
    data=collection,
    stroked=False,
    pickable=True,
    get_fill_color="properties.fill",
)
view = pdk.ViewState(longitude=135.9, latitude=35.6, zoom=3.9)
st.pydeck_chart(pdk.Deck([layer], initial_view_state=view, map_provider=None), height=460, key="map")
