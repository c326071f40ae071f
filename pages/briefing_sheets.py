"""資料作成: sheets for a meeting of what is looked at: kinds, paper, title, previews, files."""

import streamlit as st

from ui import page_frame, sheet_choice, sheet_downloads, sheet_preview, sheet_records

shared = page_frame.current()
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
    st.title("資料作成", width="content")
    buttons = st.container(horizontal=True, width="content")
if shared.boundaries is None:
    st.info("地図の境界データがないため、資料を作れません。")
else:
    records = sheet_records.read(shared, shared.boundaries)
    source, choice = records.source, sheet_choice.asked(records.source)
    with st.container(key="sheet_form"):
        kinds, rest = st.columns([8, 6], gap="medium")
        with kinds:
            sheet_choice.show_kinds(source, choice)
        with rest:
            paper, code = st.columns(2)
            with paper:
                sheet_choice.show_paper(choice)
            with code:
                sheet_records.entry()
            sheet_choice.show_title_and_plan(source, choice)
    sheet_records.tell(records.coded)
    if choice.requests:
        with buttons:
            sheet_downloads.show(source, choice)
        sheet_preview.show(source, choice)
    else:
        st.info("作れる資料がありません。資料の種類か、左の条件を選び直してください。")
page_frame.foot(with_map=True)
