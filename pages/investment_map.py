"""投資マップ: where the announced investments are, from the nation down to a municipality."""

import streamlit as st

from ui import (
    area_panel,
    cards,
    downloads,
    link,
    map_panel,
    page_frame,
    plan_panel,
    plan_table,
    totals_table,
    unshown_list,
)
from ui.map_view import asked_view

shared = page_frame.current()
allocation, selection = shared.allocation, link.selection()
view = asked_view(selection)

cards.show(allocation, selection)
map_panel.controls(allocation, view)
map_column, panel_column = st.columns([7, 3], gap="small")
with map_column:
    if shared.boundaries is not None:
        map_panel.show(allocation, shared.boundaries, view)
with panel_column:
    panel = plan_panel.html(allocation, view) if view.shows_plans else area_panel.html(allocation, selection)
    st.html(panel)
unshown_list.show(allocation, view)
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
    st.header("計画の表" if view.shows_plans else totals_table.heading(selection), width="content")
    downloads.show(allocation, selection, shared.boundaries)
if view.shows_plans:
    plan_table.show_below_map(allocation, selection)
else:
    totals_table.show(allocation, selection)
    st.caption(totals_table.total_line(allocation, selection))
page_frame.foot(with_map=True)
