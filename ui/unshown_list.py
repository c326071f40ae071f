"""The projects that the map cannot show, with the reason, one click from the count on the map."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.allocation import Allocation
from analysis.kept_answers import kept
from analysis.project_list import not_shown_on_map
from briefing.maps.shown import shown_projects
from briefing.maps.view import MapView
from domain.money import OKU


@kept(512)
def _table(allocation: Allocation, view: MapView) -> pd.DataFrame:
    by_amount = view.by_amount and view.mode != "bubble"
    listed = not_shown_on_map(allocation, view.frame_selection, view.parts, by_amount=by_amount)
    return pd.DataFrame(
        {
            "理由": listed["reason"],
            "案件名": listed["name"],
            "所在地": listed["places"],
            "投資額（億円）": (listed["amount_yen"] / OKU).astype("Float64"),
            "分野": listed["field"],
            "案件ID": listed["project_id"],
        }
    ).reset_index(drop=True)


def show(allocation: Allocation, view: MapView) -> None:
    """An expander with the projects left out; nothing if the map shows all, or plans or KPIs instead."""
    if view.shows_plans or view.shows_grades:
        return
    shown, found = shown_projects(allocation, view)
    if shown == found:
        return
    title = f"地図の{view.measure.label_ja}に示していない案件 {found - shown:,}件"
    expander = st.expander(title, key="unshown", on_change="rerun")
    if expander.open:
        expander.dataframe(
            _table(allocation, view),
            hide_index=True,
            placeholder="—",
            column_config={"投資額（億円）": st.column_config.NumberColumn(format="localized")},
            alt="地図に示していない案件と理由",
        )
