"""Peer: a page with one slider and nothing else, warmed up as the product is."""

import gc

import streamlit as st


@st.cache_resource
def warm() -> None:
    import altair  # noqa: F401
    import geopandas  # noqa: F401
    import pydeck  # noqa: F401
    import sqlalchemy  # noqa: F401

    gc.collect()
    gc.freeze()


warm()
st.slider("値", 0, 100, 50, key="value")
