"""案件一覧: the selected projects, and one project's record with its source."""

import streamlit as st

from ui import cards, downloads, link, page_frame, project_record, project_table

shared = page_frame.current()
allocation, selection = shared.allocation, link.selection()

st.title("案件一覧")
if link.view("project"):
    project_record.show(allocation, link.view("project"))
cards.show(allocation, selection)
downloads.show(allocation, selection, shared.boundaries)
st.caption("行を選ぶと、出典のページと引用を含む記録を開きます。列の見出しを押すと並べ替えます。")
project_table.show(allocation, selection, key="list")
page_frame.foot(with_map=False)
