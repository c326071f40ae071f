"""KPI進捗: how the KPIs of the selected plans stand in a half, and which plans need a talk."""

import streamlit as st

from ui import (
    downloads,
    link,
    page_frame,
    progress_cards,
    progress_chips,
    progress_sections,
    unpublished_notice,
)
from ui.progress_view import asked_view, nothing_to_show

shared = page_frame.current()
allocation, selection = shared.allocation, link.selection()
nothing = nothing_to_show(allocation)

with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
    st.title("KPI進捗", width="content")
    if not nothing:
        downloads.show_progress(allocation, selection)
if nothing:
    st.info(nothing)
else:
    view = asked_view(allocation)
    unpublished_notice.show(allocation, selection)
    progress_cards.show(allocation, selection, view.half)
    progress_chips.show(allocation, selection, view.half)
    progress_sections.show(allocation, view)
page_frame.foot(with_map=False)
