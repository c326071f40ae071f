"""計画カルテ: everything that the registry knows of one plan."""

import streamlit as st

from ui import (
    link,
    page_frame,
    plan_checks,
    plan_contents,
    plan_history,
    plan_kpi_cards,
    plan_kpis,
    plan_measures,
    plan_projects,
    plan_record,
    plan_signals,
    plan_versions,
    report_files,
)
from ui.half_choice import half_looked_at

shared = page_frame.current()
allocation, plan_id = shared.allocation, link.view("plan")
plan, half = plan_record.find(allocation, plan_id), half_looked_at(allocation.records)

st.title("計画カルテ")
if plan is None:
    plan_record.choose(allocation, link.selection(), plan_id)
else:
    plan_record.head(allocation, shared.boundaries, plan)
    st.html(plan_signals.html(allocation, plan_id, half))
    st.html(plan_record.contents())
    st.header("KPI", anchor="kpi")
    st.caption(plan_kpi_cards.caption(half))
    st.html(plan_kpi_cards.html(allocation, plan_id, half))
    st.html(plan_kpis.html(allocation, plan_id))
    st.header("施策", anchor="measures")
    st.caption(plan_measures.line(allocation, plan_id))
    st.html(plan_measures.html(allocation, plan_id, half))
    st.header("進捗報告", anchor="reports")
    st.html(plan_signals.history_html(allocation, plan_id, half))
    st.header("三つの内容", anchor="contents")
    st.html(plan_contents.html(plan))
    targets, fields = st.columns([3, 2], gap="medium")
    with targets:
        st.header("目標値", anchor="targets")
        st.html(plan_contents.targets_html(allocation, plan_id))
    with fields:
        st.header("分野", anchor="fields")
        st.html(plan_contents.fields_html(allocation, plan_id))
    st.header("投資案件", anchor="projects")
    st.caption(plan_projects.projects_line(plan))
    st.html(plan_projects.projects_html(allocation, plan_id, link.relative_address(link.LIST)))
    st.header("主要企業", anchor="companies")
    st.html(plan_projects.companies_html(allocation, plan_id))
    st.header("要件の確認", anchor="checks")
    st.caption(plan_checks.line(allocation, plan_id, plan.plan_type))
    st.html(plan_checks.html(allocation, plan_id, plan.plan_type))
    st.header("版と提出の履歴", anchor="versions")
    st.html(plan_versions.html(shared, plan_id))
    st.html(plan_history.html(shared, plan_id))
    report_files.for_plan(shared, plan_id)
page_frame.foot(with_map=plan is not None)
