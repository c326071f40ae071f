"""変更点: what changed between two halves: the bridge of the total, grades of KPIs, versions of plans."""

import streamlit as st

from ui import (
    bridge_chart,
    bridge_projects,
    change_cards,
    changed_plan_table,
    downloads,
    grade_moves,
    link,
    page_frame,
    plan_changes,
    two_halves,
)

shared = page_frame.current()
selection, plan_id, step = link.selection(), link.view("plan"), link.view("step")
halves = two_halves.asked(shared)

with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
    st.title("変更点", width="content")
    if halves is not None:
        two_halves.boxes(shared, halves)
if halves is None:
    two_halves.nothing(shared)
elif plan_id:
    plan_changes.show(halves, shared.boundaries, plan_id)
else:
    change_cards.show(halves, selection)
    bridge_chart.show(halves, selection, step)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        st.header(bridge_projects.heading(halves, selection, step), width="content")
        downloads.show_changes(halves.before, halves.after, selection)
    bridge_projects.show(halves, selection, step)
    st.header("KPIの評価の動き")
    grade_moves.show(halves, selection)
    st.header("変わった計画")
    changed_plan_table.show(halves, selection)
page_frame.foot(with_map=bool(plan_id))
