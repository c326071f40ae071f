"""データ登録: workbooks come in: template, files, findings, what they change, acceptance."""

import streamlit as st

from ui import (
    acceptance,
    checked_upload,
    difference_view,
    finding_downloads,
    finding_list,
    page_frame,
    plan_files,
    receipt,
    report_files,
    upload,
)

shared = page_frame.current()
registry, records = shared.registry, shared.allocation.records

st.title("データ登録")
st.caption(
    "計画と半期の報告を、Excelの様式で受け付けます。「受け付ける」を押すまで、何も登録されません。"
    "この頁では、サイドバーの絞り込みは使いません。"
)
acceptance.show_trouble()
top = st.container()
forms, files = st.columns([2, 3], gap="large")
with forms:
    st.header("1　様式を用意する")
    plan_files.show(shared)
    report_files.show(shared)
with files:
    st.header("2　ファイルを選ぶ")
    given = upload.show()
if given is not None:
    acceptance.resume(given, registry)
    receipt.forget()
    found = checked_upload.checked_upload(given, registry, shared.allocation.records.audience)
    st.header("3　確認の結果")
    finding_list.verdict(found)
    finding_downloads.show(found.checked)
    finding_list.show(found)
    if found.checked.difference.tables:
        st.header("4　変更点")
        difference_view.show(found.checked.difference, found.tables, records)
    st.header("5　受け付ける")
    acceptance.show(given, found, registry)
else:
    upload.show_what_comes()
    with top:
        receipt.show()
page_frame.foot(with_map=False)
