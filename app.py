"""地域未来投資マップ: page settings and the list of pages; ``investmap serve`` runs it."""

import streamlit as st

from ui import page_frame, registry_outage

if "pages" not in st.session_state:
    # Once a session: the browser keeps the settings. The icon stands in the page's head.
    st.set_page_config(page_title="地域未来投資マップ", layout="wide", initial_sidebar_state=264)
    st.session_state["pages"] = [
        st.Page("pages/home.py", title="ホーム", default=True),
        st.Page("pages/investment_map.py", title="投資マップ"),
        st.Page("pages/strategic_fields.py", title="戦略分野"),
        st.Page("pages/investment_size.py", title="投資規模"),
        st.Page("pages/project_list.py", title="案件一覧"),
        st.Page("pages/plan_list.py", title="計画一覧"),
        st.Page("pages/plan_record.py", title="計画カルテ"),
        st.Page("pages/kpi_progress.py", title="KPI進捗"),
        st.Page("pages/changes.py", title="変更点"),
        st.Page("pages/briefing_sheets.py", title="資料作成"),
        st.Page("pages/data_submission.py", title="データ登録"),
        st.Page("pages/submission_status.py", title="提出状況"),
        st.Page("pages/sources.py", title="出典とデータ"),
        # For administrators, who have a link to it; the line of pages is full.
        st.Page("pages/access_records.py", title="利用の記録", visibility="hidden"),
    ]

pages = st.session_state["pages"]
page = st.navigation(pages, position="top")
with registry_outage.told():
    page_frame.begin(page, pages)
    page.run()
