"""What stands beside and below the map: the panel and the table that say what the map says."""

from __future__ import annotations

import streamlit as st

from analysis.allocation import Allocation
from briefing.maps.view import MapView
from ui import area_panel, grade_panel, grade_table, plan_panel, plan_table, totals_table


def panel_html(allocation: Allocation, view: MapView) -> str:
    """The panel of the selected area, in the terms of the map's mode."""
    if view.shows_grades:
        return grade_panel.html(allocation, view)
    if view.shows_plans:
        return plan_panel.html(allocation, view)
    return area_panel.html(allocation, view.selection)


def heading(view: MapView) -> str:
    """What the lines of the table are."""
    if view.shows_grades:
        return grade_table.heading(view.selection)
    return "計画の表" if view.shows_plans else totals_table.heading(view.selection)


def show_table(allocation: Allocation, view: MapView) -> None:
    """The table below the map, and what it adds up to."""
    if view.shows_grades:
        grade_table.show(allocation, view.selection)
    elif view.shows_plans:
        plan_table.show_below_map(allocation, view.selection)
    else:
        totals_table.show(allocation, view.selection)
        st.caption(totals_table.total_line(allocation, view.selection))
