"""計画一覧: the selected plans, how many there are by type, stage and area."""

import streamlit as st

from ui import downloads, link, page_frame, plan_cards, plan_counts, plan_table

shared = page_frame.current()
allocation, selection = shared.allocation, link.selection()

st.title("計画一覧")
plan_cards.show(allocation, selection)
downloads.show_plans(allocation, selection)
plan_table.show(allocation, selection, key="list")
plan_counts.show(allocation, selection)
page_frame.foot(with_map=False)
