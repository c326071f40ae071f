"""投資マップ: where the announced investments are, from the nation down to a municipality."""

import streamlit as st

from ui import beside_map, cards, downloads, link, map_panel, meeting, page_frame, unshown_list
from ui.map_view import asked_view

shared = page_frame.current()
allocation, selection = shared.allocation, link.selection()
view = asked_view(selection)

if link.view("meeting") == "yes":
    meeting.show(allocation, shared.boundaries, view)
else:
    cards.show(allocation, selection)
    map_panel.controls(allocation, view)
    map_column, panel_column = st.columns([7, 3], gap="small")
    with map_column:
        if shared.boundaries is not None:
            map_panel.show(allocation, shared.boundaries, view)
    with panel_column:
        st.html(beside_map.panel_html(allocation, view))
    unshown_list.show(allocation, view)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        st.header(beside_map.heading(view), width="content")
        downloads.show(allocation, selection, shared.boundaries)
    beside_map.show_table(allocation, view)
    page_frame.foot(with_map=True)
