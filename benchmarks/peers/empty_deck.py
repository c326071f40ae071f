"""Peer: the emptiest Streamlit page that has a deck."""

import pydeck as pdk
import streamlit as st

view = pdk.ViewState(longitude=135.9, latitude=35.6, zoom=3.9)
st.pydeck_chart(pdk.Deck([], initial_view_state=view, map_provider=None), height=460, key="map")
st.html('<div class="foot">.</div>')
