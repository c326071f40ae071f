"""資料作成: sheets for a meeting of what is looked at: kinds, paper, title, previews, files."""

import streamlit as st

from ui import page_frame, sheet_choice, sheet_downloads, sheet_preview, sheet_records

shared = page_frame.current()
st.title("資料作成")
if shared.boundaries is None:
    st.info("地図の境界データがないため、資料を作れません。")
else:
    records = sheet_records.read(shared, shared.boundaries)
    choice = sheet_choice.asked(records.source)
    left, right = st.columns([7, 5], gap="medium")
    with left:
        sheet_choice.show_kinds(records.source, choice)
        sheet_choice.show_plan(records.source)
    with right:
        sheet_choice.show_paper_and_title(records.source, choice)
        sheet_records.entry(records.coded)
    if choice.requests:
        sheet_downloads.show(records.source, choice)
        sheet_preview.show(records.source, choice)
    else:
        st.info("作れる資料がありません。資料の種類か、左の条件を選び直してください。")
page_frame.foot(with_map=True)
