"""戦略分野: seventeen small maps side by side, fields by blocks, and one field opened."""

import streamlit as st

from ui import field_maps, field_matrix, link, measure_switch, opened_field, page_frame

shared = page_frame.current()
allocation = shared.allocation
selection = link.selection().with_fields(())

st.title("17の戦略分野")
measure = measure_switch.show()
st.html(field_maps.legend(allocation, selection, measure))
field_maps.show(allocation, shared.boundaries, selection, measure)
if link.view("opened"):
    opened_field.show(allocation, selection, link.view("opened"))
st.header("分野とブロック")
st.html(field_matrix.html(allocation, selection, measure))
st.caption(
    "数字を選ぶと、その分野とブロックの投資マップを開きます。「—」は案件なし、「非公表」は案件があり金額が公表されていないこと、「広域に計上」は金額がより広い区域だけに数えられることを示します。"
)
st.caption("この頁では、サイドバーの戦略分野の絞り込みは使いません。")
field_maps.note()
page_frame.foot(with_map=True)
