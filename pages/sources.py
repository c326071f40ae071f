"""出典とデータ: sources and licences, counting rule, definitions, freshness."""

import streamlit as st

from ui import page_frame, source_notes

shared = page_frame.current()

st.title("出典とデータ")
left, right = st.columns([5, 4], gap="large")
with left:
    st.header("数え方")
    source_notes.counting_rule(shared)
    st.header("用語と区分")
    source_notes.definitions()
with right:
    st.header("データの新しさ")
    source_notes.freshness(shared)
    st.header("境界")
    source_notes.boundaries(shared)
st.header("出典と利用条件")
source_notes.sources_table()
page_frame.foot(with_map=True)
