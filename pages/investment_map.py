"""投資マップ: where the announced investments are, from the nation down to a municipality."""

import streamlit as st

from ui import (
    area_panel,
    cards,
    downloads,
    link,
    map_panel,
    page_frame,
    totals_table,
    unshown_list,
)
from ui.map_view import asked_view

shared = page_frame.current()
allocation, selection = shared.allocation, link.selection()
view = asked_view(selection)

cards.show(allocation, selection)
map_panel.controls(view)
map_column, panel_column = st.columns([7, 3], gap="small")
with map_column:
    if shared.boundaries is not None:
        map_panel.show(allocation, shared.boundaries, view)
with panel_column:
    st.html(area_panel.html(allocation, selection))
unshown_list.show(allocation, view)
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
    st.header(totals_table.heading(selection), width="content")
    downloads.show(allocation, selection, shared.boundaries)
totals_table.show(allocation, selection)
st.caption(totals_table.total_line(allocation, selection))
page_frame.foot(with_map=True)
