"""Seventeen small maps side by side, one a strategic field, in the same classes."""

from __future__ import annotations

import base64
from functools import lru_cache
from html import escape

import streamlit as st

from analysis.allocation import Allocation
from analysis.lines import joined
from analysis.measure import Measure, measured
from analysis.selection import Selection
from analysis.totals import Breakdown
from briefing import answers
from briefing.maps.area_classes import area_classes
from briefing.uncounted_amounts import value_words
from domain.area import NORTHERN
from domain.codelist import codelist
from geo import palette
from geo.boundaries import BoundarySet
from geo.colour_class import DIGIT_COLOURS, NO_PROJECT, ColourClasses
from geo.small_map import NOTE_JA, SmallMap, small_map
from ui import link


def show(
    allocation: Allocation, boundaries: BoundarySet | None, selection: Selection, measure: Measure
) -> None:
    """The maps with total and rank of each field; each opens its field."""
    opened = link.view("opened")
    drawn = _maps(allocation, boundaries, selection, measure)
    items = []
    for code, picture, words, rank in drawn:
        field = codelist("strategic_field")[code]
        chosen = " chosen" if code == opened else ""
        address = link.relative_address(link.FIELDS, view={"opened": code})
        items.append(
            f'<a data-go class="field-map{chosen}" href="{escape(address, quote=True)}" title="{escape(field.label_ja)}">'
            f'<span class="name">{escape(field.more["short_ja"])}</span>{picture}'
            f'<span class="value">{escape(words)}</span><span class="rank">{escape(rank)}</span></a>'
        )
    st.html(f'<div class="field-maps">{"".join(items)}</div>')


@lru_cache(maxsize=256)
def _maps(
    allocation: Allocation, boundaries: BoundarySet | None, selection: Selection, measure: Measure
) -> list[tuple[str, str, str, str]]:
    """Field code, picture, total in words and rank, in the official order of the fields."""
    classes = field_classes(allocation, selection, measure)
    outlines = small_map(boundaries) if boundaries is not None else None
    lines = answers.lines_by(allocation, selection, Breakdown.FIELD).areas()
    values = measured(lines, measure)
    prefectures = codelist("prefecture").codes
    found = []
    for at, line in enumerate(lines):
        value = values[at]
        words = value_words(line, value, measure) if line.projects else "案件なし"
        rank = 1 + int((values > value).sum()) if value > 0 else None
        digits = classes.digits[at * len(prefectures) : (at + 1) * len(prefectures)]
        picture = _picture(
            outlines,
            dict(zip(prefectures, digits, strict=True)),
            f"{line.label}の都道府県別の地図、{words}",
        )
        count = f"{line.projects:,}件"
        found.append((line.code, picture, words, f"{rank}位／17・{count}" if rank else count))
    return found


@lru_cache(maxsize=256)
def field_classes(allocation: Allocation, selection: Selection, measure: Measure) -> ColourClasses:
    """One set of classes for all fields and prefectures, fields first: so maps can be compared."""
    prefectures = codelist("prefecture").codes
    by_field = [
        answers.lines_by(allocation, selection.with_fields((code,)), Breakdown.PREFECTURE).spread_over(
            prefectures
        )
        for code in codelist("strategic_field").codes
    ]
    return area_classes(joined(by_field), measure)[1]


def _picture(outlines: SmallMap | None, digits: dict[str, int], label: str) -> str:
    if outlines is None:
        return ""
    colours = {code: DIGIT_COLOURS[digit] for code, digit in digits.items() if digit != NO_PROJECT}
    colours[NORTHERN] = palette.NOT_COVERED
    packed = base64.b64encode(outlines.svg(colours, palette.NO_PROJECT).encode()).decode()
    return f'<img alt="{escape(label, quote=True)}" src="data:image/svg+xml;base64,{packed}"/>'


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
