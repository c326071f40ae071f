"""Peer: plotly choropleth_map, the polygons by address, the colours as numbers."""

import plotly.graph_objects as go
import streamlit as st

from benchmarks.peers import numbers

chosen = numbers.field()
digits = numbers.digits(chosen)
codes = [feature["properties"]["code"] for feature in numbers.polygons()["features"]]
scale = [(at / 8, colour) for at, colour in enumerate(numbers.COLOURS)]
figure = go.Figure(
    go.Choroplethmap(
        geojson="/app/static/municipalities.json",
        featureidkey="properties.code",
        locations=codes,
        z=digits,
        zmin=0,
        zmax=8,
        colorscale=scale,
        showscale=False,
        marker_line_width=0,
    )
)
figure.update_layout(
    map={"style": "white-bg", "center": {"lon": 135.9, "lat": 35.6}, "zoom": 3.9},
    margin={"l": 0, "r": 0, "t": 0, "b": 0},
    height=460,
)
st.plotly_chart(figure, key="map")
