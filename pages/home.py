"""ホーム: what needs attention now, for the nation or for one's own block or prefecture."""

import streamlit as st

from ui import link, page_frame

shared = page_frame.current()
allocation, selection = shared.allocation, link.selection()

st.title("ホーム")
page_frame.foot(with_map=True)
