"""利用の記録: who did what when with what not everybody may see; for administrators."""

import streamlit as st

from ui import access_records, page_frame

page_frame.current()

st.title("利用の記録")
st.caption(
    "ログイン、提出、公開の範囲を超えるファイルの取得の記録です。この頁では、サイドバーの絞り込みは使いません。"
)
access_records.show()
page_frame.foot(with_map=False)
