"""The line at the head of a page on progress, while reports that have come are not public yet."""

from __future__ import annotations

from html import escape

import streamlit as st

from analysis.allocation import Allocation
from analysis.selection import Selection
from briefing.unpublished_words import unpublished_sentences


def show(allocation: Allocation, selection: Selection) -> None:
    """The line; nothing where everything is public, or is shown to who looks."""
    if drawn := html(allocation, selection):
        st.html(drawn)


def html(allocation: Allocation, selection: Selection) -> str:
    return "".join(
        f'<p class="awaited whole">{escape(sentence)}</p>'
        for sentence in unpublished_sentences(allocation, selection)
    )
