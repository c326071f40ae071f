"""The switch between 投資額 and 件数 on pages other than the map."""

from __future__ import annotations

import streamlit as st

from analysis.measure import Measure
from ui import link

_OFFERED = (Measure.AMOUNT, Measure.PROJECTS)


def show() -> Measure:
    """Draw the switch and return the chosen measure; 人口当たり falls back to 投資額 here."""
    asked = Measure(link.view("measure"))
    chosen = asked if asked in _OFFERED else Measure.AMOUNT
    key = "measure_switch"
    if st.session_state.get(key) != chosen.value:
        st.session_state[key] = chosen.value
    st.segmented_control(
        "指標",
        [measure.value for measure in _OFFERED],
        format_func=lambda value: Measure(value).label_ja,
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: link.set_view("measure", st.session_state[key]),
    )
    return chosen
