"""Seventeen small maps side by side, one a strategic field, in the same classes."""

from __future__ import annotations

from html import escape

import streamlit as st

from analysis.allocation import Allocation
from analysis.measure import Measure
from analysis.selection import Selection
from briefing.maps.field_maps import field_classes, field_maps
from domain.codelist import codelist
from geo.boundaries import BoundarySet
from geo.small_map import NOTE_JA
from ui import link, markup


def show(
    allocation: Allocation, boundaries: BoundarySet | None, selection: Selection, measure: Measure
) -> None:
    """The maps with total and rank of each field; each opens its field."""
    opened = link.view("opened")
    items = []
    for drawn in field_maps(allocation, boundaries, selection, measure):
        field = codelist("strategic_field")[drawn.code]
        chosen = " chosen" if drawn.code == opened else ""
        address = link.relative_address(link.FIELDS, view={"opened": drawn.code})
        picture = (
            markup.picture(drawn.svg, f"{drawn.label}の都道府県別の地図、{drawn.value}") if drawn.svg else ""
        )
        count = f"{drawn.projects:,}件"
        rank = f"{drawn.rank}位／17・{count}" if drawn.rank else count
        items.append(
            f'<a data-go class="field-map{chosen}" href="{escape(address, quote=True)}" title="{escape(field.label_ja)}">'
            f'<span class="name">{escape(field.more["short_ja"])}</span>{picture}'
            f'<span class="value">{escape(drawn.value)}</span><span class="rank">{escape(rank)}</span></a>'
        )
    st.html(f'<div class="field-maps">{"".join(items)}</div>')


def legend(allocation: Allocation, selection: Selection, measure: Measure) -> str:
    """The common legend as one line of HTML."""
    entries = field_classes(allocation, selection, measure).legend
    items = "".join(
        f'<li><i style="background:{entry.colour}"></i>{escape(entry.label)}</li>' for entry in entries
    )
    return f'<ul class="legend-line"><li><b>都道府県別 {escape(measure.label_ja)}</b></li>{items}</ul>'


def note() -> None:
    """What the small maps move and leave out."""
    st.caption(NOTE_JA)
