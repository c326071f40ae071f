"""A row of buttons of which one is down, for a view's own parameter of the link."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ui import link


def show(label: str, options: Mapping[str, str], chosen: str, *, parameter: str, key: str) -> None:
    """Draw a button for each of ``options`` (value to words); a press sets ``parameter``."""
    if st.session_state.get(key) != chosen:
        st.session_state[key] = chosen
    st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: _take(parameter, st.session_state[key]),
    )


def _take(parameter: str, value: str | None) -> None:
    # The browser reports no button at all where a press meets buttons that are just being replaced.
    if value is not None:
        link.set_view(parameter, value)
