"""A Streamlit page with one line of text: what a server costs before it does anything."""

import streamlit as st

st.write(st.query_params.get("block", ""))
