"""投資規模: size bands, the largest projects, by year, and public support against the amount."""

import streamlit as st

from ui import cards, link, page_frame, size_charts

shared = page_frame.current()
allocation, selection = shared.allocation, link.selection()

st.title("投資規模")
cards.show(allocation, selection)
left, right = st.columns(2, gap="medium")
with left:
    st.header("規模別")
    size_charts.bands(allocation, selection)
with right:
    st.header("投資額の大きい案件")
    size_charts.largest(allocation, selection)
left, right = st.columns(2, gap="medium")
with left:
    st.header("公表年別")
    size_charts.by_announced_year(allocation, selection)
with right:
    st.header("稼働年別（予定を含む）")
    size_charts.by_operation_year(allocation, selection)
st.header("国の支援と投資額")
size_charts.support(allocation, selection)
page_frame.foot(with_map=False)
