"""提出状況: who has handed in what for which half, and every submission with its original files."""

import streamlit as st

from ui import link, page_frame, report_overview, submission_list, submission_record

shared = page_frame.current()
selection = link.selection()

period = report_overview.asked_period(shared)
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
    st.title("提出状況", width="content")
    report_overview.half_box(period)
if link.view("submission"):
    submission_record.show(shared, link.view("submission"))
report_overview.show(shared, selection, period)
st.header("提出の記録")
submission_list.show(shared, selection)
page_frame.foot(with_map=False)
