"""Peer: folium in streamlit-folium, with Leaflet served from here instead of from outside."""

import folium
import streamlit as st
from streamlit_folium import st_folium

from benchmarks.peers import numbers

BASE = st.context.url.split("?")[0].rstrip("/") if st.context.url else ""
folium.Map.default_js = [("leaflet", f"{BASE}/app/static/leaflet/leaflet.js")]
folium.Map.default_css = [("leaflet_css", f"{BASE}/app/static/leaflet/leaflet.css")]

chosen = numbers.field()
digits = dict(
    zip(
        (f["properties"]["code"] for f in numbers.polygons()["features"]), numbers.digits(chosen), strict=True
    )
)
area_map = folium.Map(location=[35.6, 135.9], zoom_start=5, tiles=None, prefer_canvas=True)
folium.GeoJson(
    numbers.polygons(),
    style_function=lambda feature: {
        "fillColor": numbers.COLOURS[digits[feature["properties"]["code"]]],
        "fillOpacity": 1,
        "weight": 0,
    },
).add_to(area_map)
st_folium(area_map, height=460, width=700, returned_objects=[], key="map")
